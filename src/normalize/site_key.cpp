// SPDX-License-Identifier: Apache-2.0
// A kind is shown by some of its words and may be described by others, which say nothing more: a
// launch site launches satellites or rockets. What is left is where it is, or its number.
#include "normalize/site_key.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "normalize/spelling.h"
#include "normalize/word_key.h"

namespace waymark::normalize {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t kMostWords = 12;

// Said of facilities of any kind.
constexpr std::array<std::string_view, 32> kAnyKind = {
    "area",   "at",      "base",     "center", "centre", "city",    "complex",       "county",
    "dong",   "dprk",    "facility", "gun",    "ground", "in",      "international", "korea",
    "korean", "li",      "ni",       "no",     "north",  "of",      "plant",         "ri",
    "site",   "station", "the",      "town",   "up",     "village", "youth",         "hero"};

struct Kind {
  std::string_view name;
  Words shows;      // one of these shows it
  Words shows_too;  // together with one of these; empty: alone
  Words describes;
};

constexpr std::string_view kLaunch[] = {"launch", "launching", "cosmodrome", "spaceport"};
constexpr std::string_view kLaunchWith[] = {"satellite", "missile", "rocket", "space",    "test",
                                            "testing",   "pad",     "icbm",   "ballistic"};
constexpr std::string_view kRocket[] = {"missile", "space", "satellite", "rocket"};
constexpr std::string_view kTest[] = {"test", "testing", "center", "centre"};
constexpr std::string_view kNuclear[] = {"nuclear", "atomic", "underground"};
constexpr std::string_view kTestWith[] = {"test",        "testing", "nuclear",  "atomic",
                                          "underground", "weapon",  "explosion"};
constexpr std::string_view kAirfield[] = {"airfield", "airport", "airbase", "aerodrome",
                                          "airstrip"};
constexpr std::string_view kAir[] = {"air"};
constexpr std::string_view kAirTo[] = {"base", "field", "station", "port"};
constexpr std::string_view kAirWith[] = {"air", "field", "force", "port", "military", "domestic"};
constexpr std::string_view kShipyard[] = {"shipyard", "dockyard", "shipbuilding"};
constexpr std::string_view kNavy[] = {"naval", "navy", "submarine"};
constexpr std::string_view kNavyTo[] = {"base", "port", "station", "facility", "headquarter"};
constexpr std::string_view kNavyWith[] = {"naval",       "navy",         "submarine", "port",
                                          "headquarter", "construction", "yard"};
constexpr std::string_view kMissile[] = {"missile"};
constexpr std::string_view kMissileTo[] = {"base", "operating", "facility", "site"};
constexpr std::string_view kMissileWith[] = {"missile",     "operating",   "ballistic",
                                             "underground", "headquarter", "unit"};
constexpr std::string_view kMine[] = {"mine", "colliery"};
constexpr std::string_view kMineWith[] = {"coal", "iron",     "ore",     "gold",      "copper",
                                          "lead", "zinc",     "uranium", "magnesite", "graphite",
                                          "open", "tungsten", "mining"};
constexpr std::string_view kCamp[] = {"camp"};
constexpr std::string_view kPrison[] = {"prison", "jail"};
constexpr std::string_view kKyohwaso[] = {"kyohwaso", "gyohwaso", "reeducation", "education",
                                          "correctional"};
constexpr std::string_view kKwanliso[] = {"kwanliso", "kwalliso",  "gwanliso",
                                          "gwalliso", "political", "concentration"};
constexpr std::string_view kCampWith[] = {
    "camp",      "prison", "labor", "labour",        "re",        "education",    "reeducation",
    "political", "forced", "penal", "concentration", "detention", "correctional", "kwan",
    "kyo",       "so",     "hwa"};
constexpr std::string_view kPower[] = {"hydropower", "hydroelectric", "powerplant"};
constexpr std::string_view kPowerTo[] = {"power"};
constexpr std::string_view kPowerWith[] = {"power", "hydro", "hydroelectric", "electric"};
constexpr std::string_view kThermal[] = {"thermal", "heating"};
constexpr std::string_view kSteel[] = {"steel", "steelwork", "ironwork"};
constexpr std::string_view kSteelWith[] = {"iron",    "and",        "work", "mill",
                                           "combine", "enterprise", "steel"};
constexpr std::string_view kSmelter[] = {"smelter", "smeltery", "smelting"};
constexpr std::string_view kSmelterWith[] = {"factory", "work", "nonferrous", "metal"};
constexpr std::string_view kReactor[] = {"reactor"};
constexpr std::string_view kReactorWith[] = {"nuclear", "research", "power", "atomic"};
constexpr std::string_view kEnrichment[] = {"enrichment"};
constexpr std::string_view kEnrichmentWith[] = {"uranium", "nuclear", "centrifuge", "suspected"};

constexpr std::string_view kCrossing[] = {"custom", "crossing", "checkpoint"};
constexpr std::string_view kCrossingWith[] = {"house", "office", "post",  "border",
                                              "land",  "entry",  "point", "port"};

constexpr std::string_view kUranium[] = {"uranium"};
constexpr std::string_view kUraniumTo[] = {"milling",  "concentrate", "concentration",
                                           "refining", "refinery",    "processing"};
constexpr std::string_view kUraniumWith[] = {"uranium",       "milling",  "mill",     "concentrate",
                                             "concentration", "refining", "refinery", "processing",
                                             "ore",           "pilot",    "factory"};
constexpr std::string_view kMissileWorks[] = {"factory", "plant", "production", "research",
                                              "assembly"};
constexpr std::string_view kMissileWorksWith[] = {"missile",  "factory",  "production",
                                                  "research", "assembly", "institute"};
constexpr std::string_view kRoad[] = {"highway", "motorway", "expressway", "freeway"};
constexpr std::string_view kRoadWith[] = {"tourist", "road"};

constexpr std::string_view kPort[] = {"port", "harbor", "harbour", "seaport"};
constexpr std::string_view kTerminal[] = {"terminal"};
constexpr std::string_view kCargo[] = {"oil", "coal", "container", "cargo"};
constexpr std::string_view kPortWith[] = {"oil", "coal", "container", "cargo", "terminal", "trade"};
constexpr std::string_view kResidence[] = {"residence", "palace", "villa", "chalet", "mansion"};
constexpr std::string_view kResidenceWith[] = {"compound", "leadership"};
constexpr std::string_view kResort[] = {"resort", "spa", "sanatorium", "spring"};
constexpr std::string_view kResortWith[] = {"hot",    "rest",   "home",  "house",
                                            "worker", "health", "beach", "recreation"};
constexpr std::string_view kBase[] = {"base"};

// The first that a name shows is its kind.
constexpr Kind kKinds[] = {
    {"reactor", kReactor, {}, kReactorWith},
    {"enrichment", kEnrichment, {}, kEnrichmentWith},
    {"nuclear-test", kNuclear, kTest, kTestWith},
    {"launch", kLaunch, {}, kLaunchWith},
    {"launch", kRocket, kTest, kLaunchWith},
    {"missile-works", kMissile, kMissileWorks, kMissileWorksWith},
    {"missile-base", kMissile, kMissileTo, kMissileWith},
    {"airfield", kAirfield, {}, kAirWith},
    {"airfield", kAir, kAirTo, kAirWith},
    {"shipyard", kShipyard, {}, kNavyWith},
    {"naval-base", kNavy, kNavyTo, kNavyWith},
    {"uranium", kUranium, kUraniumTo, kUraniumWith},
    {"mine", kMine, {}, kMineWith},
    {"kyohwaso", kKyohwaso, {}, kCampWith},
    {"kwanliso", kKwanliso, {}, kCampWith},
    {"camp", kCamp, {}, kCampWith},
    {"kyohwaso", kPrison, {}, kCampWith},
    {"thermal-power", kThermal, kPowerTo, kPowerWith},
    {"power", kPower, {}, kPowerWith},
    {"power", kPowerTo, kAirTo, kPowerWith},
    {"steel", kSteel, {}, kSteelWith},
    {"smelter", kSmelter, {}, kSmelterWith},
    {"crossing", kCrossing, {}, kCrossingWith},
    {"road", kRoad, {}, kRoadWith},
    {"port", kPort, {}, kPortWith},
    {"port", kTerminal, kCargo, kPortWith},
    {"residence", kResidence, {}, kResidenceWith},
    {"resort", kResort, {}, kResortWith},
    {"missile-base", kBase, {}, kMissileWith},
};

bool is_in(Words words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_any(const std::vector<std::string>& name, Words words) {
  return std::any_of(name.begin(), name.end(),
                     [&](const std::string& word) { return is_in(words, word); });
}

const Kind* kind_of(const std::vector<std::string>& name) {
  const auto at = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& kind) {
    return has_any(name, kind.shows) && (kind.shows_too.empty() || has_any(name, kind.shows_too));
  });
  return at == std::end(kKinds) ? nullptr : at;
}

