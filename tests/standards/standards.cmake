# The standards that ship, their schemas and golden cases, by the reference evaluator (no sanqu needed).
sanqu_python_test(standards_that_ship standards ${CMAKE_CURRENT_LIST_DIR}/test_standards.py)
# docs/provisional.md says what the files of rules/ say.
sanqu_python_test(provisional standards scripts/provisional --check)
# The same standards on random records, by sanqu and by the reference.
if(TARGET sanqu)
  sanqu_python_test(random_records standards tests/standards/random_records.py --sanqu $<TARGET_FILE:sanqu>)
  # Checked again when a file or a parent changes.
  sanqu_python_test(watch standards -B tests/standards/watch.py --sanqu $<TARGET_FILE:sanqu>)
endif()
