"""Characters that are not shown as they are."""

import sys
import unicodedata

import pytest

from schemagit.characters import INVISIBLE, UNPRINTABLE, visible, visible_lines

# Letters of scripts that need them, and signs of emoji: people see what these do.
SEEN = "\u0300\u094d\u200a\u3000\ufe0f\U0001f1e9\U0001f468\U0001f3fd"


# Letters and marks that fill a place without a shape, so that two names look the same.
EMPTY = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"


def characters(*categories: str) -> list[str]:
    everything = map(chr, range(sys.maxunicode + 1))
    return [character for character in everything if unicodedata.category(character) in categories]


@pytest.mark.parametrize("category", ["Cc", "Cf", "Zl", "Zp", "Cs"])
def test_no_character_of_these_categories_is_shown(category: str) -> None:
    assert [f"U+{ord(c):04X}" for c in characters(category) if not UNPRINTABLE.fullmatch(c)] == []


def test_what_people_see_is_shown() -> None:
    seen = characters(
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Sm", "Sc", "Sk"
    )
    seen += characters("So", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po")
    assert [f"U+{ord(c):04X}" for c in seen if UNPRINTABLE.match(c) and c not in EMPTY] == []
    assert visible(SEEN) == SEEN
    assert visible(EMPTY) == "\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u3164\\uffa0"


def test_only_controls_are_left_to_json() -> None:
    both = [c for c in map(chr, range(sys.maxunicode + 1)) if UNPRINTABLE.match(c)]
    assert [c for c in both if not INVISIBLE.match(c)] == list(map(chr, range(32)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain → text", "plain → text"),
        ("", ""),
        ("\x1b[31mred\r\n", "\\u001b[31mred\\u000d\\u000a"),
        ("user\u202etxt.exe", "user\\u202etxt.exe"),
        ("\U000e0041", "\\udb40\\udc41"),
        ("\udc80", "\\udc80"),
        ("back\\slash \\u202e", "back\\slash \\u202e"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_json_escapes_it(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_lines() -> None:
    assert visible_lines("a\tb\n\u2028\r\n") == ["a   b", "\\u2028\\u000d", ""]
