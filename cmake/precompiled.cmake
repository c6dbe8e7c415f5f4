# Building from nothing in less time: headers that most files read are read once, and what is seldom busy is not optimised.
# Only where a build from nothing is the rule (CI); a file that forgets an include is found by the other presets.

# fupan_precompiled_headers(NAME [HEADERS header...] [LINK library...]): what targets of the same options begin with.
function(fupan_precompiled_headers name)
  cmake_parse_arguments(arg "" "" "HEADERS;LINK" ${ARGN})
  if(FUPAN_PRECOMPILE)
    file(WRITE ${CMAKE_BINARY_DIR}/${name}.cc "")
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cc)
    target_link_libraries(${name} PRIVATE fupan_options ${arg_LINK})
    target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.h ${arg_HEADERS})
  endif()
endfunction()

# fupan_precompile(TARGET NAME)
function(fupan_precompile target name)
  if(FUPAN_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${name})
    target_link_libraries(${target} PUBLIC fupan_json_templates)
  endif()
endfunction()

# fupan_seldom_busy(): this folder's programs wait or are short, so that with sanitizers optimising them costs more than it saves.
macro(fupan_seldom_busy)
  if(FUPAN_SANITIZE)
    add_compile_options(-O0)
    set(FUPAN_PRECOMPILED fupan_precompiled_unoptimised)
  endif()
endmacro()

fupan_precompiled_headers(fupan_precompiled)
fupan_precompiled_headers(fupan_precompiled_unoptimised)
set(FUPAN_PRECOMPILED fupan_precompiled)
if(FUPAN_PRECOMPILE)
  target_compile_options(fupan_precompiled_unoptimised PRIVATE -O0)
  add_library(fupan_json_templates STATIC ${CMAKE_SOURCE_DIR}/cmake/precompiled.cc)
  target_link_libraries(fupan_json_templates PRIVATE fupan_options)
  target_compile_options(fupan_json_templates PRIVATE -O0)
endif()
