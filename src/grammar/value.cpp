// SPDX-License-Identifier: Apache-2.0
// Evaluates what `set` gives: paths through captures and slots, constants, and the functions of
// values.
#include <array>
#include <charconv>

#include "grammar/calendar.h"
#include "grammar/scene.h"
#include "text/normal_form.h"

namespace waymark::grammar {
namespace {

using Text = std::optional<std::string>;

std::string format_number(double number) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  return {buffer.data(), end};
}

std::string to_text(const FeatureValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<double>(&value)) return format_number(*number);
  return std::get<bool>(value) ? "true" : "false";
}

Text text_of(const Scene& scene, const std::optional<SetValue>& value) {
  if (!value) return std::nullopt;
  if (const auto* feature = std::get_if<FeatureValue>(&*value)) return to_text(*feature);
  const Referent& referent = std::get<Referent>(*value);
  if (referent.empty()) return std::nullopt;
  return surface_text(scene.input.text, span_of(scene, referent));
}

// ---- properties ----

std::optional<SetValue> text_value(Text text) {
  if (!text || text->empty()) return std::nullopt;
  return SetValue(FeatureValue(std::move(*text)));
}

std::optional<SetValue> entry_property(const Scene& scene, const Referent& referent,
                                       Property property) {
  for (const Taken& mention : referent.mentions) {
    for (const match::EntryChoice& choice : candidate_of(scene, mention).entries) {
      if (mention.filter != nullptr &&
          !passes(scene, *mention.filter, mention.candidate, choice.entry))
        continue;
      const gazetteer::EntryView entry = scene.input.catalog.entry(choice.entry);
      switch (property) {
        case Property::kEntry:
          return text_value(entry.id);
        case Property::kName:
          return text_value(entry.name);
        case Property::kKo:
          return text_value(entry.ko);
        default: {
          const auto& kinds = scene.schema.kinds();
          return entry.kind < kinds.size() ? text_value(kinds[entry.kind].name) : std::nullopt;
        }
      }
    }
  }
  return std::nullopt;
}

std::optional<SetValue> named_property(const Scene& scene, const Referent& referent, NameId name) {
  for (const Taken& mention : referent.mentions) {
    const match::Candidate& candidate = candidate_of(scene, mention);
    for (const match::CandidateFeature& feature : candidate.features)
      if (feature.name == name) return SetValue(feature.value);
    for (const match::CandidateSlot& slot : candidate.slots)
      if (slot.name == name) return SetValue(content_of(slot));
  }
  return std::nullopt;
}

std::optional<SetValue> label_of(const Scene& scene, const Referent& referent) {
  if (referent.mentions.empty()) return std::nullopt;
  const auto label = candidate_of(scene, referent.mentions.front()).label;
  if (label >= scene.schema.labels().size()) return std::nullopt;
  return text_value(scene.schema.label(label).name);
}

std::optional<SetValue> evaluate_path(const Scene& scene, const Subject& subject,
                                      const Standpoint& from) {
  Referent referent = follow(scene, subject, from);
  if (referent.empty()) return std::nullopt;
  switch (subject.property) {
    case Property::kBare:
      return SetValue(std::move(referent));
    case Property::kText:
      return text_value(text_of(scene, SetValue(std::move(referent))));
    case Property::kLabel:
      return label_of(scene, referent);
    case Property::kNamed:
      return named_property(scene, referent, subject.name);
    default:
      return entry_property(scene, referent, subject.property);
  }
}

// ---- functions ----

// number = [ "-" ] digit+ [ "st" | "nd" | "rd" | "th" ]
std::optional<int> to_int(const Text& text) {
  if (!text) return std::nullopt;
  int number = 0;
  std::string_view digits = *text;
  for (const std::string_view ending : {"st", "nd", "rd", "th"})
    if (digits.ends_with(ending)) digits.remove_suffix(ending.size());
  const char* end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return number;
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap ? 1 : 0);
}

