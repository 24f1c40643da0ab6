# The JSON Schema of calendars against every file of rules/calendar, and against files with one mistake each.
sanqu_python_test(schema calendar tests/catalogue/test_schema.py calendar 3)
