"""Names that Python and every style of models can take, made from names that a database may have.

A safe name depends on as little else as can be: adding a table or a column does not rename others.
"""

import hashlib
import keyword
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from schemagit.models import reserved

# Pydantic warns of fields that begin so.
_PROTECTED = ("model_dump", "model_validate")
_PARAMETRIZED = re.compile(r"(Varchar|Char|Bit|Varbit|Numeric)[0-9]+|.*Array")
_WORD = re.compile(r"[^\W_]+")


def pascal_case(name: str) -> str:
    """`user_accounts` -> `UserAccounts`; what was in upper case stays so."""
    words = [word[0].upper() + word[1:] for word in _WORD.findall(_plain(name))]
    text = "".join(words)
    if not text:
        return f"T{_digest(name)}"
    return text if text[0].isalpha() else f"T{text}"


@lru_cache(maxsize=4096)
def field_name(name: str) -> str:
    """A column's name as an identifier, with as little changed as can be."""
    text = re.sub(r"\W+", "_", _plain(name))
    if not text.strip("_"):
        return f"f_{_digest(name)}"
    if text[0] == "_":
        return f"f{text}"
    if _is_taken(text, reserved.FIELDS) or is_reserved(text):
        return f"{text}_"
    return text if text[0].isalpha() and not text.startswith(_PROTECTED) else f"f_{text}"


def class_name(name: str) -> str:
    text = pascal_case(name)
    return f"{text}Record" if is_reserved(text) else text


def is_reserved(text: str) -> bool:
    """Whether a module of models has another use for the name of a class."""
    return _is_taken(text, reserved.CLASSES) or bool(_PARAMETRIZED.fullmatch(text))


def member_names(labels: Iterable[str]) -> dict[str, str]:
    """The names of an enum's members by its labels."""
    return assign(labels, _member)


def _member(label: str) -> str:
    if not label:
        return "empty"
    text = re.sub(r"\W+", "_", _plain(label))
    if not text.strip("_"):
        return f"m_{_digest(label)}"
    if not text[0].isalpha():
        text = f"m_{text.lstrip('_')}"
    return f"{text}_" if _is_taken(text, reserved.MEMBERS) else text


def module_name(name: str) -> str:
    """A file of that name is the same on every system, whether it tells upper from lower case or not."""
    text = field_name(name).lower()
    return f"{text}_" if _is_taken(text, reserved.MODULES) else text


def assign(
    names: Iterable[str], make: Callable[[str], str], taken: Collection[str] = (), joint: str = "_"
) -> dict[str, str]:
    """A safe name of its own for each name.

    Those that are safe already keep theirs; of others that become the same, each has a hash of its own name.
    """
    wanted = {name: make(name) for name in sorted(set(names))}
    if all(name == safe for name, safe in wanted.items()) and wanted.keys().isdisjoint(taken):
        return wanted
    used = set(taken)
    result = {name: safe for name, safe in wanted.items() if name == safe and safe not in used}
    used |= set(result)
    counts: dict[str, int] = {}
    for name, safe in wanted.items():
        counts[safe] = counts.get(safe, 0) + (name not in result)
    for name, safe in wanted.items():
        if name not in result:
            is_free = counts[safe] == 1 and safe not in used
            result[name] = safe if is_free else f"{safe}{joint}{_digest(name)}"
    return result


def _is_taken(text: str, words: Collection[str]) -> bool:
    return text in words or keyword.iskeyword(text)


def _plain(name: str) -> str:
    """ASCII alone: what counts as a letter, and which letters are the same, differs between Pythons."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:6]
