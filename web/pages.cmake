# The pages as bytes in the program: built by Node from web/, turned into a table of literals that src/api/pages.cpp includes.
# SANQU_WEB: AUTO takes what is there (`scripts/setup web` brings it), ON insists, OFF makes a program that serves /api/v1 alone.
set(SANQU_WEB AUTO CACHE STRING "Build the pages into the program: AUTO, ON or OFF")
set(page_table ${CMAKE_BINARY_DIR}/generated/api/page_files.inc)
find_program(NODE node)
set(web ${CMAKE_SOURCE_DIR}/web)
set(has_web OFF)
if(NODE AND EXISTS ${web}/node_modules/vite/bin/vite.js)
  set(has_web ON)
endif()
if(SANQU_WEB STREQUAL "ON" AND NOT has_web)
  message(FATAL_ERROR "SANQU_WEB is ON, but Node or web/node_modules is missing: scripts/setup web")
endif()
if(SANQU_WEB STREQUAL "OFF" OR NOT has_web)
  message(STATUS "Pages: not built (SANQU_WEB=${SANQU_WEB}; scripts/setup web)")
  file(CONFIGURE OUTPUT ${page_table} CONTENT "constexpr std::array<PageFile, 0> k_page_files = {};\n" @ONLY)
else()
  file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web}/src/* ${web}/public/* ${web}/build/*)
  list(FILTER web_sources EXCLUDE REGEX "src/api/schema.ts$")  # made from the contract by the build itself
  set(web_dist ${CMAKE_BINARY_DIR}/web)
  add_custom_command(OUTPUT ${page_table} VERBATIM WORKING_DIRECTORY ${web}
    COMMAND ${NODE} node_modules/openapi-typescript/bin/cli.js ${CMAKE_SOURCE_DIR}/api/openapi.yaml -o src/api/schema.ts
    COMMAND ${NODE} node_modules/vue-tsc/bin/vue-tsc.js --noEmit
    COMMAND ${NODE} node_modules/vite/bin/vite.js build --outDir ${web_dist} --emptyOutDir --logLevel warn
    COMMAND ${NODE} build/compress.mjs ${web_dist}
    COMMAND ${NODE} build/embed.mjs ${web_dist} ${page_table}
    DEPENDS ${web_sources} ${CMAKE_SOURCE_DIR}/api/openapi.yaml ${web}/index.html ${web}/package.json ${web}/package-lock.json ${web}/vite.config.ts ${web}/tsconfig.json)
endif()
target_sources(api PRIVATE ${page_table})
target_include_directories(api PRIVATE ${CMAKE_BINARY_DIR}/generated)
set_property(SOURCE ${CMAKE_SOURCE_DIR}/src/api/pages.cpp APPEND PROPERTY OBJECT_DEPENDS ${page_table})
