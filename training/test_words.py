"""The tokenizer against the fixture that the TypeScript side is held to as well: python -m unittest test_words."""

import json
import unittest
from pathlib import Path

from words import split_words

FIXTURE = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "words.json"


def utf16(text: str, index: int) -> int:
    """A code point index as the fixture counts it, in UTF-16 units."""
    return len(text[:index].encode("utf-16-le")) // 2


class WordsTest(unittest.TestCase):
    def test_splits_the_fixture_as_agreed_with_typescript(self):
        for case in json.loads(FIXTURE.read_text(encoding="utf-8")):
            text = case["text"]
            words = [[text[a:b], utf16(text, a), utf16(text, b)] for a, b in split_words(text)]
            self.assertEqual(words, case["words"], text)


if __name__ == "__main__":
    unittest.main()
