// SPDX-License-Identifier: Apache-2.0
// A library that is opened where it is first needed, not when the program starts: what reads rare
// kinds of files brings dozens of libraries along, and opening them takes longer than a short text.
//
//     struct Zlib {
//       SharedLibrary library{"libz.so.1"};
//       Imported<const char*()> version{library, "zlibVersion"};
//     } zlib;
//     if (zlib.library.has_all()) use(zlib.version());
#pragma once

namespace waymark::text {

/// It stays open as long as the program runs.
class SharedLibrary {
 public:
  explicit SharedLibrary(const char* file_name);

  /// Null if the library is not installed, or has none of that name.
  [[nodiscard]] void* find(const char* name);
  /// Whether all that was asked for was there.
  [[nodiscard]] bool has_all() const { return has_all_; }

 private:
  void* handle_;
  bool has_all_;
};

/// A function of a library; may be called if the library has all that was asked for.
/// Requires: `Function` is its type there.
template <class Function>
class Imported {
 public:
  Imported(SharedLibrary& library, const char* name)
      : address_(reinterpret_cast<Function*>(library.find(name))) {}
  // NOLINTNEXTLINE(google-explicit-constructor): it is called as the function is.
  operator Function*() const { return address_; }

 private:
  Function* address_;
};

}  // namespace waymark::text
