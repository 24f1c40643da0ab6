# Pages whose examples are run.
sanqu_python_test(examples docs tests/docs/test_examples.py $<TARGET_FILE:sanqu>)
