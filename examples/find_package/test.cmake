# Installs BUILD_DIR to a stage below WORK_DIR, builds the project in SOURCE_DIR against it and runs the result.
# LINK_FLAGS is what a library built with sanitizers asks of who links it.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE out)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${out}")
  endif()
endfunction()
file(REMOVE_RECURSE "${WORK_DIR}")
run("${CMAKE_COMMAND}" --install "${BUILD_DIR}" --prefix "${WORK_DIR}/stage")
run("${CMAKE_COMMAND}" -S "${SOURCE_DIR}" -B "${WORK_DIR}/build" "-DCMAKE_PREFIX_PATH=${WORK_DIR}/stage" "-DCMAKE_CXX_COMPILER=${CXX}"
  "-DCMAKE_EXE_LINKER_FLAGS=${LINK_FLAGS}")
run("${CMAKE_COMMAND}" --build "${WORK_DIR}/build")
set(data "${WORK_DIR}/stage/share/waymark/examples/statutes")
run(sh -c "echo 'the Privacy Act 2020' | \"$1\" \"$2/gazetteer.yaml\" | grep -q nz.privacy-act-2020" sh
  "${WORK_DIR}/build/uses_waymark" "${data}")
# The installed program finds its data beside itself.
run(sh -c "cd / && echo 'A source in Hyesan.' | \"$1\" annotate | grep -q kp.ryanggang.hyesan" sh "${WORK_DIR}/stage/bin/waymark")
