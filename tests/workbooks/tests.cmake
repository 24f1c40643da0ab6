# Workbooks (.xlsx) as another program writes them, and archives made to do harm: openpyxl and zipfile against the reader.
add_executable(read_workbook tests/workbooks/read_workbook.cpp)
target_link_libraries(read_workbook PRIVATE intake)
sanqu_python_test(openpyxl workbooks -B tests/workbooks/test_openpyxl.py $<TARGET_FILE:read_workbook>)
sanqu_python_test(archives workbooks -B tests/workbooks/test_archives.py $<TARGET_FILE:read_workbook>)
