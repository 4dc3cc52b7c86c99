# SPDX-License-Identifier: Apache-2.0
# The build's vocabulary: one folder is one static library, and its links are exactly the arrows it may draw.

add_library(crier_options INTERFACE)
target_include_directories(crier_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(crier_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CRIER_WARNINGS_AS_ERRORS)
  target_compile_options(crier_options INTERFACE -Werror)
endif()
# In one unit a class of a .cpp file and its private types have the same file, and one file's names shadow another's.
if(CMAKE_UNITY_BUILD)
  target_compile_options(crier_options INTERFACE -Wno-subobject-linkage -Wno-shadow)
endif()
if(CRIER_SANITIZE)
  target_compile_options(crier_options INTERFACE -fsanitize=${CRIER_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(crier_options INTERFACE -fsanitize=${CRIER_SANITIZE})
endif()
if(CRIER_FUZZ)
  target_compile_options(crier_options INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(crier_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
# Asserts guard against our own bugs and stay on in every build.
string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")

# crier_library(name SOURCES a.cpp ... LINKS other ... PRIVATE_LINKS third_party ...)
function(crier_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC crier_options ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
endfunction()

# crier_program(name SOURCES main.cpp ... LINKS library ...)
function(crier_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE crier_options ${arg_LINKS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()

# crier_test(name SOURCES a_test.cpp ... LINKS library ... DRAWS): one GoogleTest program, each of its cases a CTest test.
# DRAWS with OpenGL: Mesa unloads its driver with what that still holds, so that leaks cannot be told by their makers.
function(crier_test name)
  cmake_parse_arguments(arg "DRAWS" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE crier_options ${arg_LINKS} GTest::gtest GTest::gtest_main)
  if(arg_DRAWS)
    set(properties PROPERTIES ENVIRONMENT "ASAN_OPTIONS=detect_leaks=0:strict_string_checks=1")
  endif()
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 NO_PRETTY_VALUES ${properties})
endfunction()
