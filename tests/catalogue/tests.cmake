# The JSON Schema of catalogue files against every file of rules/catalogue, and against files with one mistake each.
sanqu_python_test(schema catalogue ${CMAKE_CURRENT_LIST_DIR}/test_schema.py catalogue 35)
