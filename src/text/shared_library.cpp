// SPDX-License-Identifier: Apache-2.0
// The system's loader under another name.
#include "text/shared_library.h"

#include <dlfcn.h>

namespace waymark::text {

SharedLibrary::SharedLibrary(const char* file_name)
    : handle_(::dlopen(file_name, RTLD_NOW | RTLD_LOCAL)) {}

void* SharedLibrary::find_address(const char* name) const {
  return handle_ == nullptr ? nullptr : ::dlsym(handle_, name);
}

}  // namespace waymark::text
