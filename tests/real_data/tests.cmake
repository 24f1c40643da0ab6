# Two published methods compared with their official results (docs/real-data.md). The data are
# read from ../shared/data; where they are absent the test is skipped.
find_program(SANQU_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)  # with yaml and jsonschema, apt
if(TARGET sanqu AND SANQU_PYTHON)
  add_test(NAME real_data
           COMMAND ${SANQU_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/test_real_data.py
                   --sanqu $<TARGET_FILE:sanqu>
           WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(real_data PROPERTIES LABELS real_data SKIP_RETURN_CODE 77)
endif()
