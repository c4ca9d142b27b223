// SPDX-License-Identifier: Apache-2.0
// The system's loader under another name.
#include "text/shared_library.h"

#include <dlfcn.h>

namespace waymark::text {

SharedLibrary::SharedLibrary(const char* file_name)
    : handle_(::dlopen(file_name, RTLD_NOW | RTLD_LOCAL)), has_all_(handle_ != nullptr) {}

void* SharedLibrary::find(const char* name) {
  void* address = handle_ == nullptr ? nullptr : ::dlsym(handle_, name);
  has_all_ = has_all_ && address != nullptr;
  return address;
}

}  // namespace waymark::text
