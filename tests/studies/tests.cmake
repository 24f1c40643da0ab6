# Studies against a second way to the same figures, and their JSON against docs/formats/study.schema.json.
sanqu_python_test(peer studies tests/studies/peer.py $<TARGET_FILE:sanqu>)
