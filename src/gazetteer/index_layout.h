// SPDX-License-Identifier: Apache-2.0
// What a compiled gazetteer looks like in memory and in a file (.wmg): a header, then sections of
// plain structs or of packed records (packed_records.h), which refer to each other by number.
// Little-endian, no pointers, no padding, no time. index_layout.md shows one byte by byte.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace waymark::gazetteer::layout {

static_assert(std::endian::native == std::endian::little, "compiled gazetteers are read in place");

inline constexpr char kMagic[8] = {'W', 'A', 'Y', 'M', 'A', 'R', 'K', 'G'};
inline constexpr std::uint16_t kVersion = 8;
inline constexpr std::uint32_t kBlockSize = 8;  ///< strings in a front-coded block

/// The sections, in their order in the file.
enum class Section : std::uint32_t {
  kStrings,     ///< size (varint) and bytes, each string once; a reference is a byte offset in here
  kFormText,    ///< front-coded texts of forms, by number of form
  kFormBlocks,  ///< u32: where each block of 8 begins in kFormText
  kForms,       ///< packed FormField, by key (folded units), entry
  kReasons,     ///< ReasonRecord
  kSlots,       ///< SlotRecord: the hash table of phrases; at a multiple of 64
  kFilter,      ///< u64: Bloom filter of the units that begin forms in running text
  kCapitalFilter,  ///< u64: the same of those that begin forms only where they have a capital
  kIdText,       ///< front-coded ids of entries, sorted; of kIdFlags nothing; none if all have them
  kIdBlocks,     ///< u32: where each block of 8 begins in kIdText
  kIdPrefix,     ///< u32 string: what ids of kIdFlags begin with
  kEntries,      ///< packed EntryField, by id
  kNames,        ///< packed NameField, by entry
  kIds,          ///< packed IdField, by entry
  kCoordinates,  ///< packed CoordinateField, by entry
  kEntryYears,   ///< YearsRecord, by entry
  kFormYears,    ///< YearsRecord, by form
  kFormNeeds,    ///< FormNeedRecord, by form
  kNeedLists,    ///< u32: where each list begins in kNeeds; the end of the last stands after it
  kNeeds,        ///< NeedRecord
  kLabels,       ///< LabelRecord
  kKinds,        ///< KindRecord
  kGenerics,     ///< u32 string: generic terms, by kind
  kSources,      ///< SourceRecord: the gazetteers that entries come from
  kTags,         ///< u32 string: languages of names, schemes of ids
  kStops,        ///< u64: phrase hashes of the stop forms, sorted
  kAbbreviations,   ///< u64: hashes of the abbreviations without their last stop, sorted
  kExternals,       ///< u32: entries that are another index's, sorted
  kDropped,         ///< u32: entries that are taken out, sorted
  kNearWords,       ///< groups of words that a spelling may be near to, by skeleton; see NearTable
  kNearKeys,        ///< NearKeyRecord, sorted
  kNearContainers,  ///< u32: what contains the entries of near words, sorted; see NearWriter
  kCount
};
inline constexpr std::size_t kSectionCount = static_cast<std::size_t>(Section::kCount);

/// What they are called.
inline constexpr std::string_view kSectionNames[kSectionCount] = {
    "strings",     "form text",      "form blocks",    "forms",      "reasons",
    "slots",       "filter",         "capital filter", "id text",    "id blocks",
    "id prefix",   "entries",        "names",          "ids",        "coordinates",
    "entry years", "form years",     "form needs",     "need lists", "needs",
    "labels",      "kinds",          "generics",       "sources",    "tags",
    "stops",       "abbreviations",  "externals",      "dropped",    "near words",
    "near keys",   "near containers"};
static_assert(!kSectionNames[kSectionCount - 1].empty());

struct SectionRecord {
  std::uint64_t offset;  ///< from the file's begin, a multiple of 8
  std::uint64_t byte_size;
};

struct Header {
  char magic[8];
  std::uint16_t version;
  std::uint16_t flags;  ///< none yet: 0
  std::uint32_t section_count;
  std::uint64_t file_size;
  std::uint64_t slot_seed;   ///< mixed into phrase hashes before the table is asked
  std::uint64_t content[2];  ///< digest of what is known, equal for any spread over files
  std::uint64_t sources[2];  ///< digest of the source files' bytes
  std::uint64_t bytes[2];    ///< digest of the header with these zero, plus that of all after it
  SectionRecord sections[kSectionCount];
};

/// Packed records begin with this, and a FieldRecord for each field.
struct RecordsHead {
  std::uint32_t count;
  std::uint32_t field_count;
};

