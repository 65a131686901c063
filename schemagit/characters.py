"""Characters that people cannot see, but that move a cursor, hide text or turn its direction."""

import re
from collections.abc import Sequence

# Fixed, and not asked from the running Python's Unicode tables: stored bytes depend on it.
# Controls, then what Unicode calls format characters, letters without a shape, separators of lines, and
# lone surrogates.
_CONTROLS = "\x00-\x1f"
_INVISIBLE = (
    "\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
INVISIBLE = re.compile(f"[{_INVISIBLE}]")
UNPRINTABLE = re.compile(f"[{_CONTROLS}{_INVISIBLE}]")
_PRINTABLE = bytes(range(0x20, 0x7F))
# Those of them that Python takes for printable: letters without a shape.
_EMPTY = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"


def visible(text: str) -> str:
    r"""Text that is safe to show on one line of a terminal: what cannot be seen becomes `\u202e`.

    Every text that comes from a database, a repository or a file goes through it before it is shown.
    """
    # Most texts need no closer look, which takes ten times as long.
    if text.isprintable() and (text.replace("→", "").isascii() or not any(sign in text for sign in _EMPTY)):
        return text
    return UNPRINTABLE.sub(escaped, text)


def all_visible(texts: Sequence[str]) -> Sequence[str]:
    """The same of many texts, faster than one by one where nothing is wrong with any of them."""
    # Without arrows most are ASCII, which is encoded in no time.
    rest = "".join(texts).replace("→", "").encode(errors="surrogatepass")
    if not rest.translate(None, delete=_PRINTABLE):
        return texts
    return [visible(text) for text in texts]


def visible_lines(text: str) -> list[str]:
    """The lines of a text, each safe to show; a tabulator becomes blanks."""
    return [visible(line) for line in text.expandtabs(4).split("\n")]


def escaped(match: re.Match[str]) -> str:
    """The character as JSON escapes it, in one or two UTF-16 code units."""
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
