"""What the access control lists of the catalogs say beyond the default."""

from typing import Any

import pytest
from fix_db import Execute, MakeDatabase
from psycopg import sql

from schemagit.acl import grants

TABLE = "arwdDxtm"


def of_table(*items: str, owner: str = "app") -> list[dict[str, Any]]:
    return grants(items, owner, TABLE, "")


def of_function(*items: str) -> list[dict[str, Any]]:
    return grants(items, "app", "X", "X")


def test_the_default_is_nothing() -> None:
    assert of_table("app=arwdDxtm/app") == []
    assert of_function("=X/app", "app=X/app") == []
    assert grants([], "", "arwx", "") == []


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("r", {"privileges": ["SELECT"]}),
        ("war", {"privileges": ["INSERT", "SELECT", "UPDATE"]}),
        ("r*w", {"privileges": ["SELECT", "UPDATE"], "grantable": ["SELECT"]}),
        ("r*w*", {"privileges": ["SELECT", "UPDATE"], "grantable": ["SELECT", "UPDATE"]}),
        ("m", {"privileges": ["MAINTAIN"]}),
        ("rm", {"privileges": ["MAINTAIN", "SELECT"]}),
        ("arwdDxtm", {"privileges": ["ALL"]}),
        ("arwdDxt", {"privileges": ["ALL"]}),
        ("arwdDx", {"privileges": ["DELETE", "INSERT", "REFERENCES", "SELECT", "TRUNCATE", "UPDATE"]}),
        ("a*r*w*d*D*x*t*m*", {"privileges": ["ALL"], "grantable": ["ALL"]}),
        ("a*r*w*d*D*x*t*", {"privileges": ["ALL"], "grantable": ["ALL"]}),
        ("arwdDxt*m", {"privileges": ["ALL"], "grantable": ["TRIGGER"]}),
        ("rZ", {"privileges": ["SELECT", "Z"]}),
    ],
)
def test_privileges_in_words(letters: str, words: dict[str, Any]) -> None:
    assert of_table("app=arwdDxtm/app", f"reader={letters}/app") == [{"role": "reader", **words}]


def test_all_is_what_such_an_object_has() -> None:
    assert grants(["b=C/a"], "a", "UC", "") == [
        {"role": "a", "privileges": []},
        {"role": "b", "privileges": ["CREATE"]},
    ]
    assert grants(["a=UC/a", "b=UC/a"], "a", "UC", "") == [{"role": "b", "privileges": ["ALL"]}]
    assert grants(["a=rU/a", "b=U/a"], "a", "rwU", "") == [
        {"role": "a", "privileges": ["SELECT", "USAGE"]},
        {"role": "b", "privileges": ["USAGE"]},
    ]


def test_what_was_revoked_is_said() -> None:
    assert of_table() == [{"role": "app", "privileges": []}]
    assert of_table("app=r/app") == [{"role": "app", "privileges": ["SELECT"]}]
    assert of_function("app=X/app") == [{"role": "PUBLIC", "privileges": []}]
    assert of_function() == [{"role": "PUBLIC", "privileges": []}, {"role": "app", "privileges": []}]
    assert grants(["=T/app", "app=CTc/app"], "app", "CTc", "Tc") == [
        {"role": "PUBLIC", "privileges": ["TEMPORARY"]}
    ]


def test_what_an_owner_may_pass_on() -> None:
    assert of_table("app=a*r*w*d*D*x*t*m*/app") == [
        {"role": "app", "privileges": ["ALL"], "grantable": ["ALL"]}
    ]


def test_grants_of_several_grantors_are_one() -> None:
    assert of_table("app=arwdDxtm/app", "reader=r/app", "reader=w*/other", "reader=r*/other") == [
        {"role": "reader", "privileges": ["SELECT", "UPDATE"], "grantable": ["SELECT", "UPDATE"]}
    ]


def test_the_order_of_granting_has_no_meaning() -> None:
    items = ["app=arwdDxtm/app", "z=r/app", "=r/app", '"A b"=w/app']
    assert of_table(*items) == of_table(*reversed(items))
    assert [grant["role"] for grant in of_table(*items)] == ["A b", "PUBLIC", "z"]


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("", "PUBLIC"),
        ("PUBLIC", '"PUBLIC"'),
        ('"PUBLIC"', '"PUBLIC"'),
        ('"""PUBLIC"""', '""PUBLIC""'),
        ('"a=b/c"', "a=b/c"),
        ('"say ""hi"""', 'say "hi"'),
        ('"two\nlines"', "two\nlines"),
        ("Üser", "Üser"),
        ('"Üser"', "Üser"),
        ("group", "group"),
    ],
)
def test_names_of_roles(printed: str, role: str) -> None:
    assert of_table("app=arwdDxtm/app", f"{printed}=r/app") == [{"role": role, "privileges": ["SELECT"]}]


@pytest.mark.parametrize("owner", ["PUBLIC", 'a"b', "a=b", "Üser"])
def test_names_of_owners(owner: str) -> None:
    printed = '"' + owner.replace('"', '""') + '"'
    assert of_table(f"{printed}=arwdDxtm/{printed}", owner=owner) == []


@pytest.mark.parametrize("item", ["", "app", "app=r", "app=?/app", '"app=r/app', 'a"b=r/app'])
def test_what_is_no_item(item: str) -> None:
    with pytest.raises(ValueError, match=r"^no access control item: "):
        of_table(item)


ROLES = [
    "PUBLIC",
    '"PUBLIC"',
    "Order items",
    'say "hi"',
    "a=b/c",
    "{a,b}",
    "back\\slash",
    "Üser",
    "null",
    "two\nlines",
]


def test_the_server_prints_roles_as_expected(make_database: MakeDatabase, execute: Execute) -> None:
    conninfo = make_database("create table t ()")
    roles = [sql.Identifier(role) for role in ROLES]
    try:
        for role in roles:
            script = sql.SQL("create role {0}; grant select on t to {0} with grant option").format(role)
            execute(conninfo, script.as_string())
        [(items,)] = execute(conninfo, "select relacl::text[] from pg_class where relname = 't'")
    finally:
        for role in roles:
            execute(conninfo, sql.SQL("drop owned by {0}; drop role if exists {0}").format(role).as_string())
    found = grants(items, "postgres", TABLE, "")
    assert [grant["role"] for grant in found] == sorted(
        {"PUBLIC": '"PUBLIC"', '"PUBLIC"': '""PUBLIC""'}.get(role, role) for role in ROLES
    )
    assert all(grant["grantable"] == grant["privileges"] == ["SELECT"] for grant in found)
