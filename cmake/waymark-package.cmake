# Installation, the CMake package and the .deb, whose dependencies the linker's own needs give, but for two.
include(CMakePackageConfigHelpers)
install(TARGETS waymark EXPORT waymark-exports ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/src/waymark" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.h")
install(FILES "${PROJECT_BINARY_DIR}/generated/waymark/version.h" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/waymark")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/waymark")
install(EXPORT waymark-exports NAMESPACE waymark:: DESTINATION "${package_folder}")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/waymark-config.cmake.in"
  "${PROJECT_BINARY_DIR}/waymark-config.cmake" INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/waymark-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/waymark-config.cmake" "${PROJECT_BINARY_DIR}/waymark-config-version.cmake"
  "${PROJECT_SOURCE_DIR}/cmake/waymark-dependencies.cmake" DESTINATION "${package_folder}")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME waymark)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "waymark developers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libraptor2-0, libzip4, libzstd1, zlib1g")  # opened when first needed, so the linker doesn't name them
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
# What a program built against the library needs stands in the same list that the launcher installs from.
file(STRINGS "${PROJECT_SOURCE_DIR}/cmake/packages.txt" development REGEX "^build[ ]+[^ ]*-dev$")
list(TRANSFORM development REPLACE "^build[ ]+" "")
list(JOIN development ", " CPACK_DEBIAN_PACKAGE_SUGGESTS)
include(CPack)
