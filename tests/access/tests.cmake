# Accounts as a whole, on a real store.
file(GLOB access_sources CONFIGURE_DEPENDS tests/access/*_test.cpp)
add_executable(accounts ${access_sources} tests/unit_main.cpp)
target_include_directories(accounts PRIVATE tests/access)
target_link_libraries(accounts PRIVATE acts storage)
add_test(NAME unit.accounts COMMAND accounts WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(unit.accounts PROPERTIES LABELS unit)
