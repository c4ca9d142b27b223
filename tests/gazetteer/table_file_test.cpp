// SPDX-License-Identifier: Apache-2.0
#include "gazetteer/table_file.h"

#include <string>
#include <string_view>

#include "gazetteer/compiler.h"
#include "support/catch.h"
#include "support/temp_dir.h"

namespace waymark::gazetteer {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kNames = "Hyesan\n\xF0\x9F\x8F\x94 Musan\n";
// The same, as gzip and zstd pack it.
constexpr std::string_view kGzip =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xf3\xa8\x4c\x2d\x4e\xcc\xe3\xfa\x30\xbf\x7f\x8a"
    "\x82\x6f\x29\x88\x09\x00\x45\x64\x34\x59\x12\x00\x00\x00"sv;
constexpr std::string_view kZstd =
    "\x28\xb5\x2f\xfd\x24\x12\x91\x00\x00\x48\x79\x65\x73\x61\x6e\x0a\xf0\x9f\x8f\x94\x20\x4d"
    "\x75\x73\x61\x6e\x0a\x3b\x1a\x8f\x05"sv;

/// What a file holds, or why it can't be read.
std::string content_of(const std::string& name, std::string_view bytes,
                       std::uint64_t most = kMaxUnpacked) {
  const test::TempDir folder;
  const auto file = TableFile::open(folder.write(name, bytes), most);
  return file ? std::string(file->table().bytes) : file.error().front().message;
}

TEST_CASE("table file: packed bytes come as they were", "[gazetteer][tables]") {
  CHECK(content_of("names.txt", kNames) == kNames);
  CHECK(content_of("names.txt.gz", kGzip) == kNames);
  CHECK(content_of("names.txt.zst", kZstd) == kNames);
  CHECK(content_of("empty.txt", "").empty());
}

TEST_CASE("table file: a file may hold several packed one after another", "[gazetteer][tables]") {
  const std::string twice = std::string(kNames) + std::string(kNames);
  CHECK(content_of("names.txt.gz", std::string(kGzip) + std::string(kGzip)) == twice);
  CHECK(content_of("names.txt.zst", std::string(kZstd) + std::string(kZstd)) == twice);
}

TEST_CASE("table file: what ends early, is damaged or is none of it can't be read",
          "[gazetteer][tables]") {
  for (std::size_t size = 1; size < kGzip.size(); ++size)
    CHECK(content_of("a.gz", kGzip.substr(0, size)) == "can't be read: the gzip data ends early");
  for (std::size_t size = 1; size < kZstd.size(); ++size)
    CHECK(content_of("a.zst", kZstd.substr(0, size)) == "can't be read: the zstd data ends early");
  std::string damaged(kGzip);
  damaged[14] ^= 1;
  CHECK(content_of("a.gz", damaged) == "can't be read: the gzip data is damaged");
  CHECK(content_of("a.gz", kNames) == "can't be read: the gzip data is damaged");
  CHECK(content_of("a.zst", kNames) == "can't be read: the zstd data is damaged");
  CHECK(content_of("a.zip", kNames).starts_with("can't be read: "));
}

TEST_CASE("table file: what unpacks to too much is refused", "[gazetteer][tables]") {
  const std::string reason = "can't be read: it unpacks to more than a table may have";
  CHECK(content_of("a.gz", kGzip, kNames.size() - 1) == reason);
  CHECK(content_of("a.zst", kZstd, kNames.size() - 1) == reason);
  CHECK(content_of("a.gz", kGzip, kNames.size()) == kNames);
}

TEST_CASE("table file: a gazetteer file can name a packed one", "[gazetteer][tables]") {
  const test::TempDir folder;
  folder.write("names.txt", kNames);
  folder.write("names.txt.gz", kGzip);
  const auto index_of = [&](const std::string& table) {
    const auto yaml = folder.write(
        "g.yaml", "labels: {PLACE: flat}\ntables: [{file: " + table + ", label: PLACE}]\n");
    auto bytes = compile({yaml});
    REQUIRE(bytes);
    auto index = Index::open(std::make_shared<const std::string>(*bytes), "g.wmg");
    REQUIRE(index);
    CHECK(is_compiled_of(*index, {yaml}));
    return *index;
  };
  const Index plain = index_of("names.txt"), packed = index_of("names.txt.gz");
  CHECK(packed.form_count() == 2);
  CHECK(packed.content_digest() == plain.content_digest());
}

}  // namespace
}  // namespace waymark::gazetteer
