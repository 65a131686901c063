"""Documents by the names that the configuration gives to roles, so that owners and grants compare."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from schemagit.document import Document
from schemagit.names import ObjectName, spellings

T = TypeVar("T")

# How what holds for a member of a role is written behind the role's name.
_MEMBERSHIP = re.compile(r"(?P<role>.*?)(?P<options>(?: with admin option| without inherit| without set)*)")
# Documents whose names begin with that of a role, and what follows it.
_BEGIN_WITH_ROLE = {"default_privileges": " ", "user_mappings": "@"}


def name_of(name: ObjectName, roles: Mapping[str, str]) -> ObjectName:
    """The name of an object, in which roles have their logical names."""
    if name.folder in {"roles", "role_settings"}:
        return name._replace(name=roles.get(name.name, name.name))
    sign = _BEGIN_WITH_ROLE.get(name.folder)
    for role, logical in roles.items() if sign else ():
        for printed in spellings(role):
            if name.name.startswith(f"{printed}{sign}"):
                rest = name.name.removeprefix(printed)
                return name._replace(name=min(spellings(logical), key=len) + rest)
    return name


def rename(objects: Mapping[ObjectName, T], roles: Mapping[str, str]) -> dict[ObjectName, T]:
    """Objects by logical name; where two have the same, one keeps its own, so that none is lost."""
    logical = {name: name_of(name, roles) for name in objects}
    found = {name: value for name, value in objects.items() if logical[name] == name}
    for name in [name for name in objects if name not in found]:
        found[name if logical[name] in found else logical[name]] = objects[name]
    return found


def document_of(document: Document, roles: Mapping[str, str]) -> Document:
    """A document, in which roles have their logical names."""
    return {key: _value(key, value, roles) for key, value in document.items()} if roles else document


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
            return [document_of(part, roles) if isinstance(part, dict) else part for part in value]
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
