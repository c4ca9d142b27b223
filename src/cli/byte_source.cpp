// SPDX-License-Identifier: Apache-2.0
// Each source wraps another: the packed ones read from a plain one, so that a pipe can be unpacked
// too.
#include "cli/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace waymark::cli {
namespace {

using format::ByteSource;

class FileSource : public ByteSource {
 public:
  FileSource(int file, bool owned) : file_(file), owned_(owned) {}
  ~FileSource() override {
    if (owned_) ::close(file_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::size_t read(char* buffer, std::size_t size) override {
    for (;;) {
      const ssize_t count = ::read(file_, buffer, size);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno == EINTR) continue;
      error_ = std::strerror(errno);
      return 0;
    }
  }
  std::string error() const override { return error_; }

 private:
  int file_;
  bool owned_;
  std::string error_;
};

/// What both unpackers share: a packed source and a buffer of its bytes.
class PackedSource : public ByteSource {
 public:
  explicit PackedSource(std::unique_ptr<ByteSource> packed)
      : packed_(std::move(packed)), buffer_(1 << 16) {}
  std::string error() const override { return error_.empty() ? packed_->error() : error_; }

 protected:
  std::size_t refill() { return packed_->read(buffer_.data(), buffer_.size()); }

  std::unique_ptr<ByteSource> packed_;
  std::vector<char> buffer_;
  std::string error_;
};

class GzipSource : public PackedSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> packed) : PackedSource(std::move(packed)) {
    inflateInit2(&stream_, 15 + 16);  // 16: a gzip header is expected
  }
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(char* buffer, std::size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(buffer);
    stream_.avail_out = static_cast<uInt>(size);
    while (stream_.avail_out == size && !done_) {
      if (stream_.avail_in == 0) {
        stream_.avail_in = static_cast<uInt>(refill());
        stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
        if (stream_.avail_in == 0) {
          done_ = true;
          if (in_member_) error_ = "the gzip data ends early";
          break;
        }
      }
      inflate_some();
    }
    return size - stream_.avail_out;
  }

 private:
  void inflate_some() {
    in_member_ = true;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {  // a file may hold several members one after another
      in_member_ = false;
      inflateReset(&stream_);
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      error_ = "the gzip data is damaged";
      done_ = true;
    }
  }

  z_stream stream_{};
  bool done_ = false, in_member_ = false;
};

class ZstdSource : public PackedSource {
 public:
  explicit ZstdSource(std::unique_ptr<ByteSource> packed)
      : PackedSource(std::move(packed)), stream_(ZSTD_createDStream()) {
    ZSTD_initDStream(stream_);
  }
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }
  ZstdSource(const ZstdSource&) = delete;
  ZstdSource& operator=(const ZstdSource&) = delete;

  std::size_t read(char* buffer, std::size_t size) override {
    ZSTD_outBuffer out{buffer, size, 0};
    while (out.pos == 0 && !done_) {
      if (in_.pos == in_.size) {
        in_ = {buffer_.data(), refill(), 0};
        if (in_.size == 0) {
          done_ = true;
          if (wanted_ != 0) error_ = "the zstd data ends early";
          break;
        }
      }
      wanted_ = ZSTD_decompressStream(stream_, &out, &in_);
      if (ZSTD_isError(wanted_)) {
        error_ = "the zstd data is damaged";
        wanted_ = 0;
        done_ = true;
      }
    }
    return out.pos;
  }

 private:
  ZSTD_DStream* stream_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  std::size_t wanted_ = 0;  // bytes that the frame still expects; 0 at its end
  bool done_ = false;
};

Diagnostic cannot_open(const std::string& path, const char* reason) {
  return {.code = "cli/cannot-open",
          .file = path,
          .message = std::string("can't be opened: ") + reason};
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open_source(const std::string& path) {
  if (path == "-")
    return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(STDIN_FILENO, false));
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot_open(path, std::strerror(errno));
  struct stat status {};
  if (::fstat(file, &status) == 0 && S_ISDIR(status.st_mode)) {
    ::close(file);
    return cannot_open(path, "it is a folder");
  }
  std::unique_ptr<ByteSource> source = std::make_unique<FileSource>(file, true);
  if (path.ends_with(".gz")) source = std::make_unique<GzipSource>(std::move(source));
  if (path.ends_with(".zst")) source = std::make_unique<ZstdSource>(std::move(source));
  return source;
}

std::string without_packing(const std::string& path) {
  for (const std::string_view ending : {".gz", ".zst"})
    if (path.ends_with(ending)) return path.substr(0, path.size() - ending.size());
  return path;
}

}  // namespace waymark::cli
