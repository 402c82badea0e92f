include(CMakePackageConfigHelpers)
set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/gloss)
install(TARGETS gloss RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS gloss_module LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/lua/5.4)
install(TARGETS gloss_core EXPORT gloss-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/gloss.h include/gloss_lua.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${PROJECT_BINARY_DIR}/share/gloss DESTINATION ${CMAKE_INSTALL_DATADIR})
install(EXPORT gloss-targets NAMESPACE gloss:: DESTINATION ${config_dir})
configure_package_config_file(cmake/gloss-config.cmake.in ${PROJECT_BINARY_DIR}/gloss-config.cmake
  INSTALL_DESTINATION ${config_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/gloss-config-version.cmake
  COMPATIBILITY SameMinorVersion)
configure_file(cmake/gloss.pc.in ${PROJECT_BINARY_DIR}/gloss.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/gloss-config.cmake ${PROJECT_BINARY_DIR}/gloss-config-version.cmake
  DESTINATION ${config_dir})
install(FILES ${PROJECT_BINARY_DIR}/gloss.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
