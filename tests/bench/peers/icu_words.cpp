// SPDX-License-Identifier: Apache-2.0
// ICU's word iterator alone over the text of all documents: the floor of what cutting by UAX #29
// costs there. Prints its CPU seconds and the number of breaks, as JSON.
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

int main(int, char** arguments) {
  std::ifstream in(arguments[2]);
  std::vector<std::string> documents;
  for (std::string line; std::getline(in, line);) documents.push_back(line);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  std::size_t breaks = 0;
  const std::clock_t begin = std::clock();
  for (const std::string& document : documents) {
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, document.data(), static_cast<std::int64_t>(document.size()), &status);
    words->setText(&text, status);
    while (words->next() != icu::BreakIterator::DONE) ++breaks;
    utext_close(&text);
  }
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::printf("{\"seconds\": %.4f, \"spans\": %zu}\n", seconds, breaks);
}
