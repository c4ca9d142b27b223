// SPDX-License-Identifier: Apache-2.0
// POSIX mmap. The descriptor is closed at once; the mapping keeps the file alive, also when it is
// replaced.
#include "gazetteer/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace waymark::gazetteer {

namespace {

Diagnostic cannot_open(const std::string& path, const std::string& reason) {
  Diagnostic diagnostic;
  diagnostic.code = "gazetteer/cannot-open";
  diagnostic.file = path;
  diagnostic.message = "can't open '" + path + "': " + reason;
  return diagnostic;
}

/// A file descriptor that closes itself.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
  // A named pipe is no file, but without O_NONBLOCK it would be waited for.
  Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.number < 0) return cannot_open(path, std::strerror(errno));
  struct stat status {};
  if (::fstat(file.number, &status) != 0) return cannot_open(path, std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return cannot_open(path, "not a regular file");
  MappedFile mapped;
  if (status.st_size == 0) return Result<MappedFile>(std::move(mapped));
  auto size = static_cast<std::size_t>(status.st_size);
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0);
  if (data == MAP_FAILED) return cannot_open(path, std::strerror(errno));
  mapped.data_ = static_cast<const char*>(data);
  mapped.size_ = size;
  return Result<MappedFile>(std::move(mapped));
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace waymark::gazetteer
