// SPDX-License-Identifier: Apache-2.0
#include "format/plain_text.h"

#include <utility>

#include "format/byte_reader.h"
#include "format/encoding.h"
#include "format/record.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

class TextReader : public Reader {
 public:
  TextReader(ByteSource& source, std::string file_name, std::string id, const ReadOptions& options)
      : source_(source), file_name_(std::move(file_name)), id_(std::move(id)), options_(options) {}

  std::optional<Record> next() override {
    if (std::exchange(is_read_, true)) return std::nullopt;
    std::string text;
    if (!ByteReader(source_).take_rest(largest_text(options_), text))
      return make_error(id_, 1, diagnose_too_large(options_, file_name_, 0, "the document"));
    // Half a document must not pass for one; why reading stopped is the caller's to say.
    if (!source_.error().empty()) return std::nullopt;
    const std::size_t invalid = text::find_invalid_utf8(text);
    if (invalid != text::kAllValid)
      return make_error(id_, 1, diagnose_invalid_utf8(text, invalid, file_name_, 1));
    Record record;
    record.line = 1;
    record.document.id = id_;
    record.document.text = std::move(text);
    return record;
  }

 private:
  ByteSource& source_;
  std::string file_name_, id_;
  ReadOptions options_;
  bool is_read_ = false;
};

class TextWriter : public Writer {
 public:
  void write(const Document& document, std::string& out) const override { out += document.text; }
  Carries carries() const override { return carries_only_text(); }
  std::vector<NamedBytes> write_files(const Document& document) const override {
    return {{".txt", document.text}};
  }
};

}  // namespace

std::unique_ptr<Reader> make_text_reader(ByteSource& source, const std::string& file_name,
                                         const std::string& id, const ReadOptions& options) {
  return std::make_unique<TextReader>(source, file_name, id, options);
}

std::unique_ptr<Writer> make_text_writer() { return std::make_unique<TextWriter>(); }

}  // namespace waymark::format
