// SPDX-License-Identifier: Apache-2.0
#include "cli/file_digest.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "text/digest.h"

namespace waymark::cli {

Result<FileDigest> digest_file(const std::string& path) {
  const auto fail = [&path] {
    return Diagnostic{.code = "cli/cannot-read",
                      .file = path,
                      .message = std::string("can't be read: ") + std::strerror(errno)};
  };
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail();
  FileDigest digest{.file = path};
  text::Sha256 sum;
  std::array<char, 1 << 16> buffer;
  while (file.read(buffer.data(), buffer.size()), file.gcount() > 0) {
    const auto count = static_cast<std::size_t>(file.gcount());
    sum.add({buffer.data(), count});
    digest.byte_size += count;
  }
  if (file.bad()) return fail();
  digest.sha256 = sum.finish();
  return digest;
}

Result<FileDigest> digest_program() { return digest_file("/proc/self/exe"); }

}  // namespace waymark::cli
