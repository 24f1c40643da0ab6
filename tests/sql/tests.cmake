# The SQL form of standards against the engine, against what people worked out by hand, and over a store's own file. Half of
# it needs PostgreSQL (scripts/setup bench) and is skipped without.
if(TARGET sanqu)
  sanqu_python_test(store sql -B tests/sql/store.py --sanqu $<TARGET_FILE:sanqu>)
  foreach(database sqlite postgresql)
    sanqu_python_test(${database}_cases sql -B tests/sql/golden_cases.py --sanqu $<TARGET_FILE:sanqu>
                      --database ${database})
    sanqu_python_test(${database}_differential sql -B tests/sql/against_engine.py --sanqu $<TARGET_FILE:sanqu>
                      --database ${database} --seeds 1..16 --covered 0.7
                      --keep ${CMAKE_BINARY_DIR}/sql_seeds_${database})
  endforeach()
endif()
