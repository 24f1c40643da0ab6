# Batch = single = incremental: one program over generated folders, a short range of seeds, and that every check can fail.
# A long range: tests/property/run.py --program build/dev/same_results --seeds 1..1000
add_executable(same_results
               tests/property/same_results.cpp tests/property/lines.cpp tests/property/outcome.cpp
               tests/property/checks.cpp tests/property/explanation_sums.cpp
               tests/property/next_change_days.cpp)
target_link_libraries(same_results PRIVATE cli)
sanqu_python_test(same_results property -B tests/property/run.py --program $<TARGET_FILE:same_results>
                  --seeds 1..12 --keep ${CMAKE_BINARY_DIR}/property_seeds)
sanqu_python_test(can_fail property -B tests/property/run.py --program $<TARGET_FILE:same_results>
                  --seeds 1..2 --break --keep ${CMAKE_BINARY_DIR}/property_broken)
# What `standard check` calls proved holds: every record left out once, over generated folders.
add_executable(proofs_hold tests/property/proofs_hold.cpp tests/property/lines.cpp)
target_link_libraries(proofs_hold PRIVATE cli)
sanqu_python_test(proofs_hold property -B tests/property/run.py --program $<TARGET_FILE:proofs_hold>
                  --seeds 1..12 --keep ${CMAKE_BINARY_DIR}/proofs_seeds)
sanqu_python_test(proofs_can_fail property -B tests/property/run.py --program $<TARGET_FILE:proofs_hold>
                  --seeds 2..3 --break --keep ${CMAKE_BINARY_DIR}/proofs_broken)
