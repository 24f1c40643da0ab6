# The house rules as tests (label `house`): each script prints every breach as `file:line: what` and exits 1.
foreach(rule layering lengths words floating_point links spdx)
  sanqu_python_test(${rule} house tests/house/${rule}.py)
endforeach()
sanqu_python_test(format house tests/house/format.py)
sanqu_python_test(must_not_compile house tests/house/must_not_compile.py ${CMAKE_CXX_COMPILER})
# Every rule above is broken on purpose in a small tree, and must notice.
sanqu_python_test(rules_notice house tests/house/rules_notice.py)
