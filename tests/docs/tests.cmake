# Pages whose examples are run.
sanqu_python_test(examples docs tests/docs/test_examples.py $<TARGET_FILE:sanqu>)
sanqu_python_test(reference_page docs tests/docs/test_reference_page.py $<TARGET_FILE:sanqu>)
