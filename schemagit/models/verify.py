"""The last gate: code is written only if it is nothing but the definition of models.

Whatever a database is called and says, what passes holds names from a list, texts, numbers and the calls that
fields are made of. Everything else is refused, whatever the generator was led to write.
"""

import ast
from collections.abc import Collection

from schemagit.errors import FailedError
from schemagit.models.pieces import defined

_BASES = frozenset({"BaseModel", "StrEnum", "Struct", "TypedDict"})
_CALLS = frozenset({"ConfigDict", "Decimal", "Field", "TypedDict", "dataclass", "field"})
_OPERATORS = frozenset({ast.BitOr, ast.USub})
# What may stand in a field, and where there is more inside of it.
_CHILDREN: dict[type[ast.AST], tuple[str, ...]] = {
    ast.AnnAssign: ("target", "annotation", "value"),
    ast.Assign: ("targets", "value"),
    ast.Attribute: ("value",),
    ast.BinOp: ("left", "right"),
    ast.Call: ("func", "args", "keywords"),
    ast.Dict: ("keys", "values"),
    ast.List: ("elts",),
    ast.Subscript: ("value", "slice"),
    ast.Tuple: ("elts",),
    ast.UnaryOp: ("operand",),
    ast.keyword: ("value",),
}


def names_used(code: str, name: str) -> frozenset[str]:
    """The names that the code of a class needs, beside those of its own fields.

    Args:
        code: one definition.
        name: what it must define.

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
    return frozenset(used - {name})


def require_known(name: str, names: Collection[str], known: Collection[str]) -> None:
    """Refuse the code of a class that needs other names than those that its module may use.

    Raises:
        FailedError: there is such a name.
    """
    if unknown := set(names).difference(known):
        raise _refused(name, f"it uses {min(unknown)}")


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
            _check_one(statement, name)
            _check(annotation, name, used)
            if value:
                _check(value, name, used)
        case ast.Assign(targets=[ast.Name()], value=value):
            _check(value, name, used)
        case _:
            raise _refused(name, f"it holds a {type(statement).__name__}")


def _check(node: ast.AST, name: str, used: set[str]) -> None:
    """Look at a node and all below it; a loop, for `ast.walk` takes three times as long."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        kind = type(each)
        if kind is ast.Name:
            used.add(each.id)  # type: ignore[attr-defined] # mypy does not narrow by the exact type
        elif kind is not ast.Constant:
            if kind not in _CHILDREN:
                raise _refused(name, f"it holds a {kind.__name__}")
            _check_one(each, name)
            for attribute in _CHILDREN[kind]:
                found = getattr(each, attribute)
                waiting.extend(found if isinstance(found, list) else [found] if found else [])


def _check_one(node: ast.AST, name: str) -> None:
    """What a node must be beyond its kind."""
    if any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in _types(node)):
        raise _refused(name, "it gives a type as a text, which would be run")
    match node:
        case ast.BinOp(op=operator) | ast.UnaryOp(op=operator) if type(operator) not in _OPERATORS:
            raise _refused(name, f"it holds a {type(operator).__name__}")
        case ast.Call(func=ast.Name(id=called)) if called not in _CALLS:
            raise _refused(name, f"it calls {called}")
        case ast.Call(func=function) if not isinstance(function, ast.Name):
            raise _refused(name, "it calls what has no name")
        case ast.Attribute(value=ast.Name(), attr=read):
            # The member of an enum: its class is among the names that are known.
            if read.startswith("_"):
                raise _refused(name, f"it reads {read}")
        case ast.Attribute():
            raise _refused(name, "it reads from what has no name")


def _types(node: ast.AST) -> list[ast.expr]:
    """What of a node Python takes for a type."""
    match node:
        case ast.Subscript(value=ast.Name(id="Literal")):
            return []
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[first, *_])):
            return [first]
        case ast.Subscript(slice=ast.Tuple(elts=found)) | ast.Call(args=[_, ast.Dict(values=found)]):
            return found
        case ast.Subscript(slice=found) | ast.AnnAssign(annotation=found):
            return [found]
        case ast.BinOp(left=left, right=right):
            return [left, right]
    return []


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
