# Real output against docs/formats/result.md and its schema.
sanqu_python_test(formats result tests/result/check_results.py $<TARGET_FILE:sanqu>)
