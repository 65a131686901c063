"""Access control lists of the catalogs -> the grants of a document.

https://www.postgresql.org/docs/current/ddl-priv.html
"""

import re
from collections.abc import Iterable
from typing import Any

PRIVILEGES = {
    "r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE", "D": "TRUNCATE", "x": "REFERENCES",
    "t": "TRIGGER", "m": "MAINTAIN", "X": "EXECUTE", "U": "USAGE", "C": "CREATE", "T": "TEMPORARY",
    "c": "CONNECT", "s": "SET", "A": "ALTER SYSTEM",
}  # fmt: skip
PUBLIC = "PUBLIC"

# grantee=privileges/grantor: a role's name is quoted where it is more than letters, digits and "_".
_ITEM = re.compile(r'(?P<role>"(?:[^"]|"")*"|[^="]*)=(?P<letters>[A-Za-z*]*)/')


def grants(items: Iterable[str], owner: str, every: str, public: str) -> list[dict[str, Any]]:
    """What was granted beyond, or revoked from, what every such object has by default.

    Args:
        items: the access control list, each item as `aclitem` prints it.
        owner: the owner, who has everything by default; "" for a column, which gives nobody anything.
        every: the letters of all privileges that such an object has.
        public: the letters that PUBLIC has by default.

    Returns:
        One mapping per role that differs from its default, sorted: `role` (`PUBLIC` for everybody),
        `privileges` (sorted, `["ALL"]` for all of them; empty: revoked) and, where there are any,
        `grantable`. Grantors are left out: they say how a right was given, not who has it.
    """
    defaults = {role: set(every) for role in [_role(owner)] if role}
    if public:
        defaults[PUBLIC] = set(public)
    held: dict[str, set[str]] = {role: set() for role in defaults}
    for item in items:
        match = _ITEM.match(item)
        if match is None:
            raise ValueError(f"no access control item: {item!r}")
        role = match["role"]
        name = _role(role[1:-1].replace('""', '"') if role.startswith('"') else role) if role else PUBLIC
        held.setdefault(name, set()).update(re.findall(r"[A-Za-z]\*?", match["letters"]))
    return [
        _grant(role, letters, every)
        for role, letters in sorted(held.items())
        if _words(letters, every) != _words(defaults.get(role, set()), every)
    ]


def _role(name: str) -> str:
    """The name, in quotes where a role is called as everybody is."""
    return f'"{name}"' if name.strip('"') == PUBLIC else name


def _grant(role: str, letters: set[str], every: str) -> dict[str, Any]:
    grant: dict[str, Any] = {"role": role, "privileges": _words({letter[0] for letter in letters}, every)}
    if grantable := _words({letter[0] for letter in letters if letter.endswith("*")}, every):
        grant["grantable"] = grantable
    return grant


def _words(letters: set[str], every: str) -> list[str]:
    # MAINTAIN came with PostgreSQL 17; what was granted in full before has all but that.
    if letters and letters >= set(every) - {"m"}:
        return ["ALL"]
    return sorted(PRIVILEGES.get(letter[0], letter) + letter[1:] for letter in letters)
