# Name search held against a look at every name, over the embedded store; and that the check can fail.
# More: build/dev/name_search_property --seed 7 --names 50000 --queries 20000
add_executable(name_search_property tests/names/name_search_property.cpp bench/name_data.cpp)
target_include_directories(name_search_property PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(name_search_property PRIVATE registry storage)
foreach(seed 1 2)
  add_test(NAME property.name_search_${seed}
           COMMAND name_search_property --seed ${seed} --names 4000 --queries 1000)
endforeach()
add_test(NAME property.name_search_can_fail
         COMMAND name_search_property --names 2000 --queries 300 --break)
set_tests_properties(property.name_search_can_fail PROPERTIES WILL_FAIL TRUE)
set_tests_properties(property.name_search_1 property.name_search_2 property.name_search_can_fail
                     PROPERTIES LABELS property TIMEOUT 300)
