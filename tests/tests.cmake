# What crosses rooms; unit tests are added by each room in CMakeLists.txt.
