# What crosses rooms; unit tests are added by each room in CMakeLists.txt. One block a folder of tests/.
# The packages that scripts/setup brings (yaml, jsonschema) belong to the system's Python, whichever else is on the PATH.
set(Python3_EXECUTABLE /usr/bin/python3)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# A test that is a Python script, run from the project's root. 77 as exit code: skipped.
function(sanqu_python_test name label)
  add_test(NAME ${label}.${name} COMMAND ${Python3_EXECUTABLE} ${ARGN}
           WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${label}.${name} PROPERTIES LABELS ${label} SKIP_RETURN_CODE 77 TIMEOUT 300)
endfunction()

include(tests/house/house.cmake)
include(tests/fuzz/fuzz.cmake)
include(tests/catalogue/tests.cmake)
include(tests/calendar/tests.cmake)
include(tests/quality/tests.cmake)
include(tests/demo/tests.cmake)
include(tests/reference/tests.cmake)
include(tests/real_data/tests.cmake)
include(tests/standards/standards.cmake)
include(tests/property/tests.cmake)
include(tests/names/tests.cmake)
include(tests/golden/tests.cmake)
include(tests/result/tests.cmake)
include(tests/golden/standards/tests.cmake)
include(tests/rules/tests.cmake)
include(tests/store/tests.cmake)
include(tests/api/tests.cmake)
include(tests/workbooks/tests.cmake)
include(tests/browser/tests.cmake)
