"""Nothing that a database is called or says becomes code."""

import ast
import hashlib
import hmac
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from model_documents import column, imported, made, table

from schemagit.errors import FailedError
from schemagit.models.options import STYLES, VARIANTS, Options
from schemagit.models.texts import literal
from schemagit.models.verify import names_used, require_known
from schemagit.names import ObjectName

HARM = "__import__('pathlib').Path('HARMED').touch()"
TEXTS = [
    f'"""\n{HARM}\n"""',
    f"'''\n{HARM}\n'''",
    f'")\n{HARM}\n#',
    f"')\n{HARM}\n#",
    f'\\"""\n{HARM}\n\\',
    f"x = 1\n    {HARM}",
    f"\\\n{HARM}",
    "\\N{BULLET} \\u0041 \\x41 \\",
    f"{{{{ {HARM} }}}}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    f"{{% for x in [1] %}}{HARM}{{% endfor %}} {{# x #}} {{%- raw %}}",
    f"{{{HARM}}} {{0}} %s %(x)s ${{x}}",
    f"\r{HARM}\r",
    f"\x0c{HARM}\x0b\x1c\x85\u2028{HARM}\u2029",
    f"\u202e{HARM}\u2066",
    f"Any\n{HARM}",
    "__import__",
    "__class__",
    "Field(default_factory=exit)",
    "$ref",
    "#/$defs/Users",
    "../../etc/passwd",
    "type: ignore",
    "-*- coding: utf-7 -*-",
    "\U000e0041",
    "'",
    '"',
    "\\",
    "`",
    "#",
    "\t",
    " ",
    "é",
]
PLACES = {
    *("__future__", "dataclasses", "datetime", "decimal", "enum", "ipaddress", "msgspec", "pydantic"),
    *("psycopg.types.multirange", "psycopg.types.range", "typing", "uuid"),
}
SETTINGS = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
# What PostgreSQL may hold: anything but NUL; a lone surrogate stands for a byte that is not UTF-8.
TEXT = st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=30)


def documents(text: str) -> dict[ObjectName, dict[str, Any]]:
    """A database in which everything is called so, and says so."""
    said = {"comment": text}
    both = {"columns": [text], "referenced_columns": [text]}
    attributes = [column(text, text), column("a")]
    quoted = '"' + text.replace('"', '""') + '"'
    user = f"{quoted}.{quoted}"
    constraint = {"name": text, "expression": f"(VALUE ~ '{text}'::text)"}
    default = "'" + text.replace("'", "''") + "'"
    return table(
        text,
        column(text, "text", default=f"{default}::text", **said),
        column("by_type", text, **said),
        column("enum", f"{quoted}.enum", default=f"{default}::{user}"),
        column("enums", f"{quoted}.enum[]"),
        column("domain", f"{quoted}.domain", default=default),
        column("record", f"{quoted}.record"),
        column("range", f"{quoted}.range"),
        column("expression", "integer", default=text, generated=text),
        column("number", "numeric(5,2)", not_null=True, default=text),
        schema=text,
        constraints=[
            {"name": text, "type": "foreign key", "references": text, **both},
            {"name": text, "type": "unique", **both},
        ],
        **said,
    ) | {
        ObjectName("app", text, "enums", "enum"): {"labels": [text, "x"], **said},
        ObjectName("app", text, "enums", text): {"labels": ["", text], **said},
        ObjectName("app", text, "domains", "domain"): {"type": "text", "constraints": [constraint], **said},
        ObjectName("app", text, "composite_types", "record"): {"columns": attributes, **said},
        ObjectName("app", text, "range_types", "range"): {"subtype": text, "multirange": text, **said},
    }  # fmt: skip


@pytest.fixture(autouse=True)
def _harmless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    yield
    assert not (tmp_path / "HARMED").exists()


@pytest.mark.parametrize(
    "style",
    [style if style == "pydantic" else pytest.param(style, marks=pytest.mark.slow) for style in STYLES],
)
def test_no_text_leaves_its_quotes(style: str, tmp_path: Path) -> None:
    everything: dict[ObjectName, dict[str, Any]] = {}
    for text in TEXTS:
        everything |= documents(text)
    generated = made(everything, Options(style, VARIANTS))
    for path, content in generated.files.items():
        if not path.endswith("_psycopg.py"):
            only_models(content)
    with imported(generated, tmp_path, f"harmless_{style}") as models:
        modules = [
            getattr(models, name) for name in models.__all__ if hasattr(getattr(models, name), "TABLES")
        ]
        assert len(modules) == len(TEXTS)
        if style == "pydantic":
            fields = [field for module in modules for field in fields_of(module)]
            assert {field.alias for field in fields if field.alias} >= {
                text for text in TEXTS if "\n" in text
            }


def fields_of(module: Any) -> list[Any]:
    classes = [getattr(module, name) for name in module.TABLES]
    return [field for each in classes for field in each.model_fields.values()]


@pytest.mark.parametrize("style", STYLES)
@given(text=TEXT)
@example(text="\udc80")
@SETTINGS
def test_any_text_will_do(style: str, text: str) -> None:
    for path, content in made(documents(text), Options(style, VARIANTS)).files.items():
        assert content.encode()
        if not path.endswith("_psycopg.py"):
            only_models(content)


def only_models(content: str) -> None:
    """A module of models imports from a few places, and defines classes and names; it does nothing else."""
    tree = ast.parse(content)
    for node in tree.body:
        match node:
            case ast.ImportFrom(module=module):
                assert node.level == 1 or module in PLACES
            case ast.ClassDef(name="Digits" | "Unset") | ast.FunctionDef(name="nested"):
                continue
            case ast.ClassDef() | ast.AnnAssign() | ast.Assign():
                calls = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
                assert {each.func.id for each in calls if isinstance(each.func, ast.Name)} <= {
                    "AfterValidator", "ConfigDict", "Decimal", "Digits", "Field", "Meta", "PlainSerializer",
                    "TypedDict", "WithJsonSchema", "WrapValidator", "dataclass", "field",
                }  # fmt: skip
                assert all(isinstance(each.func, ast.Name) for each in calls)
            case ast.Expr(value=ast.Constant()):
                continue
            case _:
                pytest.fail(ast.unparse(node))


@pytest.mark.parametrize(
    "code",
    [
        "import os",
        "class A(BaseModel):\n    def f(self): ...",
        "class A(BaseModel):\n    x: int = open('x')",
        "class A(BaseModel):\n    x: (lambda: 1)()",
        "class A(BaseModel):\n    x: int = Field(default_factory=exit)",
        "class A(BaseModel):\n    print(1)",
        "class A(BaseModel):\n    x = Field(...).__class__",
        "class A(BaseModel):\n    x: 'int' = str.__class__",
        "class A(BaseModel):\n    x: int = [y for y in z]",
        "class A(BaseModel):\n    x: int = f'{1}'",
        "class A(BaseModel):\n    x: 'exit()'",
        "class A(BaseModel):\n    x: list['exit()']",
        "class A(BaseModel):\n    x: int | 'exit()'",
        "class A(BaseModel):\n    x: Annotated['exit()', 1]",
        "A: TypeAlias = dict[str, 'exit()']",
        "A = TypedDict('A', {'x': 'exit()'})",
        "class A(BaseModel):\n    x: int = 2**99**99",
        "class A(BaseModel):\n    x: int = Field(**{**Any})",
        "class A(metaclass=Any): pass",
        "class A(exit): pass",
        "@exit\nclass A: pass",
        "class A(BaseModel): pass\nexit()",
        "class B(BaseModel): pass",
        "A = exit()",
        "A, B = 1, 2",
        "A.b = 1",
        "class A(BaseModel):\n    a.b: int",
        "x",
        "",
        "class",
        "\0",
    ],
)
def test_what_is_not_only_a_model_is_refused(code: str) -> None:
    known = {"Annotated", "Any", "BaseModel", "Field", "TypeAlias", "TypedDict", "dict", "int", "list", "str"}
    with pytest.raises(FailedError, match="not only a model"):
        require_known("A", names_used(code, "A"), known)


@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_cache_that_somebody_else_wrote_to_brings_in_nothing(tmp_path: Path, *, is_sealed: bool) -> None:
    """Not even where it was sealed, with the secret of somebody else."""
    text = table("users", column("id"))
    expected = made(text).files
    for file in (tmp_path / "cache").rglob("??/*"):
        if file.is_file():
            entry = f"BaseModel Int4\nclass Users(BaseModel):\n    id: int = {HARM}"
            key = f"{file.parent.name}{file.name}"
            digest = hashlib.sha256(entry.encode()).hexdigest()
            seal = hmac.digest(bytes(32), f"{key}\n{entry}".encode(), "sha256").hex() if is_sealed else digest
            file.write_text(f"{seal}\n{entry}", "utf-8")
    assert made(text).files == expected


def test_the_secret_of_the_cache_is_of_its_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made(table("users", column("id")))
    seal = tmp_path / "state/schemagit/seal"
    assert (seal.stat().st_mode & 0o777, seal.stat().st_size) == (0o600, 32)


def test_a_byte_that_is_no_text_comes_back_as_it_was(tmp_path: Path) -> None:
    """In all styles but pydantic, whose core takes no such text."""
    with imported(made(documents("\udc80"), Options("dataclass")), tmp_path, "bytes_of") as models:
        labels = {
            member.value
            for name in models.__all__
            if name.endswith("Enum")
            for member in getattr(models, name)
        }
        assert "\udc80" in labels


def test_literals_say_what_nobody_sees() -> None:
    for text in ("\u202e", "\U000e0041", "\udc80", "\x00", "\\\u202e"):
        assert ast.literal_eval(literal(text)) == text
        assert literal(text).isascii()
