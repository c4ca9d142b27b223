// SPDX-License-Identifier: Apache-2.0
// Conditions are shared and immutable, so a resolved one is a new tree. On the right of a
// comparison a bare word is a value first (`kind is city`), but a capture where the left side is no
// kind or label.
#include "grammar/resolve_captures.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "grammar/walk.h"

namespace waymark::grammar {

namespace {

class Resolver {
 public:
  Resolver(const std::vector<std::string>& captures, bool bare_words)
      : captures_(captures), bare_words_(bare_words) {}

  [[nodiscard]] Condition resolve(Condition condition) const {
    std::visit(Overload{[&](Comparison& it) { resolve_comparison(it); },
                        [&](Has& it) { resolve_path(it.subject); },
                        [&](Not& it) { it.inner = resolve(it.inner); },
                        [&](And& it) { resolve_parts(it.parts); },
                        [&](Or& it) { resolve_parts(it.parts); }, [](auto&) {}},
               condition.what);
    return condition;
  }

  [[nodiscard]] Box<Condition> resolve(const Box<Condition>& condition) const {
    return std::make_shared<const Condition>(resolve(Condition(*condition)));
  }

 private:
  void resolve_parts(std::vector<Condition>& parts) const {
    for (Condition& part : parts) part = resolve(std::move(part));
  }

  void resolve_comparison(Comparison& comparison) const {
    resolve_path(comparison.left);
    const bool names_wanted = comparison.op != Comparison::Op::kWithin &&
                              !comparison.left.properties.empty() &&
                              (comparison.left.properties.back().text == "kind" ||
                               comparison.left.properties.back().text == "label");
    for (Value& value : comparison.right) {
      if (Path* path = std::get_if<Path>(&value.what)) resolve_path(*path);
      const Name* word = std::get_if<Name>(&value.what);
      if (word != nullptr && !names_wanted && is_capture(word->text))
        value.what = Path{*word, {}, word->at};
    }
  }

  void resolve_path(Path& path) const {
    if (path.capture || path.properties.empty() || !is_capture(path.properties.front().text))
      return;
    if (path.properties.size() == 1 && !bare_words_) return;
    path.capture = std::move(path.properties.front());
    path.properties.erase(path.properties.begin());
  }

  [[nodiscard]] bool is_capture(const std::string& word) const {
    return std::find(captures_.begin(), captures_.end(), word) != captures_.end();
  }

  const std::vector<std::string>& captures_;
  bool bare_words_;
};

}  // namespace

void resolve_captures(Rule& rule, const std::vector<std::string>& captures) {
  const Resolver in_tests(captures, true);
  for (Test& test : rule.tests) test.condition = in_tests.resolve(std::move(test.condition));
  const Resolver in_links(captures, false);
  for (LinkEffect& link : rule.links)
    if (link.condition) link.condition = in_links.resolve(link.condition);
}

}  // namespace waymark::grammar
