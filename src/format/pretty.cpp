// SPDX-License-Identifier: Apache-2.0
// The text is walked once, with the edges of mentions as they come by. Words gather until a place
// where the line may be broken; styles are closed before each line's end and opened again behind
// it, since pagers begin every line afresh.
#include "format/pretty.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/character.h"
#include "text/display_width.h"
#include "text/utf8.h"

namespace waymark::format {
namespace {

/// Source: Okabe & Ito 2008, the nearest of the terminal's 256 colours.
constexpr std::array<const char*, 7> kColors = {"38;5;75",  "38;5;214", "38;5;36", "38;5;175",
                                                "38;5;185", "38;5;166", "38;5;69"};

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

/// Text that can't steer the terminal.
std::string make_safe(std::string_view text) {
  std::string safe;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint code = text::code_point_at(text, at);
    if (is_control(code.value))
      safe += "\uFFFD";
    else
      safe.append(text, at, code.byte_size);
    at += code.byte_size;
  }
  return safe;
}

/// Lines of bounded width. Words are added piece by piece; a line may be broken between words.
class Wrapper {
 public:
  Wrapper(std::size_t width, std::string& out) : width_(width), out_(out) {}

  void add(std::string_view visible) {
    word_ += visible;
    word_width_ += text::display_width(visible);
  }
  /// Changes the style of what follows; empty is plain.
  void set_style(const std::string& style) {
    if (style == style_) return;
    if (!style_.empty()) word_ += "\033[0m";
    if (!style.empty()) word_ += "\033[" + style + 'm';
    style_ = style;
  }
  /// The line may be broken here, with or without a space.
  void allow_break(bool has_space) {
    end_word();
    if (has_space) ++spaces_;
  }
  void break_line() {
    end_word();
    end_line();
  }

 private:
  void end_word() {
    if (word_.empty()) return;
    if (column_ > 0 && column_ + spaces_ + word_width_ > width_) end_line();
    out_.append(spaces_, ' ') += word_;
    column_ += spaces_ + word_width_;
    spaces_ = 0;
    word_.clear();
    word_width_ = 0;
    line_style_ = style_;
  }
  void end_line() {
    if (!line_style_.empty()) out_ += "\033[0m";
    out_ += '\n';
    if (!line_style_.empty()) out_ += "\033[" + line_style_ + 'm';
    column_ = spaces_ = 0;
  }

  std::size_t width_;
  std::string& out_;
  std::string word_, style_;
  std::string line_style_;  // in force at the end of what has been written
  std::size_t word_width_ = 0, column_ = 0, spaces_ = 0;
};

class Page {
 public:
  Page(const Document& document, const WriteOptions& options, std::string& out)
      : document_(document),
        options_(options),
        wrapper_(std::max<std::size_t>(options.width, 20), out) {}

  void write() {
    restyle("2");
    wrapper_.add(make_safe(document_.id));
    restyle("");
    wrapper_.break_line();
    wrapper_.break_line();
    walk();
    wrapper_.break_line();
  }

 private:
  void walk() {
    const std::string_view text = document_.text;
    for (std::size_t at = 0; at < text.size();) {
      edges(static_cast<std::uint32_t>(at));
      const text::CodePoint code = text::code_point_at(text, at);
      character(code, text.substr(at, code.byte_size));
      at += code.byte_size;
      if (code.value == '\r' && at < text.size() && text[at] == '\n') {
        edges(static_cast<std::uint32_t>(at));
        ++at;
      }
    }
    edges(static_cast<std::uint32_t>(text.size()));
    while (!open_.empty()) close(open_.size() - 1);
  }

  void character(text::CodePoint code, std::string_view bytes) {
    const text::CharacterInfo info = text::character_info(code.value);
    if (info.has(text::kIsLineEnd)) return wrapper_.break_line();
    if (code.value == ' ' || code.value == '\t') return wrapper_.allow_break(true);
    wrapper_.add(is_control(code.value) ? std::string_view("\uFFFD") : bytes);
    if (info.has(text::kIsHan | text::kIsKana)) wrapper_.allow_break(false);
  }

