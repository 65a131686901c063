"""What a module of models imports."""

import ast
from collections.abc import Collection, Iterable

# Where each name comes from that models may use; a name of no other place ever gets into a module.
_PLACES = {
    "dataclasses": ["dataclass"],
    "datetime": ["date", "datetime", "time", "timedelta"],
    "decimal": ["Decimal"],
    "enum": ["Enum", "StrEnum"],
    "ipaddress": [f"IPv{n}{kind}" for n in (4, 6) for kind in ("Address", "Interface", "Network")],
    "typing": ["Annotated", "Any", "Final", "Literal", "NamedTuple", "NotRequired", "TypeAlias", "TypedDict"],
    "uuid": ["UUID"],
    "psycopg.types.range": ["Range"],
    "psycopg.types.multirange": ["Multirange"],
    "msgspec": ["Meta", "Struct", "UNSET", "UnsetType", "field"],
    "pydantic": [
        *("AfterValidator", "AwareDatetime", "BaseModel", "ConfigDict", "Field", "NaiveDatetime"),
        *("PlainSerializer", "ValidatorFunctionWrapHandler", "WithJsonSchema", "WrapValidator"),
    ],
}
_ORIGINS = {name: place for place, names in _PLACES.items() for name in names}
BUILTINS = frozenset({"bool", "bytes", "dict", "float", "int", "list", "str", "tuple"})


class Imports:
    """The imports of one module.

    Args:
        local: the names that the module takes from `_types.py` when it uses them.
    """

    def __init__(self, local: Collection[str] = ()) -> None:
        self._local = frozenset(local)
        # All names that code of the module may use.
        self.known = BUILTINS | _ORIGINS.keys() | self._local
        self._used: set[str] = set()

    def add(self, names: Iterable[str]) -> None:
        self._used |= set(names)

    def of_code(self, text: str) -> None:
        """Take up the names that a module uses and does not define."""
        tree = ast.parse(text)
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        defined = {node.name for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
        self.add({node.id for node in names} - stored - defined)

    def lines(self) -> list[str]:
        """The import statements, sorted: of Python, of others, of the package."""
        by_place: dict[str, list[str]] = {}
        for name in sorted(self._used - BUILTINS):
            place = "._types" if name in self._local else _ORIGINS.get(name)
            if place:
                by_place.setdefault(place, []).append(name)
        return [_statement(place, by_place[place]) for place in sorted(by_place, key=_group)]


def _group(place: str) -> tuple[int, str]:
    outside = ("psycopg", "msgspec", "pydantic")
    return (2 if place.startswith(".") else int(place.startswith(outside))), place


def _statement(place: str, names: list[str]) -> str:
    line = f"from {place} import {', '.join(names)}"
    if len(line) <= 110:
        return line
    return f"from {place} import (\n" + "".join(f"    {name},\n" for name in names) + ")"
