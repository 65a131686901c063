"""Documents by the names that the configuration gives to roles and schemas, so that they compare."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from schemagit.document import Document
from schemagit.names import SIGNATURES, ObjectName, quote, spellings
from schemagit.respelling import Respelling

T = TypeVar("T")

# How what holds for a member of a role is written behind the role's name.
_MEMBERSHIP = re.compile(r"(?P<role>.*?)(?P<options>(?: with admin option| without inherit| without set)*)")
# Documents whose names begin with that of a role, and what follows it.
_BEGIN_WITH_ROLE = {"default_privileges": " ", "user_mappings": "@"}


# What only people read, and so names no schema.
_PROSE = frozenset({"comment", "owner", "role", "grants", "roles"})


class Names:
    """What roles and schemas of one side are called when it is compared.

    Args:
        roles, schemas: the logical name by the one that the databases have.
    """

    def __init__(
        self,
        roles: Mapping[str, str] = MappingProxyType({}),
        schemas: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.roles = roles
        self.schemas = schemas

    def __bool__(self) -> bool:
        return bool(self.roles or self.schemas)

    @cached_property
    def bare(self) -> Respelling:
        """Writes the logical names of schemas for their own."""
        return Respelling(dict(self._printed("")))

    @cached_property
    def prefixes(self) -> Respelling:
        """Writes the logical names of schemas before what is in them."""
        return Respelling(dict(self._printed(".")))

    def _printed(self, end: str) -> Iterator[tuple[str, str]]:
        for schema, logical in self.schemas.items():
            for printed in spellings(schema):
                yield f"{printed}{end}", f"{quote(logical)}{end}"


# Everything is called as it is.
AS_IT_IS = Names()


def name_of(name: ObjectName, names: Names) -> ObjectName:
    """The name of an object, in which roles and schemas have their logical names."""
    if names.schemas:
        own = names.prefixes.text(name.name) if name.folder in SIGNATURES else name.name
        name = name._replace(schema=names.schemas.get(name.schema, name.schema), name=own)
        name = name._replace(name=_in_schema(name, names.schemas))
    if name.folder in {"roles", "role_settings"}:
        return name._replace(name=names.roles.get(name.name, name.name))
    sign = _BEGIN_WITH_ROLE.get(name.folder)
    for role, logical in names.roles.items() if sign else ():
        for printed in spellings(role):
            if name.name.startswith(f"{printed}{sign}"):
                rest = name.name.removeprefix(printed)
                return name._replace(name=min(spellings(logical), key=len) + rest)
    return name


def _in_schema(name: ObjectName, schemas: Mapping[str, str]) -> str:
    """Default privileges name the schema that they are for at their end."""
    for schema, logical in schemas.items() if name.folder == "default_privileges" else ():
        for printed in spellings(schema):
            if name.name.endswith(f" in {printed}"):
                return name.name.removesuffix(printed) + quote(logical)
    return name.name


def rename(objects: Mapping[ObjectName, T], names: Names) -> dict[ObjectName, T]:
    """Objects by logical name; where two have the same, one keeps its own, so that none is lost."""
    logical = {name: name_of(name, names) for name in objects}
    found = {name: value for name, value in objects.items() if logical[name] == name}
    for name in [name for name in objects if name not in found]:
        found[name if logical[name] in found else logical[name]] = objects[name]
    return found


def document_of(document: Document, names: Names) -> Document:
    """A document, in which roles and schemas have their logical names."""
    if names.schemas:
        document = {key: _in_schemas(key, value, names) for key, value in document.items()}
    return _with_roles(document, names.roles) if names.roles else document


def _in_schemas(key: str, value: Any, names: Names) -> Any:
    match key, value:
        case ("in_schema", str()):
            return names.schemas.get(value, value)
        case ("settings", list()):
            return [names.bare.text(text) if text.startswith("search_path=") else text for text in value]
        case ("schemas", list()):
            # A publication's: they have nothing but their name.
            return [part | {"name": names.schemas.get(part["name"], part["name"])} for part in value]
    return value if key in _PROSE else names.prefixes.value(value)


def _with_roles(document: Document, roles: Mapping[str, str]) -> Document:
    return {key: _value(key, value, roles) for key, value in document.items()}


def _value(key: str, value: Any, roles: Mapping[str, str]) -> Any:
    match key, value:
        case ("owner" | "role", str()):
            return roles.get(value, value)
        case "grants", list() if all(map(_is_grant, value)):
            return _grants(value, roles)
        case "roles", list():
            return sorted({roles.get(role, role) for role in value})
        case "member_of", list():
            return sorted(_membership(member, roles) for member in value)
        case (("policies" | "columns"), list()):
            return [_with_roles(part, roles) if isinstance(part, dict) else part for part in value]
    return value


def _is_grant(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("role"), str) and "privileges" in value


def _membership(member: str, roles: Mapping[str, str]) -> str:
    match = _MEMBERSHIP.fullmatch(member)
    return roles.get(match["role"], match["role"]) + match["options"] if match else member


def _grants(grants: list[Any], roles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Grants by logical role: of several roles that are one, the privileges together."""
    found: dict[str, dict[str, Any]] = {}
    for grant in grants:
        role = roles.get(grant["role"], grant["role"])
        found[role] = _both(found[role], grant) if role in found else {**grant, "role": role}
    return [found[role] for role in sorted(found)]


def _both(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(first)
    for key in ("privileges", "grantable"):
        if privileges := {*first.get(key, ()), *second.get(key, ())}:
            both[key] = ["ALL"] if "ALL" in privileges else sorted(privileges)
    return both
