# The arrows between the rooms of src: which room may include which. Run with cmake -D SOURCE_DIR=… -P layers.cmake.
cmake_minimum_required(VERSION 3.25)
set(may_waymark "")
set(may_text waymark)
set(may_surface waymark text)
set(may_gazetteer waymark text surface)
set(may_match waymark text surface gazetteer)
set(may_grammar waymark text gazetteer match)
set(may_resolve waymark text gazetteer match)
set(may_annotate waymark text gazetteer match grammar resolve)
set(may_explain waymark text surface gazetteer match grammar resolve annotate)
set(may_normalize waymark text surface gazetteer match resolve)
set(may_format waymark text)
set(may_view waymark text evaluate)
set(may_evaluate waymark text)
set(may_cli waymark text surface gazetteer match grammar resolve annotate explain normalize format view evaluate)

# Heavy libraries live in one room, most of them in one file: pattern of the include; where it may stand.
set(libraries
  "yaml-cpp/" "^gazetteer/yaml_tree\\.cpp$"
  "simdjson" "^text/json_reader\\.cpp$"
  "CLI/" "^cli/(flags\\.(cpp|h)|help\\.cpp|([a-z]+_)?options\\.cpp)$"
  "boost/" "^grammar/"
  "re2/" "^grammar/"
  "unicode/" "^(text|surface|gazetteer|match)/"
  "raptor2" "^gazetteer/import_skos\\.cpp$"
  "zip\\.h" "^gazetteer/table_file\\.cpp$"
  "zlib\\.h|zstd\\.h" "^(cli/byte_source|gazetteer/table_file)\\.cpp$")

set(faults "")
file(GLOB_RECURSE sources RELATIVE "${SOURCE_DIR}/src" "${SOURCE_DIR}/src/*.h" "${SOURCE_DIR}/src/*.cpp")
foreach(source IN LISTS sources)
  string(REGEX MATCH "^[^/]+" room "${source}")
  file(STRINGS "${SOURCE_DIR}/src/${source}" includes REGEX "^#include")
  foreach(line IN LISTS includes)
    if(line MATCHES "^#include \"([a-z_]+)/")
      set(target "${CMAKE_MATCH_1}")
      if(NOT target STREQUAL room AND NOT target IN_LIST may_${room})
        string(APPEND faults "src/${source}: room '${room}' may not include '${target}': ${line}\n")
      endif()
    endif()
    set(at 0)
    list(LENGTH libraries count)
    while(at LESS count)
      list(GET libraries ${at} library)
      math(EXPR next "${at} + 1")
      list(GET libraries ${next} home)
      if(line MATCHES "^#include <(${library})" AND NOT source MATCHES "${home}")
        string(APPEND faults "src/${source}: this library has another home: ${line}\n")
      endif()
      math(EXPR at "${at} + 2")
    endwhile()
  endforeach()
endforeach()
if(faults)
  message(FATAL_ERROR "${faults}")
endif()
