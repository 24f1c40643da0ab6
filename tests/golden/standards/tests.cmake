# Every refusal and warning of the standards' compiler, word for word, in both languages.
if(TARGET sanqu)
  sanqu_python_test(messages golden -B tests/golden/standards/run.py --sanqu $<TARGET_FILE:sanqu>)
endif()
