// SPDX-License-Identifier: Apache-2.0
#include "waymark/document.h"

#include "support/catch.h"
#include "text/digest.h"

namespace waymark {
namespace {

Mention mention(std::uint32_t begin, std::uint32_t end, std::string label) {
  Mention result;
  result.span = {begin, end};
  result.label = std::move(label);
  return result;
}

}  // namespace

TEST_CASE("document: mentions go by begin, longer first, then label", "[text][document]") {
  Document document;
  document.mentions = {mention(5, 9, "PLACE"), mention(0, 4, "ROLE"), mention(0, 9, "POST"),
                       mention(0, 4, "AGENCY")};
  sort_mentions(document);
  std::string order;
  for (const Mention& m : document.mentions) order += m.label + " ";
  CHECK(order == "POST AGENCY ROLE PLACE ");
}

TEST_CASE("document: slots and relations follow their mentions", "[text][document]") {
  Document document;
  document.mentions = {mention(5, 9, "PLACE"), mention(0, 4, "ROLE"), mention(0, 9, "POST")};
  document.mentions[2].slots = {{"role", std::vector<std::uint32_t>{1}},
                                {"place", std::vector<std::uint32_t>{0, 1}},
                                {"function", Span{2, 3}}};
  document.relations = {{"part_of", 0, 1, "b"}, {"holds", 2, 0, "a"}, {"at", 2, 0, "a"}};
  sort_mentions(document);
  const std::vector<Slot>& slots = document.mentions[0].slots;
  CHECK(std::get<0>(slots[0].value) == std::vector<std::uint32_t>{1});
  CHECK(std::get<0>(slots[1].value) == std::vector<std::uint32_t>{1, 2});
  CHECK(std::get<1>(slots[2].value) == Span{2, 3});
  CHECK(document.relations ==
        std::vector<Relation>{{"at", 0, 2, "a"}, {"holds", 0, 2, "a"}, {"part_of", 2, 1, "b"}});
}

TEST_CASE("digest: is SHA-256", "[text][digest]") {
  CHECK(text::sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(text::sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(text::sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  text::Sha256 pieces;
  for (const std::size_t size : {1u, 62u, 1u, 64u, 0u, 130u}) pieces.add(std::string(size, 'a'));
  CHECK(pieces.finish() == text::sha256(std::string(258, 'a')));
  CHECK(text::sha256(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  CHECK(text::digest("abc") == "ba7816bf8f01cfea414140de5dae2223");
}

}  // namespace waymark
