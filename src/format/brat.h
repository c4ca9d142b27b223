// SPDX-License-Identifier: Apache-2.0
// brat standoff: ID.txt holds the text, ID.ann the annotations, annotation.conf of the folder the
// types. Offset unit: code points. A mention is a text-bound annotation, cut into fragments where a
// line ends in it, as brat demands:
//
//     T1  POST 0 26;27 36    head of the MSS office in Hyesan City      (tabs between the three)
//     R1  part_of Arg1:T3 Arg2:T4                    a relation
//     R2  role Arg1:T1 Arg2:T2                       a slot: from the structured mention to what
//                                                    fills it
//     #1  AnnotatorNotes R2  slot                    says so, once a document for each slot's name
//     N1  Reference T4 waymark:kp.mss  Ministry of State Security       a link
//     A1  Corrected T5                               the form was corrected
//     #2  AnnotatorNotes T6  value=2019-10-16; past=true                features
//
// What fills a slot without being a mention becomes an annotation of type Filler. Types hold
// letters and digits of ASCII, '-' and '_' alone: other characters of ASCII become '_', all further
// ones their number (장소 is uC7A5uC18C), which is read back; visual.conf of the folder has the
// names to be shown.
//
// Read back are also events (their arguments become slots of the trigger), equivalences (`*`, as
// relations), attributes (as features), references to other resources (as ids of the link) and
// notes that are no features (as the feature `note`). Fragments with text between them become one
// mention whose feature `fragments` says where they lie; written again, it stays in fragments.
#pragma once

#include <memory>

#include "format/format.h"

namespace waymark::format {

inline constexpr const char* kBratFiller = "Filler";
inline constexpr std::string_view kBratResource = "waymark";
inline constexpr std::string_view kBratSlot = "slot", kBratRelation = "relation";  ///< notes

/// The feature that says where the parts of a mention lie: "0 5;10 14".
inline constexpr std::string_view kBratFragments = "fragments";

[[nodiscard]] std::unique_ptr<Writer> make_brat_writer(const WriteOptions& options);

/// Reads an .ann; its text comes from `options.find_text`. Errors: no text, a malformed line, a
/// place outside the text, words that don't stand there, a name that no annotation has.
[[nodiscard]] std::unique_ptr<Reader> make_brat_reader(ByteSource& source,
                                                       const std::string& file_name,
                                                       const std::string& id,
                                                       const ReadOptions& options);

/// Places "begin end" joined by ';', each behind the one before; nothing if they are not that.
[[nodiscard]] std::optional<std::vector<Span>> read_fragments(std::string_view places,
                                                              const text::OffsetMap& offsets);

/// A label, slot or relation as brat's types are written, and the name that a type stands for.
[[nodiscard]] std::string to_brat_type(std::string_view name);
[[nodiscard]] std::string from_brat_type(std::string_view type);

/// Text in one line of an .ann: tabs, control characters and line ends become spaces.
[[nodiscard]] std::string in_one_line(std::string_view text);

/// Features as they stand in a note: name=value, joined by "; "; what would not read back as it is
/// stands in quotes, as in JSON.
[[nodiscard]] std::string features_to_note(const std::vector<Feature>& features);
/// Nothing if the note is not of that form.
[[nodiscard]] std::optional<std::vector<Feature>> features_of_note(std::string_view note);

}  // namespace waymark::format
