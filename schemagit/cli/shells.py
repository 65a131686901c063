"""How shells ask what a command line could go on as, and how they are answered."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from schemagit.characters import UNPRINTABLE, visible

SHELLS = ("bash", "zsh", "fish")
# What needs no backslash in any place of a word.
_PLAIN = re.compile(r"[\w./:@%+,^-]", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "e": "\x1b", "a": "\a", "\\": "\\", "'": "'"}
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|U([0-9a-f]{1,8})|(.))", re.DOTALL)

Finish = Callable[[Sequence[str]], str]


def script(shell: str) -> str:
    """What a shell reads to complete the command lines of schemagit."""
    return Path(__file__).with_name(f"completion.{shell}").read_text("utf-8")


def read(shell: str, given: Sequence[str]) -> tuple[list[str], Finish]:
    """The words of a command line behind the name of the program, and what makes an answer of candidates.

    Args:
        shell: bash gives the line up to the cursor and $COMP_WORDBREAKS, for it replaces only what is behind
            the last of these characters; the others give the words, and quote what they are given.
        given: what it gave.
    """
    if shell == "bash":
        line, breaks = given
        words, kept = split(line, breaks)
        return words[1:], lambda found: "".join(f"{bash(each[len(kept) :])}\n" for each in _sound(found))
    # To fish, a description begins behind a tabulator; objects may also be named as they are shown.
    form = _untabbed if shell == "fish" else str
    return list(given), lambda found: "".join(f"{form(each)}\0" for each in _sound(found))


def _untabbed(text: str) -> str:
    return visible(text) if "\t" in text else text


def _sound(found: Sequence[str]) -> list[str]:
    """Without what no terminal could pass on."""
    return [each for each in found if not _SURROGATE.search(each)]


def bash(text: str) -> str:
    r"""A text as bash reads it: `a\ b`, and `$'\u001b'` for what a terminal would act on."""
    return "".join(map(_quoted, text))


def _quoted(character: str) -> str:
    if UNPRINTABLE.match(character):
        return f"$'\\U{ord(character):08x}'"
    return character if _PLAIN.match(character) or ord(character) > 0x7F else f"\\{character}"


def split(line: str, breaks: str) -> tuple[list[str], str]:
    """The words of a line of bash up to the cursor, without quotes, and what of the last one bash keeps.

    Raises:
        ValueError: a quote is open, or the line is more than words.
    """
    words: list[str] = []
    word, kept, at, is_word = "", "", 0, False
    while at < len(line):
        character = line[at]
        if character in " \t":
            words, word, kept, is_word = words + [word] * is_word, "", "", False
            at += 1
            continue
        text, at, is_bare = _piece(line, at)
        word, is_word = word + text, True
        kept = word if is_bare and text in breaks else kept
    return [*words, word], kept


def _piece(line: str, at: int) -> tuple[str, int, bool]:
    """The text of the next piece of a word, where the one after it begins, and whether nothing quotes it."""
    if line.startswith("$'", at):
        end = at + 2
        while line[end] != "'":
            end += 2 if line[end] == "\\" else 1
        return _ESCAPE.sub(_unescaped, line[at + 2 : end]), end + 1, False
    match line[at]:
        case "\\":
            return line[at + 1], at + 2, False
        case "'":
            end = line.index("'", at + 1)
            return line[at + 1 : end], end + 1, False
        case '"':
            end = at + 1
            while line[end] != '"':
                end += 2 if line[end] == "\\" else 1
            return re.sub(r"\\([$`\"\\])", r"\1", line[at + 1 : end]), end + 1, False
        case character if character in "$`;|&()<>\n":
            raise ValueError(character)
        case character:
            return character, at + 1, True


def _unescaped(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3]
    return chr(int(number, 16)) if number else _ESCAPES.get(match[4], match[0])
