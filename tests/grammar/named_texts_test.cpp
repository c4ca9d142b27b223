// SPDX-License-Identifier: Apache-2.0
#include "grammar/named_texts.h"

#include <string>

#include "support/catch.h"
#include "text/normal_form.h"

using waymark::grammar::NamedTexts;

namespace {

NamedTexts named() {
  NamedTexts texts;
  std::uint32_t number = 0;
  for (const char* text : {"party", "central committee", "북한", "9 september", "côte"})
    texts.add(waymark::text::fold(text), number++);
  return texts;
}

}  // namespace

TEST_CASE("named texts: a mention is one whatever its case and white space",
          "[grammar][named_texts]") {
  const NamedTexts texts = named();
  CHECK(texts.find("Party") == 0u);
  CHECK(texts.find("PARTY") == 0u);
  CHECK(texts.find("Central\n   Committee") == 1u);
  CHECK(texts.find("북한") == 2u);
  CHECK(texts.find("9 September") == 3u);
  CHECK(texts.find("Ｐａｒｔｙ") == 0u);
  CHECK(texts.find("Co\u0302te") == 4u);
}

TEST_CASE("named texts: what only begins alike or is as long is none", "[grammar][named_texts]") {
  const NamedTexts texts = named();
  CHECK_FALSE(texts.find("Parts"));
  CHECK_FALSE(texts.find("Parties"));
  CHECK_FALSE(texts.find("xarty"));
  CHECK_FALSE(texts.find("😀"));
  CHECK_FALSE(texts.find(""));
}

TEST_CASE("named texts: very long ones are told apart too", "[grammar][named_texts]") {
  NamedTexts texts;
  const std::string text(100, 'a');
  CHECK(texts.add(text, 7));
  CHECK_FALSE(texts.add(text, 8));
  CHECK(texts.number(text) == 7);
  CHECK(texts.find(std::string(100, 'A')) == 7u);
  CHECK_FALSE(texts.find(std::string(99, 'A')));
}
