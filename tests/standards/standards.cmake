# The standards that ship, their schemas and golden cases, by the reference evaluator (no sanqu needed).
sanqu_python_test(standards_that_ship standards ${CMAKE_CURRENT_LIST_DIR}/test_standards.py)
# Checked again when a file or a parent changes.
if(TARGET sanqu)
  sanqu_python_test(watch standards -B tests/standards/watch.py --sanqu $<TARGET_FILE:sanqu>)
endif()
