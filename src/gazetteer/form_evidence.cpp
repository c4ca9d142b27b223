// SPDX-License-Identifier: Apache-2.0
// One walk over the letters; only single words, and runs of the smallest ones, are folded and
// looked up.
#include "gazetteer/form_evidence.h"

#include <algorithm>
#include <array>
#include <string>

#include "surface/caution.h"
#include "text/byte_class.h"
#include "text/character.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace waymark::gazetteer {

namespace {

// clang-format off
/// The commonest words of English prose, those that are also names of places among them.
constexpr std::array<std::string_view, 1016> kFrequentWords = {
      "a", "able", "about", "above", "across", "act", "action", "active", "actually", "add",
      "after", "again", "against", "age", "ago", "agree", "ahead", "air", "all", "allow",
      "almost", "alone", "along", "already", "also", "although", "always", "am", "among",
      "amount", "an", "and", "another", "answer", "any", "anyone", "anything", "appear", "apply",
      "are", "area", "arm", "army", "around", "arrive", "art", "as", "ask", "at", "attack",
      "away", "back", "bad", "bag", "ball", "bank", "bar", "base", "battle", "be", "bear", "beat",
      "beautiful", "became", "because", "become", "bed", "been", "before", "began", "begin",
      "behind", "being", "believe", "below", "best", "better", "between", "beyond", "big", "bill",
      "bit", "black", "blood", "blue", "board", "boat", "body", "book", "both", "box", "boy",
      "bread", "break", "bring", "brother", "brought", "brown", "build", "building", "built",
      "burn", "business", "busy", "but", "buy", "by", "call", "came", "can", "car", "card",
      "care", "carry", "case", "cause", "center", "central", "century", "certain", "chair",
      "chance", "change", "charge", "check", "chief", "child", "children", "choice", "choose",
      "church", "circle", "city", "claim", "class", "clean", "clear", "close", "coast", "cold",
      "college", "color", "come", "common", "company", "complete", "condition", "consider",
      "contain", "control", "cook", "cool", "corn", "corner", "cost", "could", "count", "country",
      "course", "court", "cover", "cross", "crowd", "cry", "current", "cut", "dance", "dark",
      "data", "date", "daughter", "day", "days", "dead", "deal", "dear", "death", "decide",
      "deep", "degree", "design", "desk", "did", "die", "difference", "different", "dinner",
      "direct", "do", "doctor", "does", "dog", "done", "door", "double", "doubt", "down", "draw",
      "dream", "dress", "drink", "drive", "drop", "dry", "due", "during", "each", "early",
      "earth", "ease", "east", "easy", "eat", "edge", "effect", "egg", "eight", "either", "else",
      "end", "enemy", "energy", "engine", "enjoy", "enough", "enter", "equal", "even", "evening",
      "event", "ever", "every", "everyone", "everything", "evidence", "exactly", "example",
      "except", "expect", "experience", "explain", "express", "eye", "face", "fact", "fair",
      "fall", "family", "far", "farm", "fast", "father", "fear", "feel", "feet", "fell", "felt",
      "few", "field", "fight", "figure", "fill", "film", "final", "find", "fine", "finger",
      "finish", "fire", "firm", "first", "fish", "fit", "five", "floor", "flow", "flower", "fly",
      "follow", "food", "foot", "for", "force", "foreign", "forest", "form", "former", "forward",
      "found", "four", "free", "fresh", "friend", "from", "front", "fruit", "full", "fun",
      "further", "future", "gain", "game", "garden", "gas", "gate", "gave", "general", "get",
      "girl", "give", "given", "glass", "go", "god", "gold", "gone", "good", "got", "government",
      "grass", "gray", "great", "green", "ground", "group", "grow", "guard", "guess", "guide",
      "gun", "guy", "had", "hair", "half", "hall", "hand", "hang", "happen", "happy", "hard",
      "has", "hat", "have", "he", "head", "health", "hear", "heard", "heart", "heat", "heavy",
      "held", "help", "her", "here", "hers", "herself", "high", "hill", "him", "himself", "his",
      "history", "hit", "hold", "hole", "home", "hope", "horse", "hospital", "hot", "hotel",
      "hour", "house", "how", "however", "huge", "human", "hundred", "hunt", "hurry", "husband",
      "i", "ice", "idea", "if", "image", "imagine", "important", "in", "include", "increase",
      "indeed", "industry", "information", "inside", "instead", "interest", "into", "iron", "is",
      "island", "issue", "it", "its", "itself", "job", "join", "joy", "judge", "jump", "just",
      "keep", "kept", "key", "kill", "kind", "king", "kitchen", "knew", "know", "lady", "lake",
      "land", "language", "large", "last", "late", "later", "laugh", "law", "lay", "lead",
      "leader", "learn", "least", "leave", "led", "left", "leg", "length", "less", "let",
      "letter", "level", "lie", "life", "lift", "light", "like", "likely", "line", "list",
      "listen", "little", "live", "local", "long", "look", "lord", "lose", "loss", "lost", "lot",
      "love", "low", "machine", "made", "magazine", "mail", "main", "major", "make", "man",
      "manager", "many", "map", "march", "mark", "market", "marry", "mass", "master", "match",
      "material", "matter", "may", "maybe", "me", "mean", "measure", "media", "medical", "meet",
      "meeting", "member", "memory", "men", "mention", "method", "middle", "might", "mile",
      "military", "milk", "mind", "mine", "minister", "minute", "miss", "model", "modern",
      "moment", "money", "month", "moon", "moral", "more", "morning", "most", "mother", "motion",
      "mountain", "mouth", "move", "movement", "movie", "much", "music", "must", "my", "myself",
      "name", "nation", "national", "natural", "nature", "near", "nearly", "neck", "need",
      "neither", "never", "new", "news", "newspaper", "next", "night", "nine", "no", "nobody",
      "none", "nor", "north", "nose", "not", "note", "nothing", "notice", "now", "number",
      "object", "observe", "occur", "ocean", "of", "off", "offer", "office", "officer", "often",
      "oh", "oil", "old", "on", "once", "one", "only", "onto", "open", "operation", "or",
      "orange", "order", "other", "others", "our", "out", "outside", "over", "own", "page",
      "pain", "paint", "pair", "paper", "parent", "park", "part", "party", "pass", "past", "path",
      "pay", "peace", "people", "perhaps", "period", "person", "phone", "picture", "piece",
      "pilot", "place", "plan", "plane", "plant", "play", "please", "point", "police", "policy",
      "poor", "port", "position", "possible", "power", "practice", "present", "president",
      "press", "pretty", "price", "prince", "private", "probably", "problem", "process",
      "produce", "program", "project", "property", "protect", "prove", "public", "pull",
      "purpose", "push", "put", "queen", "question", "quick", "quickly", "quiet", "quite", "race",
      "radio", "rain", "raise", "ran", "range", "rate", "rather", "reach", "read", "reading",
      "ready", "real", "reality", "really", "reason", "receive", "recent", "record", "red",
      "region", "remain", "remember", "report", "require", "research", "rest", "result", "return",
      "rice", "rich", "ride", "right", "ring", "rise", "river", "road", "rock", "role", "room",
      "rose", "round", "rule", "run", "safe", "said", "sale", "salt", "same", "sand", "sat",
      "save", "saw", "say", "school", "science", "sea", "season", "seat", "second", "secret",
      "section", "security", "see", "seek", "seem", "seen", "self", "sell", "send", "sense",
      "sent", "series", "serious", "serve", "service", "set", "seven", "several", "shape",
      "share", "sharp", "she", "shine", "ship", "shoe", "shoot", "shop", "short", "shot",
      "should", "shoulder", "show", "shut", "side", "sign", "silver", "similar", "simple",
      "since", "sing", "single", "sister", "sit", "site", "situation", "six", "size", "skill",
      "skin", "sky", "sleep", "slow", "small", "smile", "snow", "so", "social", "society", "soft",
      "soldier", "some", "someone", "something", "sometimes", "son", "song", "soon", "sort",
      "sound", "source", "south", "southern", "space", "speak", "special", "speech", "speed",
      "spend", "spirit", "spoke", "spot", "spread", "spring", "staff", "stage", "stand",
      "standard", "star", "start", "state", "station", "stay", "step", "still", "stock", "stone",
      "stood", "stop", "store", "storm", "story", "straight", "strange", "street", "strength",
      "strike", "strong", "student", "study", "stuff", "style", "subject", "success", "such",
      "sudden", "suffer", "sugar", "suggest", "summer", "sun", "support", "sure", "surface",
      "surprise", "sweet", "system", "table", "take", "talk", "tall", "task", "tax", "teach",
      "teacher", "team", "tell", "ten", "term", "test", "than", "thank", "that", "the", "their",
      "them", "themselves", "then", "theory", "there", "these", "they", "thick", "thin", "thing",
      "think", "third", "this", "those", "though", "thought", "thousand", "threat", "three",
      "through", "throw", "thus", "tie", "time", "title", "to", "today", "together", "told",
      "tomorrow", "tone", "too", "took", "tooth", "top", "total", "touch", "toward", "town",
      "track", "trade", "train", "travel", "tree", "trial", "trip", "trouble", "true", "trust",
      "truth", "try", "turn", "twelve", "twenty", "two", "type", "under", "understand", "union",
      "unit", "until", "up", "upon", "us", "use", "used", "useful", "usual", "valley", "value",
      "various", "very", "victim", "view", "village", "visit", "voice", "vote", "wait", "walk",
      "wall", "want", "war", "warm", "was", "wash", "watch", "water", "wave", "way", "we",
      "weapon", "wear", "weather", "week", "weight", "well", "went", "were", "west", "western",
      "what", "whatever", "wheel", "when", "where", "whether", "which", "while", "white", "who",
      "whole", "whom", "whose", "why", "wide", "wife", "wild", "will", "win", "wind", "window",
      "wine", "wing", "winter", "wish", "with", "within", "without", "woman", "women", "wonder",
      "wood", "word", "words", "work", "worker", "world", "worry", "worse", "worst", "worth",
      "would", "write", "writer", "wrong", "yard", "year", "yellow", "yes", "yesterday", "yet",
      "you", "young", "your", "yourself"};

/// Words that make no name, however many stand together.
constexpr std::array<std::string_view, 33> kSmallWords = {
      "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "is", "it",
      "no", "not", "of", "off", "on", "or", "out", "over", "so", "than", "that", "the", "to",
      "up", "us", "we", "who", "with", "you"};
// clang-format on

constexpr std::size_t kLongestSmallWord = 4;

/// A list of words that is asked for each of millions of names: open addressing, at most half full.
template <std::size_t place_count>
class WordSet {
 public:
  template <std::size_t n>
  explicit WordSet(const std::array<std::string_view, n>& words) {
    static_assert(2 * n <= place_count);
    for (const std::string_view word : words) {
      const std::uint64_t hash = text::hash_folded(word);
      places_[place_of(word, hash)] = {hash, word};
    }
  }
  [[nodiscard]] bool has(std::string_view word) const {
    return !word.empty() && !places_[place_of(word, text::hash_folded(word))].word.empty();
  }

