// SPDX-License-Identifier: Apache-2.0
// zlib, libzstd and libzip are opened with the first file that needs them. What a packed file says
// of its size is not trusted: bytes are taken as they come, up to a bound.
#include "gazetteer/table_file.h"

#include <zip.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "text/shared_library.h"

namespace waymark::gazetteer {
namespace {

using text::Imported;
using text::SharedLibrary;

constexpr std::size_t kChunk = std::size_t{1} << 20;

Diagnostic cannot_unpack(const std::string& path, const std::string& reason) {
  return {.code = "gazetteer/cannot-read",
          .file = path,
          .message = "can't be read: " + reason,
          .hint = "is the file whole? unpack it by hand and give what comes out"};
}

/// Unpacked bytes on their way in.
class Unpacked {
 public:
  explicit Unpacked(std::uint64_t most) : most_(most) {}

  /// Room for the next bytes.
  char* room() {
    bytes_.resize(size_ + kChunk);
    return bytes_.data() + size_;
  }
  /// Keeps so many bytes of the room. Gives false where they are too many.
  bool keep(std::size_t count) {
    size_ += count;
    return size_ <= most_;
  }
  std::string take() && {
    bytes_.resize(size_);
    return std::move(bytes_);
  }

 private:
  std::uint64_t most_;
  std::string bytes_;
  std::size_t size_ = 0;
};

constexpr const char* kTooLarge = "it unpacks to more than a table may have";

// What unpacks gives the reason why it can't, or null.

struct Zlib {
  SharedLibrary library{"libz.so.1"};
  Imported<decltype(inflateInit2_)> init{library, "inflateInit2_"};
  Imported<decltype(::inflate)> inflate{library, "inflate"};
  Imported<decltype(inflateReset)> reset{library, "inflateReset"};
  Imported<decltype(inflateEnd)> end{library, "inflateEnd"};
};

class Gunzip {
 public:
  explicit Gunzip(const Zlib& zlib) : zlib_(zlib) {
    constexpr int kWindow = 15, kGzipHeader = 16;
    zlib_.init(&stream_, kWindow + kGzipHeader, ZLIB_VERSION, sizeof stream_);
  }
  ~Gunzip() { zlib_.end(&stream_); }
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  const char* run(std::string_view packed, Unpacked& out) {
    bool in_member = true;  // a file may hold several members one after another
    while (in_member || !packed.empty() || stream_.avail_in > 0) {
      give(packed);
      const bool had_input = stream_.avail_in > 0;
      stream_.next_out = reinterpret_cast<Bytef*>(out.room());
      stream_.avail_out = kChunk;
      const int status = zlib_.inflate(&stream_, Z_NO_FLUSH);
      if (!out.keep(kChunk - stream_.avail_out)) return kTooLarge;
      in_member = status != Z_STREAM_END;
      if (!in_member) {
        zlib_.reset(&stream_);
      } else if (status != Z_OK && !(status == Z_BUF_ERROR && !had_input)) {
        return "the gzip data is damaged";
      } else if (!had_input && stream_.avail_out == kChunk) {
        return "the gzip data ends early";
      }
    }
    return nullptr;
  }

 private:
  /// zlib counts input in 32 bits.
  void give(std::string_view& packed) {
    if (stream_.avail_in > 0) return;
    const std::size_t size = std::min(packed.size(), kChunk);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(size);
    packed.remove_prefix(size);
  }

