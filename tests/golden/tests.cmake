# Pages with a command and its whole output, one test a feature.
foreach(feature access evaluate standard store studies words)
  sanqu_python_test(${feature} golden tests/golden/run.py $<TARGET_FILE:sanqu> tests/golden/${feature})
endforeach()
