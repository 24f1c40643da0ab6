# Fuzzing: one file a target, tests/fuzz/NAME_fuzz.cpp with `extern "C" int LLVMFuzzerTestOneInput(...)`, and its seeds
# in tests/fuzz/seeds/NAME/. Add a target with one line at the end: sanqu_fuzz(NAME room...).
#
# As a test (label `fuzz`) g++ links it with replay_main.cpp: the seeds as they are, then a fixed number of deterministic
# mutations. `scripts/fuzz NAME [SECONDS]` builds it with clang-19 and libFuzzer (SANQU_FUZZ=ON) and searches on.
option(SANQU_FUZZ "Build the fuzz targets with libFuzzer (clang)" OFF)
set(SANQU_FUZZ_MUTATIONS 3000 CACHE STRING "Mutations a fuzz target is tried with as a test")

function(sanqu_fuzz name)
  if(NOT EXISTS ${CMAKE_SOURCE_DIR}/tests/fuzz/${name}_fuzz.cpp)
    message(FATAL_ERROR "sanqu_fuzz(${name}): tests/fuzz/${name}_fuzz.cpp is missing")
  endif()
  set(target fuzz_${name})
  add_executable(${target} tests/fuzz/${name}_fuzz.cpp)
  target_link_libraries(${target} PRIVATE ${ARGN})
  target_compile_definitions(${target} PRIVATE SANQU_ROOT="${CMAKE_SOURCE_DIR}")
  if(SANQU_FUZZ)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    return()
  endif()
  target_sources(${target} PRIVATE tests/fuzz/replay_main.cpp)
  add_test(NAME fuzz.${name}
           COMMAND ${target} tests/fuzz/seeds/${name} ${SANQU_FUZZ_MUTATIONS}
           WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 120)
endfunction()

sanqu_fuzz(yaml core)
sanqu_fuzz(expression core)
sanqu_fuzz(canonical_json core)
sanqu_fuzz(date_and_decimal core)
sanqu_fuzz(csv intake)
sanqu_fuzz(ndjson intake)
sanqu_fuzz(xlsx intake)
sanqu_fuzz(calendar core)
sanqu_fuzz(catalogue catalogue)
sanqu_fuzz(standard standards)
