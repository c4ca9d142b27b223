// SPDX-License-Identifier: Apache-2.0
// Follows the cases of CoverTest: what each kind of pattern covers holds one of the keys that are
// named for it here.
#include "grammar/cover_keys.h"

#include <algorithm>

#include "grammar/walk.h"
#include "text/normal_form.h"

namespace waymark::grammar {
namespace {

constexpr int kDeepest = 16;
constexpr std::size_t kMostKeys = 256;

CoverKeys::Keys sorted(CoverKeys::Keys keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

// In how many patterns keys stand, roughly.
std::uint64_t count_of(const CoverKeys::Keys& keys, const std::vector<std::uint32_t>& counts) {
  std::uint64_t count = 0;
  for (const std::uint32_t key : keys) count += key < counts.size() ? counts[key] : 0;
  return count;
}

}  // namespace

std::uint32_t CoverKeys::number_of(char kind, const std::string& text) {
  return numbers_.try_emplace(kind + text, static_cast<std::uint32_t>(size())).first->second;
}

std::uint32_t CoverKeys::number_of(const ListDecl& list) {
  return lists_.try_emplace(&list, static_cast<std::uint32_t>(size())).first->second;
}

// ---- what stands in a pattern ----

void CoverKeys::add_keys(PatternIn pattern, std::vector<const LetDecl*>& open, Keys& keys) {
  walk(*pattern.pattern, [&](const Pattern& part) {
    if (const auto* literal = std::get_if<Literal>(&part.what)) {
      keys.push_back(number_of('"', text::fold(literal->text)));
    } else if (const auto* label = std::get_if<LabelRef>(&part.what)) {
      keys.push_back(number_of('L', label->label.text));
    } else if (const auto* name = std::get_if<NameRef>(&part.what)) {
      const auto meant = rules_.find(pattern.file, name->name.text);
      if (!meant) return;
      if (meant->list != nullptr) keys.push_back(number_of(*meant->list));
      if (meant->let == nullptr || std::find(open.begin(), open.end(), meant->let) != open.end())
        return;
      open.push_back(meant->let);
      add_keys({meant->file, &meant->let->pattern}, open, keys);
    }
  });
}

CoverKeys::Keys CoverKeys::keys_in(PatternIn pattern) {
  std::vector<const LetDecl*> open;
  Keys keys;
  add_keys(pattern, open, keys);
  return sorted(std::move(keys));
}

// ---- what a pattern can't do without ----

CoverKeys::Keys CoverKeys::needed_of_name(PatternIn pattern, const NameRef& name,
                                          const std::vector<std::uint32_t>& counts, int depth) {
  const auto meant = rules_.find(pattern.file, name.name.text);
  if (!meant) return {};
  if (meant->let != nullptr) return needed({meant->file, &meant->let->pattern}, counts, depth + 1);
  if (meant->list->items.size() >= kMostKeys) return {};
  Keys keys{number_of(*meant->list)};
  for (const ListDecl::Item& item : meant->list->items)
    keys.push_back(number_of('"', text::fold(item.text)));
  return sorted(std::move(keys));
}

CoverKeys::Keys CoverKeys::needed(PatternIn pattern, const std::vector<std::uint32_t>& counts,
                                  int depth) {
  if (depth > kDeepest) return {};
  const auto inside = [&](const Pattern& part) {
    return needed({pattern.file, &part}, counts, depth + 1);
  };
  const auto rarest = [&](const Sequence& it) {
    Keys best;
    for (const Pattern& part : it.parts) {
      Keys keys = inside(part);
      if (keys.empty()) continue;
      if (best.empty() || count_of(keys, counts) < count_of(best, counts)) best = std::move(keys);
    }
    return best;
  };
  const auto any = [&](const Choice& it) {
    Keys all;
    for (const Pattern& part : it.parts) {
      const Keys keys = inside(part);
      if (keys.empty() || all.size() > kMostKeys) return Keys();
      all.insert(all.end(), keys.begin(), keys.end());
    }
    return sorted(std::move(all));
  };
  return std::visit(
      Overload{[&](const Literal& it) { return Keys{number_of('"', text::fold(it.text))}; },
               [&](const LabelRef& it) { return Keys{number_of('L', it.label.text)}; },
               [&](const NameRef& it) { return needed_of_name(pattern, it, counts, depth); },
               [&](const Capture& it) { return inside(*it.inner); },
               [&](const Repeat& it) { return it.min == 0 ? Keys() : inside(*it.inner); },
               [&](const Sequence& it) { return rarest(it); },
               [&](const Choice& it) { return any(it); }, [](const auto&) { return Keys(); }},
      pattern.pattern->what);
}

CoverKeys::Keys CoverKeys::keys_needed(PatternIn pattern,
                                       const std::vector<std::uint32_t>& counts) {
  return needed(pattern, counts, 0);
}

}  // namespace waymark::grammar
