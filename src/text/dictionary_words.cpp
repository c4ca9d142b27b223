// SPDX-License-Identifier: Apache-2.0
// The one place where ICU's break iterator runs. It reads UTF-8 through a UText, so nothing is
// converted.
#include "text/dictionary_words.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

namespace waymark::text {
namespace {

icu::BreakIterator* word_iterator() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return iterator.get();
}

// The iterator keeps its own shallow clone of the UText, so ours may go.
bool set_text(icu::BreakIterator& iterator, std::string_view segment) {
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, segment.data(), static_cast<std::int64_t>(segment.size()), &status);
  iterator.setText(&text, status);
  utext_close(&text);
  return U_SUCCESS(status);
}

}  // namespace

void find_dictionary_words(std::string_view segment, std::vector<std::size_t>& ends) {
  ends.clear();
  icu::BreakIterator* iterator = word_iterator();
  if (iterator != nullptr && segment.size() < INT32_MAX && set_text(*iterator, segment)) {
    for (auto end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
      ends.push_back(static_cast<std::size_t>(end));
    }
  }
  if (ends.empty() || ends.back() != segment.size()) ends.push_back(segment.size());
}

}  // namespace waymark::text
