# The second implementation of the standard language: its own cases, and the differential test against the command.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME reference.rules COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/test_reference.py)
set_tests_properties(reference.rules PROPERTIES LABELS reference)
add_test(NAME reference.differential_can_fail
         COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/test_differential.py)
set_tests_properties(reference.differential_can_fail PROPERTIES LABELS reference)
if(TARGET sanqu)
  add_test(NAME reference.differential
           COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_LIST_DIR}/differential.py
                   --sanqu $<TARGET_FILE:sanqu> --seeds 1..25)
  set_tests_properties(reference.differential PROPERTIES LABELS reference)
endif()
