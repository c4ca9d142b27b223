# SPDX-License-Identifier: Apache-2.0
"""The parts of to_docbin that need no spaCy: words and spaces give the text back, tokens end where mentions do."""

import random
import unittest

import to_docbin


class Words(unittest.TestCase):
    def test_words_and_spaces_are_the_text(self):
        pieces = ["Hyesan", " ", "  ", "\n", "혜산시", "🚂", "e\u0301", "\u00a0", "\u2028", "."]
        chance = random.Random(7)
        for _ in range(500):
            chosen = [chance.choice(pieces) for _ in range(chance.randrange(12))]
            text, tokens = "", []
            for piece in chosen:
                if piece.strip():
                    tokens.append((len(text), len(text) + len(piece)))
                text += piece
            words, spaces = to_docbin.gaps(text, tokens)
            self.assertEqual("".join(word + " " * space for word, space in zip(words, spaces)), text)
            self.assertEqual([word for word in words if word.strip()], [text[b:e] for b, e in tokens])

    def test_tokens_are_cut_at_mentions(self):
        self.assertEqual(to_docbin.cut([(0, 6), (7, 9)], [{"begin": 0, "end": 2}, {"begin": 2, "end": 8}]),
                         [(0, 2), (2, 6), (7, 8), (8, 9)])

    def test_tokens_that_overlap_or_lie_in_any_order_give_the_text_back(self):
        text = "혜산🚂 MSS"
        tokens = to_docbin.in_order([(4, 7), (0, 3), (2, 5), (1, 2)])
        words, spaces = to_docbin.gaps(text, tokens)
        self.assertEqual("".join(word + " " * space for word, space in zip(words, spaces)), text)

    def test_white_space_at_the_edges_is_no_part_of_a_mention(self):
        text = "🚂 \u00a0혜산\n "
        self.assertEqual(to_docbin.trimmed(text, {"begin": 1, "end": 7, "label": "PLACE"}),
                         {"begin": 3, "end": 5, "label": "PLACE"})
        self.assertIsNone(to_docbin.trimmed(text, {"begin": 5, "end": 7}))

    def test_entities_do_not_overlap_and_flat_ones_come_first(self):
        post = {"begin": 0, "end": 9, "slots": {"role": "m2"}}
        role, town = {"begin": 0, "end": 3}, {"begin": 5, "end": 9}
        self.assertEqual(to_docbin.flat([post, role, town]), [role, town])
        self.assertEqual(to_docbin.flat([post]), [post])


if __name__ == "__main__":
    unittest.main()