bool says_nothing(const Kind& kind, std::string_view word) {
  return is_in(kAnyKind, word) || is_in(kind.shows, word) || is_in(kind.describes, word);
}

}  // namespace

bool is_site_word(std::string_view word) {
  return is_in(kAnyKind, word) ||
         std::any_of(std::begin(kKinds), std::end(kKinds),
                     [&](const Kind& kind) { return says_nothing(kind, word); });
}

std::string site_key(std::string_view name) {
  std::vector<std::string> words = plain_words(name);
  if (words.size() < 2 || words.size() > kMostWords) return {};
  const Kind* kind = kind_of(words);
  if (kind == nullptr) return {};
  std::erase_if(words, [&](const std::string& word) { return says_nothing(*kind, word); });
  if (words.empty()) return {};
  for (std::string& word : words) word = sounds_of(word);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string key(kind->name);
  for (const std::string& word : words) key.append(" ").append(word);
  return key;
}

std::vector<std::string> kindred_keys(std::string_view site_key) {
  constexpr std::array<std::string_view, 3> kCamps = {"camp", "kwanliso", "kyohwaso"};
  const std::size_t space = site_key.find(' ');
  const std::string_view kind = site_key.substr(0, space), rest = site_key.substr(space);
  const bool is_camp = std::find(kCamps.begin(), kCamps.end(), kind) != kCamps.end();
  const std::size_t digits = rest.find_first_of("0123456789");
  const std::size_t end = std::min(rest.find(' ', digits), rest.size());
  std::vector<std::string> keys;
  if (is_camp && digits != rest.npos) {
    keys.push_back(std::string(kind).append(" ").append(rest.substr(digits, end - digits)));
  } else if (is_camp && kind != "camp") {
    keys.push_back(std::string("camp").append(rest));
  } else if (kind == "power" && digits == 1 && end < rest.size()) {
    keys.push_back(std::string(kind).append(rest.substr(end)));
  }
  return keys;
}

std::string_view without_site_words(std::string_view name) {
  constexpr std::string_view kVague[] = {
      "area",     "base",     "center",      "complex", "driver",  "engine",
      "facility", "gantry",   "launch",      "missile", "nuclear", "pad",
      "plant",    "research", "site",        "stand",   "storage", "suspected",
      "test",     "training", "underground", "vertical"};
  std::string_view rest = name;
  for (std::size_t space = rest.rfind(' '); space != rest.npos && space > 0;
       space = rest.rfind(' ')) {
    if (!is_in(kVague, compact(rest.substr(space + 1)))) break;
    rest = rest.substr(0, space);
  }
  return rest.size() == name.size() || is_in(kVague, compact(rest)) ? std::string_view() : rest;
}

}  // namespace waymark::normalize