 private:
  struct Place {
    std::uint64_t hash = 0;
    std::string_view word;
  };

  /// Where the word stands, or could.
  [[nodiscard]] std::size_t place_of(std::string_view word, std::uint64_t hash) const {
    std::size_t at = hash % place_count;
    while (!places_[at].word.empty() && (places_[at].hash != hash || places_[at].word != word))
      at = (at + 1) % place_count;
    return at;
  }

  std::array<Place, place_count> places_;
};

Letters count_letters(std::string_view form) {
  Letters letters;
  for (std::size_t at = 0; at < form.size();) {
    if (const std::uint32_t bits = text::byte_bits(form[at]); (bits & text::kByteLetter) != 0) {
      ++letters.count;
      letters.upper += bits & text::kByteUpper;
      letters.lower += (bits & text::kByteLower) / text::kByteLower;
      ++at;
      continue;
    }
    const text::CodePoint c = text::code_point_at(form, at);
    const text::CharacterInfo info = text::character_info(c.value);
    if (info.has(text::kIsLetter)) {
      ++letters.count;
      letters.upper += info.has(text::kIsUpper) ? 1 : 0;
      letters.lower += info.has(text::kIsLower) ? 1 : 0;
    } else if (c.value == U' ' || c.value == U'-') {
      letters.is_one_word = false;
    }
    at += c.byte_size;
  }
  return letters;
}

/// Whether every word of a folded form is one of the smallest.
bool is_of_small_words(std::string_view folded) {
  static const WordSet<128> words(kSmallWords);
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (!words.has(folded.substr(0, end))) return false;
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return true;
}

/// What a single word is by its fold and its letters, some of which have case.
FormEvidence judge_word(std::string_view folded, const Letters& letters) {
  if (folded.size() <= kLongestSmallWord && is_of_small_words(folded)) return FormEvidence::kSmall;
  if (is_frequent_word(folded) || surface::is_common_folded_word(folded))
    return FormEvidence::kWord;
  if (letters.upper == 0) return FormEvidence::kLower;
  return letters.count <= 3 || letters.lower == 0 ? FormEvidence::kShort : FormEvidence::kName;
}

}  // namespace

