// SPDX-License-Identifier: Apache-2.0
// What a compiled gazetteer looks like in memory and in a file (.wmg): a header, then sections of
// plain structs that refer to each other by number. Little-endian, no pointers, no padding, no
// time. index_layout.md shows one byte by byte.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace waymark::gazetteer::layout {

static_assert(std::endian::native == std::endian::little, "compiled gazetteers are read in place");

inline constexpr char kMagic[8] = {'W', 'A', 'Y', 'M', 'A', 'R', 'K', 'G'};
inline constexpr std::uint16_t kVersion = 2;
inline constexpr std::uint32_t kBlockSize = 16;  ///< strings in a front-coded block

/// The sections, in their order in the file.
enum class Section : std::uint32_t {
  kStrings,     ///< size (varint) and bytes, each string once; a reference is a byte offset in here
  kFormText,    ///< front-coded texts of forms, by number of form
  kFormBlocks,  ///< u32: where each block of 16 begins in kFormText
  kForms,       ///< FormRecord, by key (folded units), entry
  kReasons,     ///< ReasonRecord
  kSlots,       ///< SlotRecord: the hash table of phrases
  kFilter,      ///< u64: Bloom filter of the units that begin forms in running text
  kIdText,      ///< front-coded ids of entries, sorted
  kIdBlocks,    ///< u32: where each block of 16 begins in kIdText
  kEntries,     ///< EntryRecord, by id
  kNames,       ///< NameRecord, by entry
  kIds,         ///< IdRecord, by entry
  kCoordinates,    ///< CoordinateRecord, by entry
  kEntryYears,     ///< YearsRecord, by entry
  kFormYears,      ///< YearsRecord, by form
  kFormNeeds,      ///< FormNeedRecord, by form
  kNeedLists,      ///< u32: where each list begins in kNeeds; the end of the last stands after it
  kNeeds,          ///< NeedRecord
  kLabels,         ///< LabelRecord
  kKinds,          ///< KindRecord
  kGenerics,       ///< u32 string: generic terms, by kind
  kSources,        ///< SourceRecord: the gazetteers that entries come from
  kTags,           ///< u32 string: languages of names, schemes of ids
  kStops,          ///< u64: phrase hashes of the stop forms, sorted
  kAbbreviations,  ///< u64: hashes of the abbreviations without their last stop, sorted
  kExternals,      ///< u32: entries that are another index's, sorted
  kDropped,        ///< u32: entries that are taken out, sorted
  kCount
};
inline constexpr std::size_t kSectionCount = static_cast<std::size_t>(Section::kCount);

struct SectionRecord {
  std::uint64_t offset;  ///< from the file's begin, a multiple of 8
  std::uint64_t byte_size;
};

struct Header {
  char magic[8];
  std::uint16_t version;
  std::uint16_t flags;  ///< IndexFlag
  std::uint32_t section_count;
  std::uint64_t file_size;
  std::uint64_t slot_seed;   ///< mixed into phrase hashes before the table is asked
  std::uint64_t content[2];  ///< digest of what is known, equal for any spread over files
  std::uint64_t sources[2];  ///< digest of the source files' bytes
  std::uint64_t bytes[2];    ///< digest of the header with these zero, plus that of all after it
  SectionRecord sections[kSectionCount];
};

enum IndexFlag : std::uint16_t {
  kHasTargets = 1 << 0,  ///< some form is found in text and not kFixed
};

struct FormRecord {
  std::uint32_t entry;
  std::uint16_t reason;
  std::uint16_t flags;  ///< FormFlag
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
  std::uint32_t value;  ///< bits 1–31: number of the first form of the key plus one, 0 for none;
                        ///< bit 0: goes on
};

struct EntryRecord {
  std::uint32_t parent;      ///< entry, or all ones
  std::uint32_t first_name;  ///< in kNames; they end where the next entry's begin
  std::uint16_t kind;        ///< or all ones
  std::uint16_t label;       ///< or all ones
  std::uint16_t source;
  std::uint16_t prior;  ///< bits 0–13: ten-thousandths; bit 14: dropped; bit 15: external
};
inline constexpr std::uint16_t kPriorBits = 0x3FFF;
inline constexpr std::uint16_t kDropped = 0x4000;
inline constexpr std::uint16_t kExternal = 0x8000;

struct NameRecord {
  std::uint16_t tag;
  std::uint16_t is_string;  ///< 1: `text` is a string, 0: a form
  std::uint32_t text;
};

struct IdRecord {
  std::uint32_t entry;
  std::uint16_t tag;
  std::uint16_t is_number;  ///< 1: `value` is the decimal number itself, 0: a string
  std::uint32_t value;
};

struct CoordinateRecord {
  std::uint32_t entry;
  std::int32_t lat, lon;  ///< degrees times ten million
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

struct SourceRecord {
  std::uint32_t name, version;  ///< strings
};

static_assert(sizeof(SectionRecord) == 16);
static_assert(sizeof(Header) == 80 + 16 * kSectionCount);
static_assert(sizeof(FormRecord) == 8);
static_assert(sizeof(ReasonRecord) == 12);
static_assert(sizeof(SlotRecord) == 8);
static_assert(sizeof(EntryRecord) == 16);
static_assert(sizeof(NameRecord) == 8);
static_assert(sizeof(IdRecord) == 12);
static_assert(sizeof(CoordinateRecord) == 12);
static_assert(sizeof(YearsRecord) == 8);
static_assert(sizeof(FormNeedRecord) == 8);
static_assert(sizeof(NeedRecord) == 12);
static_assert(sizeof(LabelRecord) == 8);
static_assert(sizeof(KindRecord) == 8);
static_assert(sizeof(SourceRecord) == 8);

}  // namespace waymark::gazetteer::layout
