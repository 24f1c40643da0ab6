# The server as its clients see it: the program on a free port of this machine.
sanqu_python_test(contract api tests/api/contract.py $<TARGET_FILE:sanqu>)
sanqu_python_test(limits api tests/api/limits.py $<TARGET_FILE:sanqu>)
sanqu_python_test(configuration api tests/api/configuration.py $<TARGET_FILE:sanqu>)
sanqu_python_test(tls api tests/api/tls.py $<TARGET_FILE:sanqu>)
sanqu_python_test(jobs api tests/api/jobs.py $<TARGET_FILE:sanqu>)
sanqu_python_test(provider api tests/api/provider.py $<TARGET_FILE:sanqu>)
