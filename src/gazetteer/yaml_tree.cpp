// SPDX-License-Identifier: Apache-2.0
// yaml-cpp lives here and its exceptions end here. The parser's events build the tree; where an
// item of `entries` is broken, it is painted over with spaces, so that all places stay true, and
// the rest is parsed again.
#include "gazetteer/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <streambuf>
#include <string_view>

#include "gazetteer/limits.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kMaxBytes = std::size_t{256} << 20;
constexpr std::size_t kMaxDepth = 64;

/// A stream over bytes that stay where they are.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view bytes) {
    char* begin =
        const_cast<char*>(bytes.data());  // streambuf reads through char*, it never writes
    setg(begin, begin, begin + bytes.size());
  }
};

/// What stops the reading of a file.
struct Fault {
  std::string code;
  Span at;
  std::string message;
  std::string hint;
};

/// Builds the tree. Throws Fault for what the parser allows and we don't.
class Builder : public YAML::EventHandler {
 public:
  Builder(std::string_view content, std::uint32_t shift) : content_(content), shift_(shift) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    leaf({YamlNode::Kind::kNull, point(mark)});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Fault{"gazetteer/yaml-alias", word_at(mark),
                "an alias ('*name') repeats another part of the file",
                "write the value out; texts that begin with '*' need quotes"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& value) override {
    leaf({YamlNode::Kind::kScalar, scalar_at(mark, value), value});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kSequence, mark);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kMap, mark);
  }
  void OnMapEnd() override { close(); }

  /// What stands so far; of a file that breaks off, without the item that it breaks off in.
  YamlNode take() {
    constexpr std::size_t kFileAndList = 2;
    if (open_.size() > kFileAndList) open_.resize(kFileAndList);
    while (!open_.empty()) {
      if (open_.back().is_map() && open_.back().items.size() % 2 != 0)
        open_.back().items.pop_back();
      close();
    }
    return std::move(root_);
  }

 private:
  [[nodiscard]] Span point(const YAML::Mark& mark) const {
    std::size_t pos = mark.pos < 0 ? content_.size() : static_cast<std::size_t>(mark.pos) + shift_;
    auto begin = static_cast<std::uint32_t>(std::min(pos, content_.size()));
    return {begin, begin};
  }

  [[nodiscard]] std::uint32_t line_end(std::uint32_t begin) const {
    std::size_t end = content_.find_first_of("\r\n", begin);
    return static_cast<std::uint32_t>(end == std::string_view::npos ? content_.size() : end);
  }

  [[nodiscard]] Span word_at(const YAML::Mark& mark) const {
    Span at = point(mark);
    std::size_t end = content_.find_first_of(" \t\r\n,]}", at.begin);
    at.end = static_cast<std::uint32_t>(end == std::string_view::npos ? content_.size() : end);
    return at;
  }

  /// Requires: `begin` is at a quote. Errors: one that is never closed, which the parser lets pass.
  [[nodiscard]] std::uint32_t quoted_end(std::uint32_t begin) const {
    char quote = content_[begin];
    for (std::size_t at = begin + 1; at < content_.size(); ++at) {
      bool escapes = quote == '"' ? content_[at] == '\\' : content_.substr(at, 2) == "''";
      if (escapes) {
        ++at;
      } else if (content_[at] == quote) {
        return static_cast<std::uint32_t>(at + 1);
      }
    }
    throw Fault{"gazetteer/yaml-syntax",
                {begin, begin + 1},
                "not valid YAML: a quote that is never closed",
                std::string("write ") + quote +
                    " where the text ends; in it, a quote of this kind is " +
                    (quote == '"' ? "\\\"" : "''")};
  }

  [[nodiscard]] Span scalar_at(const YAML::Mark& mark, const std::string& value) const {
    Span at = point(mark);
    std::uint32_t end = line_end(at.begin);
    bool is_quoted = at.begin < end && (content_[at.begin] == '"' || content_[at.begin] == '\'');
    at.end = is_quoted
                 ? std::min(end, quoted_end(at.begin))
                 : static_cast<std::uint32_t>(std::min<std::size_t>(end, at.begin + value.size()));
    return at;
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark) {
    if (open_.size() >= kMaxDepth) {
      throw Fault{"gazetteer/too-deep", word_at(mark), "nested more than 64 levels deep", ""};
    }
    open_.push_back({kind, word_at(mark)});
  }

  void close() {
    YamlNode done = std::move(open_.back());
    open_.pop_back();
    leaf(std::move(done));
  }

  void leaf(YamlNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
    } else {
      open_.back().items.push_back(std::move(node));
    }
  }

  std::string_view content_;
  std::uint32_t shift_;
  std::vector<YamlNode> open_;
  YamlNode root_;
};

