# Finds what waymark is built on. Used by our own build and by the installed package alike.
find_package(Threads REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(yaml-cpp REQUIRED)
if(NOT TARGET yaml-cpp::yaml-cpp)
  add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)  # the name before yaml-cpp 0.8
endif()
find_package(Boost 1.81 REQUIRED)  # headers only: Spirit X3
find_package(simdjson REQUIRED)
find_package(fmt REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET GLOBAL re2)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET GLOBAL libzstd)
