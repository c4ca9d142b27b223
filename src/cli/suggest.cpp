// SPDX-License-Identifier: Apache-2.0
#include "cli/suggest.h"

#include "format/format.h"
#include "text/source_file.h"

namespace waymark::cli {

std::string suggest(std::string_view word, const std::vector<std::string>& words) {
  if (const std::string near = text::nearest_word(word, words); !near.empty())
    return "did you mean '" + near + "'?";
  std::string list;
  for (const std::string& known : words) list += (list.empty() ? "there are: " : ", ") + known;
  return list;
}

std::string suggest_format(std::string_view word, bool readable) {
  std::vector<std::string> names;
  for (const format::Format& format : format::formats())
    if (readable ? bool(format.make_reader) : bool(format.make_writer))
      names.push_back(format.name);
  return suggest(word, names);
}

}  // namespace waymark::cli