/// What to do about a fault of which the parser says `message`.
std::string_view hint_for(std::string_view message) {
  const auto says = [&](std::string_view words) {
    return message.find(words) != std::string_view::npos;
  };
  if (says("end of sequence not found") || says("end of map not found"))
    return "the fields of an entry, and the items of a list, begin in one column";
  if (says("illegal tab")) return "indent with spaces: YAML allows no tabs there";
  return "texts that hold ': ' or ' #', or begin with one of @ ` % & * ! | > [ {, need quotes";
}

std::optional<Fault> parse(std::string_view content, YamlNode& root) {
  std::uint32_t shift =
      content.starts_with("\xEF\xBB\xBF") ? 3 : 0;  // the parser doesn't count a BOM
  ViewBuffer buffer(content.substr(shift));
  std::istream stream(&buffer);
  Builder builder(content, shift);
  std::optional<Fault> fault;
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    root = builder.take();
    Builder second(content, shift);
    if (parser.HandleNextDocument(second)) {
      YamlNode extra = second.take();
      fault = Fault{"gazetteer/second-document", extra.at,
                    "a file holds one document, this begins another",
                    "remove the line '---', or write two files"};
    }
  } catch (const YAML::Exception& error) {
    std::size_t pos =
        error.mark.pos < 0 ? content.size() : static_cast<std::size_t>(error.mark.pos) + shift;
    auto at = static_cast<std::uint32_t>(std::min(pos, content.size()));
    fault = Fault{"gazetteer/yaml-syntax",
                  {at, at},
                  "not valid YAML: " + error.msg,
                  std::string(hint_for(error.msg))};
    root = builder.take();
  } catch (Fault& own) {
    fault = std::move(own);
    root = builder.take();
  }
  return fault;
}

/// Where the lines of a text begin that open an item of the list `entries`.
std::vector<std::size_t> item_starts(std::string_view content) {
  std::vector<std::size_t> starts;
  bool inside = false;
  std::size_t indent = std::string_view::npos;
  for (std::size_t begin = 0; begin < content.size();) {
    std::size_t end = std::min(content.find('\n', begin), content.size());
    std::string_view line = content.substr(begin, end - begin);
    std::size_t first = line.find_first_not_of(' ');
    if (first == 0 && line[0] != '-' && line[0] != '#') inside = line.starts_with("entries:");
    if (inside && first != std::string_view::npos && line.substr(first).starts_with("- ")) {
      if (indent == std::string_view::npos) indent = first;
      if (first == indent) starts.push_back(begin);
    }
    begin = end + 1;
  }
  return starts;
}

/// The item of `entries` that holds a byte.
std::optional<Span> item_around(std::string_view content, std::size_t byte) {
  std::vector<std::size_t> starts = item_starts(content);
  auto after = std::upper_bound(starts.begin(), starts.end(), byte);
  if (after == starts.begin()) return std::nullopt;
  std::size_t end = after == starts.end() ? content.size() : *after;
  return Span{static_cast<std::uint32_t>(*(after - 1)), static_cast<std::uint32_t>(end)};
}

/// The last bracket of a text that is not closed in it.
std::optional<std::size_t> open_bracket(std::string_view text) {
  std::vector<std::size_t> open;
  char quote = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"') {
      quote = c;
    } else if (c == '[' || c == '{') {
      open.push_back(at);
    } else if ((c == ']' || c == '}') && !open.empty()) {
      open.pop_back();
    }
  }
  if (open.empty()) return std::nullopt;
  return open.back();
}

