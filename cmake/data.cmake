# Bulk data: every list named in data/manifest.txt becomes share/gloss/NAME.gaz, mapped at run time.
# A line of the manifest is: NAME FILE.tsv[,FILE.tsv ...] [options of `gloss gazetteer build` ...]
set(manifest ${PROJECT_SOURCE_DIR}/data/manifest.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${manifest})
set(share ${PROJECT_BINARY_DIR}/share/gloss)
set(join ${PROJECT_SOURCE_DIR}/scripts/tools/join_lists.lua)
file(STRINGS ${manifest} lines REGEX "^[^#]")
set(gazetteers "")
foreach(line IN LISTS lines)
  separate_arguments(words UNIX_COMMAND "${line}")
  list(POP_FRONT words name files)
  string(REPLACE "," ";" files ${files})
  list(TRANSFORM files PREPEND ${PROJECT_SOURCE_DIR}/data/)
  add_custom_command(OUTPUT ${share}/${name}.gaz
    COMMAND ${CMAKE_COMMAND} -E make_directory ${share}
    COMMAND ${LUA_PROGRAM} ${join} ${PROJECT_BINARY_DIR}/${name}.tsv ${files}
    COMMAND gloss gazetteer build ${PROJECT_BINARY_DIR}/${name}.tsv -o ${share}/${name}.gaz
            --overwrite ${words}
    DEPENDS gloss ${join} ${files}
    COMMENT "Compiling ${name}.gaz" VERBATIM)
  list(APPEND gazetteers ${share}/${name}.gaz)
endforeach()
# Models of sentence ends, as they are: data/sentences/train.sh makes them.
file(GLOB models CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/sentences/*.model)
foreach(model IN LISTS models)
  get_filename_component(name ${model} NAME)
  add_custom_command(OUTPUT ${share}/sentences/${name}
    COMMAND ${CMAKE_COMMAND} -E copy ${model} ${share}/sentences/${name}
    DEPENDS ${model} VERBATIM)
  list(APPEND gazetteers ${share}/sentences/${name})
endforeach()
add_custom_target(gloss_data ALL DEPENDS ${gazetteers})
