// SPDX-License-Identifier: Apache-2.0
// Index's members: opening in constant time, then answers from the sections.
#include "gazetteer/index.h"

#include <algorithm>
#include <cstring>

#include "gazetteer/index_view.h"
#include "text/normal_form.h"

namespace waymark::gazetteer {

using layout::Section;

namespace {

constexpr std::string_view kWhyNames[] = {"canonical", "alias",  "derived",    "abbreviation",
                                          "former",    "exonym", "misspelling"};
constexpr std::string_view kCaseNames[] = {"exact", "title", "any"};

Diagnostic refuse(const std::string& file, std::string code, std::string message,
                  std::string hint) {
  Diagnostic diagnostic;
  diagnostic.code = "gazetteer/" + std::move(code);
  diagnostic.file = file;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

/// Whether the sections lie in the bytes, aligned.
bool sections_fit(const layout::Header& header, std::uint64_t byte_size) {
  if (header.file_size != byte_size) return false;
  for (const layout::SectionRecord& section : header.sections) {
    bool inside = section.offset <= byte_size && section.byte_size <= byte_size - section.offset;
    if (!inside || section.offset < sizeof header || section.offset % 8 != 0) return false;
  }
  return true;
}

}  // namespace

std::string_view name_of(Why why) {
  auto number = static_cast<std::size_t>(why);
  return number < std::size(kWhyNames) ? kWhyNames[number] : kWhyNames[0];
}

std::optional<Why> find_why(std::string_view name) {
  const auto found = std::find(std::begin(kWhyNames), std::end(kWhyNames), name);
  if (found == std::end(kWhyNames)) return std::nullopt;
  return static_cast<Why>(found - std::begin(kWhyNames));
}

std::string_view name_of(Case letter_case) {
  return kCaseNames[static_cast<std::size_t>(letter_case)];
}

std::optional<Case> find_case(std::string_view name) {
  const auto found = std::find(std::begin(kCaseNames), std::end(kCaseNames), name);
  if (found == std::end(kCaseNames)) return std::nullopt;
  return static_cast<Case>(found - std::begin(kCaseNames));
}

Result<Index> Index::open(std::shared_ptr<const std::string> bytes, std::string name) {
  auto view = std::make_shared<View>();
  view->name = std::move(name);
  view->owned = std::move(bytes);
  return open_view(std::move(view));
}

Result<Index> Index::map(const std::string& path) {
  auto mapped = MappedFile::open(path);
  if (!mapped) return mapped.error();
  auto view = std::make_shared<View>();
  view->name = path;
  view->mapped = std::move(*mapped);
  return open_view(std::move(view));
}

Result<Index> Index::open_view(std::shared_ptr<View> view) {
  const std::string compile = "make it with 'waymark gazetteer compile' or 'import'";
  std::string_view bytes = view->bytes();
  layout::Header& header = view->header;
  if (bytes.size() < sizeof header.magic ||
      std::memcmp(bytes.data(), layout::kMagic, sizeof layout::kMagic) != 0) {
    return refuse(view->name, "not-an-index", "not a compiled gazetteer", compile);
  }
  if (bytes.size() < sizeof header)
    return refuse(view->name, "damaged-index", "the file is cut off", compile);
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.version != layout::kVersion || header.section_count != layout::kSectionCount) {
    return refuse(view->name, "index-version",
                  "a compiled gazetteer of version " + std::to_string(header.version) +
                      ", this program reads " + std::to_string(layout::kVersion),
                  compile);
  }
  if (!sections_fit(header, bytes.size())) {
    return refuse(view->name, "damaged-index", "the file is cut off or damaged", compile);
  }
  for (std::size_t i = 0; i < layout::kSectionCount; ++i) {
    view->sections[i] = bytes.substr(header.sections[i].offset, header.sections[i].byte_size);
  }
  view->form_texts = {view->section(Section::kFormText), view->section(Section::kFormBlocks)};
  view->entry_ids = {view->section(Section::kIdText), view->section(Section::kIdBlocks)};
  view->phrases = {view->section(Section::kSlots), header.slot_seed};
  view->starts = {UnitFilter(view->section(Section::kFilter)),
                  UnitFilter(view->section(Section::kCapitalFilter))};
  view->near_table = {view->section(Section::kNearWords), view->section(Section::kNearKeys)};
  if (!view->open_records())
    return refuse(view->name, "damaged-index", "the file is damaged", compile);
  return Index(std::move(view));
}

bool Index::may_start(std::uint64_t unit_hash) const {
  return view_->starts.may_start(unit_hash, true);
}

Index::Step Index::step(std::uint64_t phrase_hash) const {
  return view_->step_of(view_->phrases.find(phrase_hash));
}

bool Index::key_equals(FormId form, std::string_view folded_without_spaces) const {
  thread_local std::string text,
      key;  // asked at every form met in a text: no memory is taken each time
  if (!form_text(form, text)) return false;
  key.clear();
  text::fold(text, key);
  std::erase(key, ' ');
  return key == folded_without_spaces;
}

bool Index::form_text(FormId form, std::string& out) const {
  out.clear();
  return form < view_->form_count && view_->form_texts.decode(form, out);
}

FormId Index::next_of_key(FormId form) const {
  return view_->form_record(form).is_last_of_key() || form + 1 >= view_->form_count ? kNoForm
                                                                                    : form + 1;
}

EntryId Index::form_entry(FormId form) const { return view_->form_entry(form); }

Why Index::View::reason_why(std::uint32_t number) const {
  constexpr std::uint32_t kLast = static_cast<std::uint32_t>(std::size(kWhyNames)) - 1;
  const auto reason = read<layout::ReasonRecord>(Section::kReasons, number);
  return reason ? static_cast<Why>(std::min(reason->why, kLast)) : Why::kCanonical;
}

std::string Index::form_scheme(FormId form) const {
  auto reason =
      view_->read<layout::ReasonRecord>(Section::kReasons, view_->form(form, layout::kFormReason));
  return reason ? view_->string(reason->scheme) : std::string();
}

Case Index::form_case(FormId form) const { return view_->form_record(form).letter_case(); }

bool Index::form_is_lookup_only(FormId form) const {
  return view_->form_record(form).is_lookup_only();
}

bool Index::form_is_glued(FormId form) const { return view_->form_record(form).is_glued(); }
bool Index::form_is_fixed(FormId form) const { return view_->form_record(form).is_fixed(); }

bool Index::has_near_words() const { return !view_->near_table.empty(); }

std::vector<NearWord> Index::near_words(const NearQuery& query) const {
  return view_->near_table.find(query);
}

std::vector<EntryId> Index::near_containers() const {
  std::vector<EntryId> entries(view_->count<std::uint32_t>(Section::kNearContainers));
  for (std::size_t i = 0; i < entries.size(); ++i)
    entries[i] = *view_->read<std::uint32_t>(Section::kNearContainers, i);
  return entries;
}

std::uint16_t Index::form_needs(FormId form) const {
  using Record = layout::FormNeedRecord;
  if ((view_->form(form, layout::kFormFlags) & layout::kHasNeeds) == 0) return 0;
  std::size_t at = view_->lower_bound<Record>(Section::kFormNeeds,
                                              [&](const Record& r) { return r.form < form; });
  auto record = view_->read<Record>(Section::kFormNeeds, at);
  return record && record->form == form ? static_cast<std::uint16_t>(record->needs) : 0;
}

FormView Index::form(FormId form) const {
  FormView result;
  if (form >= view_->form_count) return result;
  (void)view_->form_texts.decode(form, result.text);
  result.entry = form_entry(form);
  if (auto reason = view_->read<layout::ReasonRecord>(Section::kReasons,
                                                      view_->form(form, layout::kFormReason))) {
    result.why = view_->reason_why(view_->form(form, layout::kFormReason));
    result.scheme = form_scheme(form);
    result.derivation = view_->string(reason->derivation);
  }
  result.letter_case = form_case(form);
  result.lookup_only = form_is_lookup_only(form);
  result.glued = form_is_glued(form);
  result.fixed = form_is_fixed(form);
  result.needs = form_needs(form);
  auto years = (view_->form(form, layout::kFormFlags) & layout::kHasYears) != 0
                   ? view_->years(Section::kFormYears, form)
                   : view_->years(Section::kEntryYears, result.entry);
  if (years) result.from = years->from, result.to = years->to;
  return result;
}

std::uint32_t Index::form_count() const { return view_->form_count; }
std::uint32_t Index::entry_count() const { return view_->entry_count; }

std::vector<Need> Index::needs(std::uint16_t number) const {
  std::vector<Need> result;
  if (number == 0) return result;
  auto begin = view_->read<std::uint32_t>(Section::kNeedLists, number - 1u);
  auto end = view_->read<std::uint32_t>(Section::kNeedLists, number);
  for (std::uint32_t i = begin.value_or(0); end && i < *end; ++i) {
    auto record = view_->read<layout::NeedRecord>(Section::kNeeds, i);
    if (!record) break;
    auto what = static_cast<Need::What>(std::min<std::uint32_t>(record->what, 3));
    result.push_back({what, view_->string(record->value), record->within});
  }
  return result;
}

std::string_view Index::bytes() const { return view_->bytes(); }
const std::string& Index::name() const { return view_->name; }

std::vector<std::pair<std::string_view, std::uint64_t>> Index::section_sizes() const {
  std::vector<std::pair<std::string_view, std::uint64_t>> sizes;
  for (std::size_t i = 0; i < layout::kSectionCount; ++i)
    sizes.emplace_back(layout::kSectionNames[i], view_->sections[i].size());
  return sizes;
}

bool Index::verify() const {
  layout::Header header = view_->header;
  header.bytes[0] = header.bytes[1] = 0;
  Digest digest = digest_of({reinterpret_cast<const char*>(&header), sizeof header});
  digest += digest_of(bytes().substr(sizeof header));
  return digest == Digest{view_->header.bytes[0], view_->header.bytes[1]};
}

Digest Index::content_digest() const {
  return {view_->header.content[0], view_->header.content[1]};
}
Digest Index::sources_digest() const {
  return {view_->header.sources[0], view_->header.sources[1]};
}

}  // namespace waymark::gazetteer