/// The field of record `n` is base + slope × n + step × the bits that stand there, modulo 2^32.
struct FieldRecord {
  std::uint32_t base;
  std::uint32_t step;
  std::uint16_t bit_size;  ///< in each record, 0 to 32
  std::uint16_t slope;     ///< 0 or 1
};

enum FormField : std::uint8_t {
  kFormEntry,
  kFormReason,
  kFormFlags,  ///< FormFlag
  kFormFieldCount
};

enum FormFlag : std::uint16_t {
  kCaseBits = 3,  ///< Case
  kLastOfKey = 1 << 2,
  kLookupOnly = 1 << 3,
  kGlued = 1 << 4,
  kHasYears = 1 << 5,
  kHasNeeds = 1 << 6,
  kFixed = 1 << 7,  ///< no other spelling is corrected to it
};

struct ReasonRecord {
  std::uint32_t why;
  std::uint32_t scheme;      ///< string
  std::uint32_t derivation;  ///< string
};

/// An empty slot is all zero.
struct SlotRecord {
  std::uint32_t fingerprint;
  /// Bits 2–31: number of the first form of the key plus one, 0 for none; bit 0: kGoesOn; bit 1:
  /// kGoesOnSmall.
  std::uint32_t value;
};

enum SlotFlag : std::uint32_t {
  kGoesOn = 1 << 0,       ///< longer forms begin so
  kGoesOnSmall = 1 << 1,  ///< with one of them, whose next letter need not be a capital
  kSlotFlagBits = 2
};

enum EntryField : std::uint8_t {
  kEntryParent,     ///< entry, or all ones
  kEntryFirstName,  ///< in kNames; they end where the next entry's begin
  kEntryKind,       ///< or 16 ones
  kEntryLabel,      ///< or 16 ones
  kEntrySource,
  kEntryPrior,   ///< ten-thousandths
  kEntryFlags,   ///< EntryFlag
  kEntryNumber,  ///< of kNumberId: the number; else 0
  kEntryFieldCount
};

enum EntryFlag : std::uint32_t {
  kDropped = 1 << 0,
  kExternal = 1 << 1,
  kMadeId = 1 << 2,    ///< the id is kIdPrefix and the entry's first name with hyphens for spaces
  kNumberId = 1 << 3,  ///< the id is kIdPrefix and a number
  kIdFlags = kMadeId | kNumberId,
  kOnlyContains = 1 << 4  ///< of another index's entry: others lie in it, nothing is said of it
};

enum NameField : std::uint8_t {
  kNameTag,
  kNameIsString,  ///< 1: the text is a string, 0: a form
  kNameText,
  kNameFieldCount
};

enum IdField : std::uint8_t {
  kIdEntry,
  kIdTag,
  kIdIsNumber,  ///< 1: the value is the decimal number itself, 0: a string
  kIdValue,
  kIdFieldCount
};

enum CoordinateField : std::uint8_t {
  kCoordinateEntry,
  kCoordinateLat,  ///< degrees times ten million, signed
  kCoordinateLon,
  kCoordinateFieldCount
};

struct YearsRecord {
  std::uint32_t owner;
  std::int16_t from, to;  ///< 0: unknown
};

struct FormNeedRecord {
  std::uint32_t form;
  std::uint32_t needs;  ///< number of a list, from 1
};

struct NeedRecord {
  std::uint32_t what;
  std::uint32_t value;  ///< string
  std::uint32_t within;
};

struct LabelRecord {
  std::uint32_t name;   ///< string
  std::uint32_t flags;  ///< LabelFlag
};

enum LabelFlag : std::uint32_t {
  kIsStructured = 1 << 0,
  kHasEntries = 1 << 1,
};

struct KindRecord {
  std::uint32_t name;  ///< string
  std::uint16_t label;
  std::uint16_t generic_count;
};

struct NearKeyRecord {
  std::uint32_t key;    ///< the high half of a near key
  std::uint32_t group;  ///< where the words that are filed under it begin in kNearWords
};

struct SourceRecord {
  std::uint32_t name, version;  ///< strings
};

static_assert(sizeof(SectionRecord) == 16);
static_assert(sizeof(Header) == 80 + 16 * kSectionCount);
static_assert(sizeof(RecordsHead) == 8);
static_assert(sizeof(FieldRecord) == 12);
static_assert(sizeof(ReasonRecord) == 12);
static_assert(sizeof(SlotRecord) == 8);
static_assert(sizeof(YearsRecord) == 8);
static_assert(sizeof(FormNeedRecord) == 8);
static_assert(sizeof(NeedRecord) == 12);
static_assert(sizeof(LabelRecord) == 8);
static_assert(sizeof(KindRecord) == 8);
static_assert(sizeof(SourceRecord) == 8);
static_assert(sizeof(NearKeyRecord) == 8);

}  // namespace waymark::gazetteer::layout
