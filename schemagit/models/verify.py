"""The last gate: code is written only if it is nothing but the definition of models.

Whatever a database is called and says, what passes holds names from a list, texts, numbers and the calls that
fields are made of. Everything else is refused, whether the generator or a file of the cache brought it.
"""

import ast
from collections.abc import Collection

from schemagit.errors import FailedError
from schemagit.models.pieces import defined

_BASES = frozenset({"BaseModel", "StrEnum", "Struct", "TypedDict"})
_CALLS = frozenset({"ConfigDict", "Decimal", "Field", "TypedDict", "dataclass", "field"})
_OPERATORS = {ast.BinOp, ast.BitOr, ast.UnaryOp, ast.USub}
_PARTS = {ast.Load, ast.Store, ast.Tuple, ast.List, ast.Dict, ast.Subscript, ast.Constant, ast.keyword}
_PLAIN = frozenset(_OPERATORS | _PARTS | {ast.AnnAssign, ast.Assign})


def names_used(code: str, name: str, known: Collection[str]) -> set[str]:
    """The names that the code of a class needs.

    Args:
        code: one definition.
        name: what it must define.
        known: the names that it may use, beside those of its own fields.

    Raises:
        FailedError: it is anything else than the definition of a model.
    """
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError) as error:
        raise _refused(name, str(error)) from error
    if not body or len(body) > 2 or (len(body) == 2 and not _is_text(body[1])):
        raise _refused(name, "it is not one definition")
    used: set[str] = set()
    match body[0]:
        case ast.ClassDef(name=found) if found == name:
            _check_class(body[0], name, used)
        case ast.AnnAssign() | ast.Assign() if defined(body[0]) == name:
            _check(body[0], name, used)
        case _:
            raise _refused(name, "it defines something else")
    used.discard(name)
    if unknown := used - set(known):
        raise _refused(name, f"it uses {min(unknown)}")
    return used


def _check_class(node: ast.ClassDef, name: str, used: set[str]) -> None:
    for base in node.bases:
        if not isinstance(base, ast.Name) or base.id not in _BASES:
            raise _refused(name, "it has another base")
        used.add(base.id)
    for part in (*node.decorator_list, *(keyword.value for keyword in node.keywords)):
        _check(part, name, used)
    if any(keyword.arg != "kw_only" for keyword in node.keywords):
        raise _refused(name, "its class is made in another way")
    for statement in node.body:
        _check_statement(statement, name, used)


def _check_statement(statement: ast.stmt, name: str, used: set[str]) -> None:
    match statement:
        case ast.Pass():
            return
        case ast.Expr() if _is_text(statement):
            return
        case ast.AnnAssign(target=ast.Name(), annotation=annotation, value=value):
            _check(annotation, name, used)
            if value:
                _check(value, name, used)
        case ast.Assign(targets=[ast.Name()], value=value):
            _check(value, name, used)
        case _:
            raise _refused(name, f"it holds a {type(statement).__name__}")


def _check(node: ast.AST, name: str, used: set[str]) -> None:
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            used.add(each.id)
        elif type(each) in _PLAIN:
            continue
        elif isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            if each.func.id not in _CALLS:
                raise _refused(name, f"it calls {each.func.id}")
        elif isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name):
            # The member of an enum: its class is among the names that are known.
            if each.attr.startswith("_"):
                raise _refused(name, f"it reads {each.attr}")
        else:
            raise _refused(name, f"it holds a {type(each).__name__}")


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _refused(name: str, why: str) -> FailedError:
    return FailedError(
        f"the code for {name} is not only a model: {why}", "this is a bug of schemagit: please report it"
    )