std::string pad(int number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

// The parts of a date that is written in one, 2019.10.16, or goes on behind another: 2019-09,
// then 29.
std::vector<Text> split_date(const std::vector<Text>& parts) {
  constexpr const char* kSigns = "-./";
  if (parts.empty() || !parts[0] || parts[0]->find_first_of(kSigns) == std::string::npos)
    return parts;
  std::vector<Text> split;
  for (std::size_t begin = 0, end = 0; end != std::string::npos && begin < parts[0]->size();
       begin = end + 1) {
    end = parts[0]->find_first_of(kSigns, begin);
    split.emplace_back(parts[0]->substr(begin, end - begin));
  }
  split.insert(split.end(), parts.begin() + 1, parts.end());
  return split;
}

// A part that stands in the text but is no number of a calendar makes the whole no date.
Text iso_date(const std::vector<Text>& given) {
  const std::vector<Text> parts = split_date(given);
  const auto year = parts.empty() ? std::nullopt : to_int(parts[0]);
  if (!year || *year < 0 || *year > 9999) return std::nullopt;
  std::string date = pad(*year, 4);
  if (parts.size() < 2 || !parts[1]) return date;
  const auto month = to_int(parts[1]);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  date += "-" + pad(*month, 2);
  if (parts.size() < 3 || !parts[2]) return date;
  const auto day = to_int(parts[2]);
  if (!day || *day < 1 || *day > days_in(*year, *month)) return std::nullopt;
  return date + "-" + pad(*day, 2);
}

// An argument that stands there but is no number leaves no value.
bool is_amiss(const std::vector<Text>& parts, std::size_t i) {
  return i < parts.size() && parts[i] && !to_int(parts[i]);
}

Text shifted_date(const Scene& scene, const std::vector<Text>& parts) {
  const auto shift = to_int(parts[1]);
  return parts[0] && shift ? shift_date(scene.input.date, *parts[0], *shift) : Text();
}

Text weekday_date(const Scene& scene, const std::vector<Text>& parts) {
  const auto weekday = to_int(parts[0]);
  if (!weekday || is_amiss(parts, 1)) return std::nullopt;
  return find_weekday(scene.input.date, *weekday,
                      parts.size() > 1 ? to_int(parts[1]) : std::nullopt);
}

Text nearest_date(const Scene& scene, const std::vector<Text>& parts) {
  const auto month = to_int(parts[0]);
  if (!month || is_amiss(parts, 1)) return std::nullopt;
  return find_nearest(scene.input.date, *month, parts.size() > 1 ? to_int(parts[1]) : std::nullopt);
}

Text last_day(const Scene& scene, const std::vector<Text>& parts) {
  const auto day = to_int(parts[0]);
  return day ? find_last_day(scene.input.date, *day) : Text();
}

Text join(const std::vector<Text>& parts) {
  if (parts.empty() || !parts.front()) return std::nullopt;
  std::string joined;
  for (const Text& part : parts) {
    if (!part || part->empty()) continue;
    if (!joined.empty()) joined += ' ';
    joined += *part;
  }
  return joined;
}

Text list_value(const Scene& scene, const ValueExpression& argument, const Text& text,
                const Standpoint& from) {
  const auto* subject = std::get_if<Subject>(&argument.what);
  if (!text || subject == nullptr || from.rule == nullptr) return std::nullopt;
  const std::string folded = text::fold(*text);
  for (const auto& [capture, list] : from.rule->capture_lists) {
    if (capture != subject->capture) continue;
    const auto& values = scene.engine.lists[list].values;
    const auto found = values.find(folded);
    if (found != values.end() && !found->second.empty()) return found->second;
  }
  return std::nullopt;
}

Text call(const Scene& scene, const ValueExpression::Call& call, const Standpoint& from) {
  std::vector<Text> arguments;
  arguments.reserve(call.arguments.size());
  for (const ValueExpression& argument : call.arguments)
    arguments.push_back(text_of(scene, evaluate(scene, argument, from)));
  if (arguments.empty()) return std::nullopt;
  switch (call.function) {
    case Function::kIsoDate:
      return iso_date(arguments);
    case Function::kShiftDate:
      return shifted_date(scene, arguments);
    case Function::kWeekday:
      return weekday_date(scene, arguments);
    case Function::kNearestDate:
      return nearest_date(scene, arguments);
    case Function::kLastDay:
      return last_day(scene, arguments);
    case Function::kValue:
      return list_value(scene, call.arguments.front(), arguments.front(), from);
    case Function::kText:
      return arguments.front();
    case Function::kLower:
      return arguments.front() ? Text(text::fold(*arguments.front())) : Text();
    case Function::kJoin:
      return join(arguments);
  }
  return std::nullopt;
}

}  // namespace

std::optional<SetValue> evaluate(const Scene& scene, const ValueExpression& expression,
                                 const Standpoint& from) {
  if (const auto* constant = std::get_if<FeatureValue>(&expression.what))
    return SetValue(*constant);
  if (const auto* subject = std::get_if<Subject>(&expression.what))
    return evaluate_path(scene, *subject, from);
  return text_value(call(scene, std::get<ValueExpression::Call>(expression.what), from));
}

}  // namespace waymark::grammar
