# Two published methods compared with their official results (docs/real-data.md). The data are
# read from ../shared/data; where they are absent the test is skipped.
if(TARGET sanqu)
  sanqu_python_test(official_results real_data ${CMAKE_CURRENT_LIST_DIR}/test_real_data.py
                    --sanqu $<TARGET_FILE:sanqu>)
endif()
