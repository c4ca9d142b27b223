// SPDX-License-Identifier: Apache-2.0
// A library that is opened where it is first needed, not when the program starts: what reads rare
// kinds of files brings dozens of libraries along, and opening them takes longer than a short text.
//
//     const SharedLibrary zlib("libz.so.1");
//     if (auto* version = zlib.find<const char*()>("zlibVersion")) use(version());
#pragma once

namespace waymark::text {

/// It stays open as long as the program runs.
class SharedLibrary {
 public:
  explicit SharedLibrary(const char* file_name);

  /// Null if the library is not installed, or has none of that name.
  /// Requires: `Function` is its type.
  template <class Function>
  [[nodiscard]] Function* find(const char* name) const {
    return reinterpret_cast<Function*>(find_address(name));
  }

 private:
  [[nodiscard]] void* find_address(const char* name) const;
  void* handle_;
};

}  // namespace waymark::text
