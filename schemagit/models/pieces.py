"""What the generator wrote, taken apart into classes, completed, and checked to be nothing but models."""

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from schemagit.errors import FailedError
from schemagit.models.schema import CODE, REFERENCE, Class
from schemagit.models.texts import literal, safe

Statement: TypeAlias = ast.ClassDef | ast.AnnAssign | ast.Assign


_LEAVES = frozenset({ast.Name, ast.Constant})
_NOTHING = frozenset({ast.Load, ast.Store, ast.BitOr})


class Edit(NamedTuple):
    """A piece of the text to be replaced; from and to are line and byte, as in syntax trees."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def split(text: str, classes: Iterable[Class], style: str) -> dict[str, str]:
    """The code of each class by its name.

    Raises:
        FailedError: the generator named a class otherwise, or left one out.
    """
    wanted = {each.name: each for each in classes}
    text = safe(text)
    tree = ast.parse(text)
    lines = text.encode().split(b"\n")
    found: dict[str, str] = {}
    for place, node in enumerate(tree.body):
        name = defined(node)
        if isinstance(node, Statement) and name in wanted:
            edits = [*_substitutes(node), *_metadata(node, wanted[name], style)]
            last = _docstring_behind(tree.body, place) or node
            found[name] = _cut(lines, node, last, edits)
    if missing := wanted.keys() - found.keys():
        raise FailedError(f"datamodel-code-generator made no class {min(missing)}")
    return found


def defined(node: ast.stmt) -> str:
    """The name that a statement defines; "" where it defines none."""
    match node:
        case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return ""


def _docstring_behind(body: list[ast.stmt], place: int) -> ast.stmt | None:
    following = body[place + 1] if place + 1 < len(body) else None
    if isinstance(body[place], ast.ClassDef) or not isinstance(following, ast.Expr):
        return None
    return following


def _cut(lines: list[bytes], first: Statement, last: ast.stmt, edits: list[Edit]) -> str:
    """The lines of a statement with its edits done, from the last to the first."""
    decorators = first.decorator_list if isinstance(first, ast.ClassDef) else []
    start = min([first.lineno, *(node.lineno for node in decorators)])
    kept = lines[start - 1 : last.end_lineno]
    for edit in sorted(edits, reverse=True):
        top, bottom = edit.start[0] - start, edit.end[0] - start
        joined = kept[top][: edit.start[1]] + edit.text.encode() + kept[bottom][edit.end[1] :]
        kept[top : bottom + 1] = [joined]
    return b"\n".join(kept).decode()


def _substitutes(node: Statement) -> Iterator[Edit]:
    """What stands in for something that JSON Schema cannot say.

    For a default that is code, a text that begins with CODE; for a type, its name behind a sign that keeps it
    apart from all other names.
    """
    for each in _walk(node):
        if type(each) is ast.Constant:
            if isinstance(each.value, str) and each.value.startswith(CODE):
                yield Edit(_start(each), _end(each), each.value.removeprefix(CODE))
        elif type(each) is ast.Name and each.id.startswith(REFERENCE):
            yield Edit(_start(each), _end(each), each.id.removeprefix(REFERENCE))


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """What `ast.walk` gives but for what holds nothing, which it takes most of its time for."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        for field in () if type(each) in _LEAVES else each._fields:
            found = getattr(each, field, None)
            parts = found if isinstance(found, list) else (found,)
            waiting += [part for part in parts if isinstance(part, ast.AST) and type(part) not in _NOTHING]


def _metadata(node: Statement, made: Class, style: str) -> Iterator[Edit]:
    """The generator can tell only pydantic more about a field; the other styles get it by Annotated."""
    if style == "pydantic":
        return
    by_name = {field.column if style == "typeddict" else field.name: field.metadata for field in made.fields}
    for name, annotation in _annotations(node):
        if metadata := by_name.get(name):
            yield Edit(_start(annotation), _start(annotation), "Annotated[")
            yield Edit(_end(annotation), _end(annotation), f", {literal(metadata)}]")


def _annotations(node: Statement) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.ClassDef():
            for each in node.body:
                if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
                    yield each.target.id, each.annotation
        case ast.Assign(value=ast.Call(args=[_, ast.Dict(keys=keys, values=values)])):
            for key, value in zip(keys, values, strict=True):
                if isinstance(key, ast.Constant):
                    yield str(key.value), value


def _start(node: ast.expr) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _end(node: ast.expr) -> tuple[int, int]:
    return node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