  /// Closes what ends at a byte, inner ones first, and opens what begins there.
  void edges(std::uint32_t at) {
    for (std::size_t i = open_.size(); i-- > 0;)
      if (mention(open_[i]).span.end <= at) close(i);
    for (; next_ < document_.mentions.size() && mention(next_).span.begin <= at; ++next_) {
      open_.push_back(next_);
      restyle("2");
      wrapper_.add(is_outer(next_) ? "⟨" : "[");
      restyle(style_of_open());
      if (mention(next_).span.empty()) close(open_.size() - 1);
    }
  }

  void close(std::size_t i) {
    const std::size_t closed = open_[i];
    const Mention& closing = mention(closed);
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
    restyle("2");
    // Part of the word: the label stays with its mention.
    wrapper_.add(' ' + make_safe(closing.label));
    if (closing.link) wrapper_.add("→" + make_safe(name_of(*closing.link)));
    wrapper_.add(is_outer(closed) ? "⟩" : "]");
    restyle(style_of_open());
  }

  static const std::string& name_of(const Link& link) {
    if (!link.entry.empty()) return link.entry;
    return link.name.empty() ? link.ko : link.name;
  }

  const Mention& mention(std::size_t i) const { return document_.mentions[i]; }

  /// Whether a mention holds another; those that it may hold stand right behind it.
  bool is_outer(std::size_t i) const {
    return !mention(i).slots.empty() ||
           (i + 1 < document_.mentions.size() && mention(i).span != mention(i + 1).span &&
            mention(i).span.contains(mention(i + 1).span) && !mention(i + 1).span.empty());
  }

  void restyle(const std::string& style) {
    if (options_.color) wrapper_.set_style(style);
  }

  /// The innermost mention gives the colour; those that hold others have none of their own.
  std::string style_of_open() const {
    if (open_.empty() || is_outer(open_.back())) return {};
    return std::string("1;") + kColors[color_of(mention(open_.back()).label) % kColors.size()];
  }

  /// Declared labels have colours in their order, others by their letters.
  std::size_t color_of(const std::string& label) const {
    const auto found = std::find(options_.labels.begin(), options_.labels.end(), label);
    if (found != options_.labels.end())
      return static_cast<std::size_t>(found - options_.labels.begin());
    std::size_t sum = 0;
    for (const char c : label) sum = sum * 31 + static_cast<unsigned char>(c);
    return sum;
  }

  const Document& document_;
  const WriteOptions& options_;
  Wrapper wrapper_;
  std::vector<std::size_t> open_;  // mentions that have begun and not ended
  std::size_t next_ = 0;           // the first mention that has not begun
};

class PrettyWriter : public Writer {
 public:
  explicit PrettyWriter(const WriteOptions& options) : options_(options) {}

  void write(const Document& document, std::string& out) const override {
    Page(document, options_, out).write();
    out += '\n';
  }

  Carries carries() const override {
    return {.links = Carries::Links::kEntry,
            .masks = false,
            .meta = false,
            .tokens = false,
            .token_features = false,
            .sentences = false,
            .run = false,
            .confidence = false,
            .candidates = false,
            .forms = false,
            .features = false,
            .makers = false,
            .alternatives = false,
            .slots = false,
            .relations = false};
  }

  std::vector<NamedBytes> write_files(const Document& document) const override {
    NamedBytes file{".pretty.txt", {}};
    write(document, file.bytes);
    return {std::move(file)};
  }

  void write_error(const Record& record, std::string& out) const override {
    out += make_safe(record.document.id) + ": error: ";
    out += make_safe(record.error ? record.error->message : std::string()) + "\n\n";
  }

 private:
  WriteOptions options_;
};

}  // namespace

std::unique_ptr<Writer> make_pretty_writer(const WriteOptions& options) {
  return std::make_unique<PrettyWriter>(options);
}

}  // namespace waymark::format