/// The parser notices an open bracket only where the text after it makes no sense, often in the
/// next item: moves such a fault to the bracket.
void move_to_bracket(std::string_view content, Fault& fault) {
  if (fault.message.find("flow") == std::string::npos) return;
  std::uint32_t before = fault.at.begin;
  for (int items = 0; items < 2 && before > 0; ++items) {
    auto item = item_around(content, before);
    if (!item) return;
    std::string_view text =
        content.substr(item->begin, std::min(item->end, fault.at.begin) - item->begin);
    if (auto bracket = open_bracket(text)) {
      auto at = static_cast<std::uint32_t>(item->begin + *bracket);
      fault.at = {at, at + 1};
      fault.message = std::string("not valid YAML: '") + content[at] + "' is never closed";
      fault.hint = std::string("write '") + (content[at] == '[' ? ']' : '}') +
                   "' where it ends; a text that begins with a bracket needs quotes";
      return;
    }
    before = item->begin - 1;
  }
}

void keep_id(std::string_view item, std::vector<std::string>& ids) {
  std::size_t key = item.find("id:");
  if (key == std::string_view::npos) return;
  std::size_t begin = item.find_first_not_of(" \"'", key + 3);
  if (begin == std::string_view::npos) return;
  std::size_t end = std::min(item.find_first_of(" \"',}\r\n", begin), item.size());
  if (end > begin) ids.emplace_back(item.substr(begin, end - begin));
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \r\n") == std::string_view::npos;
}

void paint_over(std::string& content, Span item) {
  for (std::uint32_t i = item.begin; i < item.end; ++i) {
    if (content[i] != '\n' && content[i] != '\r') content[i] = ' ';
  }
}

/// The first byte that no gazetteer may hold: broken UTF-8, or a control character.
std::optional<Fault> find_bad_byte(std::string_view content) {
  if (std::size_t bad = text::find_invalid_utf8(content); bad != text::kAllValid) {
    auto at = static_cast<std::uint32_t>(bad);
    return Fault{"gazetteer/not-utf8",
                 {at, at + 1},
                 "the file is not UTF-8 here",
                 "convert it with iconv -t UTF-8"};
  }
  auto is_control = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') ||
           c == 0x7F;
  };
  auto control = std::find_if(content.begin(), content.end(), is_control);
  if (control == content.end()) return std::nullopt;
  auto at = static_cast<std::uint32_t>(control - content.begin());
  return Fault{
      "gazetteer/control-character", {at, at + 1}, "a control character stands here", "remove it"};
}

}  // namespace

YamlTree read_yaml(const text::SourceFile& source, Diagnostics& diagnostics) {
  YamlTree tree;
  auto report = [&](const Fault& fault) {
    diagnostics.push_back(source.diagnose(Severity::kError, fault.code, fault.at.begin,
                                          std::max(fault.at.begin, fault.at.end), fault.message,
                                          fault.hint));
  };
  if (source.content().size() > kMaxBytes) {
    report({"gazetteer/too-large",
            {},
            "a YAML file of more than 256 MiB",
            "compile it from a table instead"});
    return tree;
  }
  if (auto bad = find_bad_byte(source.content())) return report(*bad), tree;
  std::optional<Fault> fault = parse(source.content(), tree.root);
  if (!fault) return tree;
  std::string content(source.content());
  for (std::size_t tries = 1; fault && tries <= kMaxErrors; ++tries) {
    move_to_bracket(content, *fault);
    report(*fault);
    auto item = item_around(content, fault->at.begin);
    // What was painted over before is blank, and can't be at fault again.
    if (!item || is_blank(std::string_view(content).substr(item->begin, item->byte_size()))) break;
    keep_id(std::string_view(content).substr(item->begin, item->byte_size()), tree.lost_ids);
    paint_over(content, *item);
    fault = parse(content, tree.root);
    // A fault that is still before the end of what is gone (an open quote, say) would only be told
    // again.
    if (fault && fault->at.begin <= item->end) break;
  }
  return tree;
}

}  // namespace waymark::gazetteer
