"""`_types.py` of a database: what its types are called in Python, for all of its schemas."""

import re
from collections.abc import Iterator, Mapping, Sequence

from schemagit.models.imports import Imports
from schemagit.models.scalars import ANY, Alias
from schemagit.models.texts import literal
from schemagit.models.types import Definition, Types

_DIGITS = '''
class Digits(NamedTuple):
    """So many digits, of them so many behind the point; NaN has none, and PostgreSQL takes it too."""

    digits: int
    places: int

    def __call__(self, value: Decimal) -> Decimal:
        if value.is_nan():
            return value
        _, digits, exponent = value.as_tuple()
        if not isinstance(exponent, int):
            raise ValueError("must be finite")
        text = "".join(map(str, digits)).lstrip("0")
        places = len(text) - len(text.rstrip("0"))
        exponent, text = exponent + places, text.rstrip("0")
        if text and (-exponent > self.places or len(text) + exponent > self.digits - self.places):
            raise ValueError(f"must fit numeric({self.digits},{self.places})")
        return value
'''
_NESTED = '''
def nested(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """An element of an array; PostgreSQL does not say how many dimensions an array has."""
    try:
        return handler(value)
    except ValueError:
        if not isinstance(value, list):
            raise
    return [nested(each, handler) for each in value]
'''
_UNSET_OF_DATACLASSES = '''
class Unset(Enum):
    """What a field holds that nobody gave a value: not even NULL."""

    UNSET = "unset"


UNSET: Final = Unset.UNSET
'''
_UNSET_OF_PYDANTIC = """
# The default of what nobody gave: `model_dump(exclude_unset=True)` leaves it out.
UNSET: Any = None
"""


def type_module(
    types: Types, classes: Mapping[str, str], style: str, imports: Imports, *, with_unset: bool
) -> str:
    """The definitions in an order in which each stands behind those that it needs.

    Args:
        types: what is to be defined.
        classes: the code of enums and composite types by their name.
        style: one of STYLES.
        imports: takes up what the definitions need.
        with_unset: whether there are classes with fields that may be left out.
    """
    # What needs nothing comes first, by name; the others are in a working order already.
    simple = [each for each in types.definitions.values() if _is_simple(each)]
    others = [each for each in types.definitions.values() if not _is_simple(each)]
    definitions = [*sorted(simple), *others]
    lines = [_definition(each, classes, style) for each in definitions]
    body = "\n".join(filter(None, lines))
    helpers = _helpers(body, style, with_unset=with_unset)
    registered = list(_registered(definitions, types, style))
    ending = "\nREGISTERED: Final[tuple[tuple[str, str, str, Any], ...]] = (\n"
    ending += "".join(f"    {each},\n" for each in registered) + ")"
    text = "\n".join([*helpers, body, ending])
    imports.of_code(text)
    return text


def _is_simple(definition: Definition) -> bool:
    is_builtin = definition.alias is not None and definition.key is None
    return is_builtin and not definition.name.endswith("Array")


def _helpers(body: str, style: str, *, with_unset: bool) -> Iterator[str]:
    if style == "pydantic":
        if "Digits(" in body:
            yield _DIGITS
        if "nested)" in body:
            yield _NESTED
    if with_unset and style in ("pydantic", "dataclass"):
        yield _UNSET_OF_PYDANTIC if style == "pydantic" else _UNSET_OF_DATACLASSES


def _definition(definition: Definition, classes: Mapping[str, str], style: str) -> str:
    if definition.alias is None:
        return f"\n{classes[definition.name]}\n"
    return f"{definition.name}: TypeAlias = {expression(definition.alias, style)}"


def expression(alias: Alias, style: str) -> str:
    """What an alias stands for, as code."""
    match style:
        case "pydantic":
            return _pydantic(alias)
        case "msgspec":
            return _msgspec(alias)
    return _plain(alias.base)


def _plain(base: str) -> str:
    return {"NaiveDatetime": "datetime", "AwareDatetime": "datetime"}.get(base, base)


def _pydantic(alias: Alias) -> str:
    limits = dict(alias.limits)
    if alias.base == "Decimal":
        parts = ["Decimal", "Field(allow_inf_nan=True)"]
        if "max_digits" in limits:
            parts.append(f"AfterValidator(Digits({limits['max_digits']}, {limits['decimal_places']}))")
        return f"Annotated[{', '.join(parts)}]"
    if alias.base.startswith("list[") and alias.name.endswith("Array"):
        element = alias.base.removeprefix("list[").removesuffix("]")
        return f"list[Annotated[{element}, WrapValidator(nested)]]"
    if re.match(r"(Multir|R)ange\[", alias.base):
        # Ranges are of psycopg; what is said of JSON lets web frameworks describe and answer them.
        shown = "PlainSerializer(str, when_used='json-unless-none')"
        return f"Annotated[{alias.base}, WithJsonSchema({{'type': 'string'}}), {shown}]"
    return f"Annotated[{alias.base}, Field({_keywords(limits)})]" if limits else alias.base


def _msgspec(alias: Alias) -> str:
    base = _plain(alias.base)
    if base.startswith("IPv4"):
        # A union of msgspec takes only one type that it does not know itself.
        return ANY.name
    limits: dict[str, object] = dict(alias.limits) if base != "Decimal" else {}
    if alias.base.endswith("Datetime"):
        limits["tz"] = alias.base == "AwareDatetime"
    return f"Annotated[{base}, Meta({_keywords(limits)})]" if limits else base


def _keywords(limits: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={literal(value)}" for name, value in limits.items())


_KINDS = {"enums": "enum", "composite_types": "composite", "domains": "base", "range_types": "range"}


def _registered(definitions: Sequence[Definition], types: Types, style: str) -> Iterator[str]:
    """What psycopg has to learn of a connection's types: kind, schema, name, and the class or None."""
    for definition in definitions:
        if definition.key and (found := types.of_user(definition.key)):
            is_class = definition.alias is None
            is_known = is_class and not (style == "typeddict" and found.name.folder == "enums")
            yield _entry(_KINDS[found.name.folder], definition.key, definition.name if is_known else "None")
            if multirange := types.multirange_of(definition.key):
                yield _entry("multirange", multirange, "None")
    for key in sorted(types.of_extensions):
        yield _entry({"hstore": "hstore", "vector": "vector"}.get(key[1], "base"), key, "None")


def _entry(kind: str, key: tuple[str, str], name: str) -> str:
    return f"({literal(kind)}, {literal(key[0])}, {literal(key[1])}, {name})"
