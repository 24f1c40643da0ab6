# The pages in Debian's Chromium on the real server: skipped (77) where `scripts/setup web` has not been.
if(TARGET sanqu)
  sanqu_python_test(pages browser tests/browser/run.py $<TARGET_FILE:sanqu>)
  set_tests_properties(browser.pages PROPERTIES TIMEOUT 900)
endif()
