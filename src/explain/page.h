// SPDX-License-Identifier: Apache-2.0
// An explanation laid out: for a reader at a terminal, as JSON, as a page of HTML.
#pragma once

#include <string>
#include <string_view>

#include "explain/explanation.h"

namespace waymark::explain {

/// Appends the explanation as text; nothing in it can steer a terminal.
void write_text(const Explanation& explanation, bool color, std::string& out);

/// Appends one line of JSON. Units: offsets are code points of the document's text.
void write_json(const Explanation& explanation, std::string& out);

/// A page of HTML: its begin, one section an explanation, its end. It needs nothing beside itself.
void begin_html(std::string& out);
void write_html(const Explanation& explanation, std::string& out);
void end_html(std::string& out);

/// A place with what surrounds it in its sentences, cut to a readable length.
struct Excerpt {
  std::string before, inside, after;
};
[[nodiscard]] Excerpt excerpt_of(const Explanation& explanation);

/// "form 'Musan': derived (mr), 무산 → Musan, capitals where the form has them".
[[nodiscard]] std::string describe(const FormNote& form);
/// "kp.mss Ministry of State Security 국가보위성, ministry".
[[nodiscard]] std::string describe(const EntryNote& entry);

/// "weighs 2.40: a rule 2.00, its prior 0.40".
[[nodiscard]] std::string describe_weights(const EntryNote& entry);

}  // namespace waymark::explain
