# What only shows on a real store: a year of days, and (crash, faults) what is left after the worst.
add_executable(simulated_year tests/store/simulated_year.cpp)
target_link_libraries(simulated_year PRIVATE acts storage)
target_compile_definitions(simulated_year PRIVATE SANQU_ROOT="${CMAKE_SOURCE_DIR}")
sanqu_python_test(simulated_year store tests/store/run_year.py $<TARGET_FILE:simulated_year> 3)
sanqu_python_test(kill store tests/store/kill.py $<TARGET_FILE:sanqu> 4)
sanqu_python_test(persons store tests/store/persons.py $<TARGET_FILE:sanqu>)
sanqu_python_test(faults store tests/store/faults.py $<TARGET_FILE:sanqu>)
