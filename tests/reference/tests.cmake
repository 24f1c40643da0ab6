# The second implementation of the standard language: its own cases, that the differential test can fail, and the
# differential test against the command.
sanqu_python_test(rules reference -B tests/reference/test_reference.py)
sanqu_python_test(can_fail reference -B tests/reference/test_differential.py)
if(TARGET sanqu)
  sanqu_python_test(differential reference -B tests/reference/differential.py --sanqu $<TARGET_FILE:sanqu>
                    --seeds 1..40 --keep ${CMAKE_BINARY_DIR}/seeds)
  sanqu_python_test(next_change reference -B tests/reference/differential.py --sanqu $<TARGET_FILE:sanqu>
                    --seeds 101..104 --subjects 8 --records 80 --next-change-days 120
                    --keep ${CMAKE_BINARY_DIR}/seeds)
endif()
