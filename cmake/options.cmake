# What every target of ours is compiled with.
add_library(fupan_options INTERFACE)
target_compile_features(fupan_options INTERFACE cxx_std_20)
target_compile_options(fupan_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
target_include_directories(fupan_options INTERFACE ${CMAKE_SOURCE_DIR})
if(FUPAN_WERROR)
  target_compile_options(fupan_options INTERFACE -Werror)
endif()
if(FUPAN_SANITIZE)
  target_compile_options(fupan_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                                                 -fno-omit-frame-pointer)
  # Not position-independent: UBSan's tables are a hundred megabytes of addresses, which each start of a program would
  # have to move first, for a second or two.
  target_link_options(fupan_options INTERFACE -fsanitize=address,undefined -no-pie)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_program(FUPAN_CCACHE ccache)
if(FUPAN_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${FUPAN_CCACHE})
endif()

# fupan_library(NAME sources... LINK PUBLIC ... PRIVATE ...): a static library with our options.
function(fupan_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC fupan_options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  fupan_precompile(${name} ${FUPAN_PRECOMPILED})
endfunction()