  const Zlib& zlib_;
  z_stream stream_{};
};

const char* unpack_gzip(std::string_view packed, Unpacked& out) {
  static const Zlib zlib;
  if (!zlib.library.has_all()) return "zlib is not installed";
  return Gunzip(zlib).run(packed, out);
}

struct Zstd {
  SharedLibrary library{"libzstd.so.1"};
  Imported<decltype(ZSTD_createDStream)> create{library, "ZSTD_createDStream"};
  Imported<decltype(ZSTD_freeDStream)> free{library, "ZSTD_freeDStream"};
  Imported<decltype(ZSTD_decompressStream)> decompress{library, "ZSTD_decompressStream"};
  Imported<decltype(ZSTD_isError)> is_error{library, "ZSTD_isError"};
};

const char* unpack_zstd(std::string_view packed, Unpacked& out) {
  static const Zstd zstd;
  if (!zstd.library.has_all()) return "libzstd is not installed";
  const auto free = [](ZSTD_DStream* stream) { zstd.free(stream); };
  const std::unique_ptr<ZSTD_DStream, decltype(free)> stream(zstd.create(), free);
  ZSTD_inBuffer input{packed.data(), packed.size(), 0};
  for (std::size_t wanted = 1; wanted != 0 || input.pos < input.size;) {
    ZSTD_outBuffer output{out.room(), kChunk, 0};
    const std::size_t before = input.pos;
    wanted = zstd.decompress(stream.get(), &output, &input);
    if (zstd.is_error(wanted) != 0) return "the zstd data is damaged";
    if (!out.keep(output.pos)) return kTooLarge;
    if (wanted != 0 && output.pos == 0 && input.pos == before) return "the zstd data ends early";
  }
  return nullptr;
}

/// The functions of libzip that are used here, by their names there.
struct Zip {
  SharedLibrary library{"libzip.so.4"};
  Imported<decltype(zip_discard)> discard{library, "zip_discard"};
  Imported<decltype(zip_fclose)> fclose{library, "zip_fclose"};
  Imported<decltype(zip_get_num_entries)> get_num_entries{library, "zip_get_num_entries"};
  Imported<decltype(zip_stat_index)> stat_index{library, "zip_stat_index"};
  Imported<decltype(zip_fread)> fread{library, "zip_fread"};
  Imported<decltype(zip_open)> open{library, "zip_open"};
  Imported<decltype(zip_error_init_with_code)> error_init_with_code{library,
                                                                    "zip_error_init_with_code"};
  Imported<decltype(zip_error_strerror)> error_strerror{library, "zip_error_strerror"};
  Imported<decltype(zip_error_fini)> error_fini{library, "zip_error_fini"};
  Imported<decltype(zip_fopen_index)> fopen_index{library, "zip_fopen_index"};
};

const Zip& zip() {
  static const Zip functions;
  return functions;
}

struct Discard {
  void operator()(zip_t* archive) const { zip().discard(archive); }
  void operator()(zip_file_t* file) const { zip().fclose(file); }
};

bool is_readme(std::string_view name) {
  return name.starts_with("readme") || name.starts_with("README");
}

/// The largest file that isn't a readme.
std::optional<zip_stat_t> find_table(zip_t* archive) {
  std::optional<zip_stat_t> best;
  const zip_int64_t count = zip().get_num_entries(archive, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    if (zip().stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat) != 0) continue;
    if (is_readme(stat.name) || (best && best->size >= stat.size)) continue;
    best = stat;
  }
  return best;
}

std::string reason_of(int code) {
  zip_error_t error;
  zip().error_init_with_code(&error, code);
  std::string reason = zip().error_strerror(&error);
  zip().error_fini(&error);
  return reason;
}

/// Gives an empty string where nothing is wrong.
std::string unpack_archive(const std::string& path, Unpacked& out) {
  if (!zip().library.has_all()) return "libzip is not installed";
  int code = 0;
  const std::unique_ptr<zip_t, Discard> archive(zip().open(path.c_str(), ZIP_RDONLY, &code));
  if (!archive) return reason_of(code);
  const auto stat = find_table(archive.get());
  if (!stat) return "the archive holds no table";
  const std::unique_ptr<zip_file_t, Discard> file(zip().fopen_index(archive.get(), stat->index, 0));
  for (zip_int64_t count = 1; file && count > 0;) {
    count = zip().fread(file.get(), out.room(), kChunk);
    if (count == 0) return {};
    if (count > 0 && !out.keep(static_cast<std::size_t>(count))) return kTooLarge;
  }
  return "the archive is damaged or locked";
}

/// The reason why it can't be unpacked; an empty string where nothing is wrong.
std::string unpack(const std::string& path, std::string_view packed, Unpacked& out) {
  if (path.ends_with(".zip")) return unpack_archive(path, out);
  const char* const reason =
      path.ends_with(".gz") ? unpack_gzip(packed, out) : unpack_zstd(packed, out);
  return reason == nullptr ? "" : reason;
}

}  // namespace

Result<TableFile> TableFile::open(const std::string& path, std::uint64_t most) {
  auto mapped = MappedFile::open(path);
  if (!mapped) return mapped.error();
  if (without_packing(path) != path) {
    Unpacked out(most);
    if (const std::string reason = unpack(path, mapped->bytes(), out); !reason.empty())
      return cannot_unpack(path, reason);
    return of(std::move(out).take(), path);
  }
  TableFile file;
  file.mapped_ = *std::move(mapped);
  file.table_ = {file.mapped_.bytes(), path};
  return file;
}

TableFile TableFile::of(std::string bytes, std::string name) {
  TableFile file;
  file.unpacked_ = std::make_unique<std::string>(std::move(bytes));
  file.table_ = {*file.unpacked_, std::move(name)};
  return file;
}

std::string without_packing(const std::string& path) {
  for (const std::string_view ending : {".gz", ".zst", ".zip"})
    if (path.ends_with(ending)) return path.substr(0, path.size() - ending.size());
  return path;
}

}  // namespace waymark::gazetteer
