# The JSON Schema of rules/quality.yaml against it, and against files with one mistake each.
sanqu_python_test(schema quality tests/catalogue/test_schema.py quality 1)
