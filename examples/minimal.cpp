// SPDX-License-Identifier: Apache-2.0
// The smallest program: a gazetteer, rules, a text; prints what was found.
//   minimal GAZETTEER.yaml… RULES.way… < text.txt
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "waymark/waymark.h"

namespace {

int fail(const waymark::Diagnostics& faults) {
  for (const waymark::Diagnostic& fault : faults) std::cerr << waymark::render(fault);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> gazetteers, rule_files;
  for (const std::string file : std::vector<std::string>(argv + 1, argv + argc))
    (file.ends_with(".way") ? rule_files : gazetteers).push_back(file);

  auto gazetteer = waymark::Gazetteer::load(gazetteers);
  if (!gazetteer) return fail(gazetteer.error());
  auto rules = waymark::RuleSet::load(rule_files, *gazetteer);
  if (!rules) return fail(rules.error());

  const waymark::Annotator annotator(*gazetteer, *rules);
  auto document = annotator.annotate(std::string(std::istreambuf_iterator<char>(std::cin), {}));
  if (!document) return fail(document.error());
  for (const waymark::Mention& mention : document->mentions)
    std::cout << document->slice(mention.span) << '\t' << mention.label << '\t'
              << (mention.link ? mention.link->entry : "-") << '\n';
}