bool is_frequent_word(std::string_view folded) {
  static const WordSet<2048> words(kFrequentWords);
  constexpr std::size_t kLongest = 11;
  static_assert(std::all_of(kFrequentWords.begin(), kFrequentWords.end(),
                            [](std::string_view word) { return word.size() <= kLongest; }));
  return folded.size() <= kLongest && words.has(folded);
}

FormEvidence judge_form(std::string_view form) {
  const Letters letters = count_letters(form);
  if (letters.count < 2) return FormEvidence::kScrap;
  if (letters.upper + letters.lower == 0) return FormEvidence::kName;
  thread_local std::string folded;  // asked for each of millions of names
  folded.clear();
  text::fold(form, folded);
  if (letters.is_one_word) return judge_word(folded, letters);
  return is_of_small_words(folded) ? FormEvidence::kSmall : FormEvidence::kName;
}

FormEvidence judge_form(std::string_view form, const PlainKey& plain) {
  const Letters& letters = plain.letters();
  if (letters.count < 2) return FormEvidence::kScrap;
  if (letters.upper + letters.lower == 0) return FormEvidence::kName;
  const std::string_view first = plain.first_unit();
  if (letters.is_one_word) return judge_word(first, letters);
  return first.size() > kLongestSmallWord ? FormEvidence::kName : judge_form(form);
}

}  // namespace waymark::gazetteer
