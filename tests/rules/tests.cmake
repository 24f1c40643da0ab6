# The normative rules R1 to R18 of the standard language, with figures worked out by hand, by the real command.
if(TARGET sanqu)
  sanqu_python_test(normative rules -B tests/rules/run.py --sanqu $<TARGET_FILE:sanqu>)
endif()
