// SPDX-License-Identifier: Apache-2.0
// The ways to read a name, surest first: as it is typed, parted from what stands beside it, as
// whose it is, by the place it lies in, corrected. The first that finds something is the answer.
#include "normalize/normalizer.h"

#include <algorithm>

#include "gazetteer/misspelling.h"
#include "normalize/company.h"
#include "normalize/containment.h"
#include "normalize/correction.h"
#include "normalize/look_up.h"
#include "normalize/name_parts.h"
#include "normalize/spelling.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::normalize {
namespace {

using gazetteer::Catalog;

constexpr std::size_t kLongestName = 300;  // bytes; no name is longer
// Candidates nearer than this to the best one leave the name ambiguous.
constexpr double kLikeWeight = 0.125;

}  // namespace

std::string_view name_of(Status status) {
  switch (status) {
    case Status::kMatched:
      return "matched";
    case Status::kCorrected:
      return "corrected";
    case Status::kAmbiguous:
      return "ambiguous";
    case Status::kNone:
      return "none";
  }
  return "none";
}

struct Normalizer::Inside {
  Inside(const Catalog& catalog, Limits limits) : scope(catalog, std::move(limits)) {}

  Scope scope;
  LookUp look_up{scope};
  Correction correction{look_up, scope};
  Company company{look_up, correction, scope};

  [[nodiscard]] Answer answer(const Query& query) const {
    if (query.name.size() > kLongestName || !text::is_valid_utf8(query.name)) return {};
    std::string name = tidy(query.name);
    if (compact(name).empty()) return {};
    const bool has_container = !query.container.empty() && text::is_valid_utf8(query.container) &&
                               !company.is_whole_peninsula(query.container);
    const Readings containers =
        has_container ? company.read_container(tidy(query.container)) : Readings();
    Readings readings = look_up.look_up(name, !containers.empty() || !query.context.empty());
    if (readings.empty() && text::fold(name).starts_with("the ")) {
      name.erase(0, 4);
      readings = look_up.look_up(name);
    }
    if (readings.empty()) readings = look_up.look_up(without_inset(name));
    const NameParts parts = part_name(name);
    // What stands beside a misspelt organ is a part of its name: Minstry of Foreign Affairs.
    if (readings.empty() && !parts.beside.empty()) readings = correction.correct_organ(name);
    if (readings.empty() && !parts.beside.empty()) readings = company.look_up_parts(parts);
    if (readings.empty()) readings = scope.wanted(company.look_up_owned(name));
    if (readings.empty()) readings = scope.wanted(company.look_up_two(name));
    if (readings.empty()) readings = scope.wanted(company.look_up_at(name));
    if (readings.empty()) readings = scope.wanted(company.find_site(name));
    if (readings.empty()) readings = scope.wanted(correction.read_misspelt(name));
    if (readings.empty()) readings = correction.correct_organ(name);
    if (readings.empty() && parts.beside.empty()) {
      readings = scope.wanted(correction.correct(name, containers));  // settled as it looks
    } else {
      settle(scope, readings, containers);
    }
    if (has_container && containers.empty() && company.is_elsewhere(query.container))
      company.keep_abroad(readings);
    company.weigh_context(readings, query.context);
    return answer_of(readings);
  }

  [[nodiscard]] Answer answer_of(const Readings& readings) const {
    Answer answer;
    if (readings.empty()) return answer;
    for (const Weighed& each : readings) answer.candidates.push_back(candidate_of(each));
    answer.status = answer.candidates.front().corrected ? Status::kCorrected : Status::kMatched;
    const double best = readings.front().score;
    const EntryId first = readings.front().reading.entry;
    const bool ambiguous =
        std::any_of(readings.begin() + 1, readings.end(), [&](const Weighed& other) {
          return other.score > best - kLikeWeight && !is_named_after(other.reading.entry, first);
        });
    if (ambiguous) answer.status = Status::kAmbiguous;
    return answer;
  }

  /// A part of the first by the same name is no other meaning: its town, its river.
  [[nodiscard]] bool is_named_after(EntryId part, EntryId whole) const {
    return scope.catalog.lies_in(part, whole) || scope.catalog.lies_in(whole, part);
  }

  [[nodiscard]] static Candidate candidate_of(const Weighed& each) {
    Candidate candidate;
    candidate.entry = each.reading.entry;
    candidate.form = each.reading.form.text;
    candidate.scheme = each.reading.form.scheme;
    candidate.derivation = each.reading.form.derivation;
    candidate.corrected = each.corrected || gazetteer::is_misspelling(each.reading.form);
    candidate.score = std::clamp(each.score, 0.01, 1.0);
    candidate.why = each.reading.is_homonym
                        ? "homonym"
                        : std::string(gazetteer::name_of(each.reading.form.why));
    if (!candidate.scheme.empty()) candidate.why += ", " + candidate.scheme;
    for (const std::string& evidence : each.evidence) candidate.why += ", " + evidence;
    if (candidate.corrected) candidate.why += ", corrected";
    return candidate;
  }
};

Normalizer::Normalizer(const Catalog& catalog, Limits limits)
    : inside_(std::make_unique<Inside>(catalog, std::move(limits))) {}
Normalizer::~Normalizer() = default;
Normalizer::Normalizer(Normalizer&&) noexcept = default;
Normalizer& Normalizer::operator=(Normalizer&&) noexcept = default;

const Catalog& Normalizer::catalog() const { return inside_->scope.catalog; }

bool Normalizer::is_at_home(EntryId entry) const { return inside_->scope.index.is_at_home(entry); }

Answer Normalizer::answer(const Query& query) const { return inside_->answer(query); }

}  // namespace waymark::normalize
