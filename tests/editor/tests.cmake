# The schemas in a common editor; skipped where `scripts/setup editor` was not run.
sanqu_python_test(schemas editor tests/editor/test_schemas_in_editor.py)
