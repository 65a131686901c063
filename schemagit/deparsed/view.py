from collections.abc import Iterator

from schemagit.deparsed.expression import expression
from schemagit.deparsed.tokens import TOP, Tokens, UnreadableError

_QUERIES = frozenset({"SELECT", "VALUES", "WITH"})
_SETS = frozenset({"EXCEPT", "INTERSECT", "UNION"})
_AFTER_FROM = frozenset({"FETCH", "FOR", "GROUP", "HAVING", "LIMIT", "OFFSET", "ORDER", "WHERE", "WINDOW"})
# Behind these, a name with a dot in it is that of a type or a collation.
_BEFORE_OTHERS = frozenset({"::", ".", "AS", "COLLATE", "RETURNING"})


def view_lines(text: str) -> list[str]:
    """The lines of a view, of what pg_get_viewdef (not pretty) prints, without the last semicolon."""
    text = text.strip().removesuffix(";")
    try:
        tokens = Tokens(text)
    except UnreadableError:
        return text.split("\n")
    _drop_qualifiers(tokens)
    return expression(str(tokens)).split("\n")


def body_lines(text: str) -> list[str]:
    """The lines of a function's body: only that of standard SQL is printed, others stay as written."""
    is_printed = text.startswith(("BEGIN ATOMIC\n", "RETURN "))
    return (expression(text) if is_printed else text).split("\n")


def _drop_qualifiers(tokens: Tokens) -> None:
    """Leave out the name of the table where the outermost query reads only one, as 16 and later do.

    They do not where a column and another one of the result have one name, in ORDER BY; here it is always
    left out, for what is sorted by there is always a column of the table.
    """
    source = _only_source(tokens)
    if source is None:
        return
    name, start, end = source
    for place in _outermost(tokens):
        if tokens.texts[place] == name and not start <= place < end and _is_column(tokens, place):
            tokens.remove(place, place + 1)


def _only_source(tokens: Tokens) -> tuple[str, int, int] | None:
    """What the outermost query calls the only thing that it reads, and from where to where that stands."""
    top, words = tokens.inside[TOP], tokens.words(TOP)
    if _SETS & set(words):
        return None
    if "VALUES" in words:
        return '"*VALUES*"', 0, 0
    if "FROM" not in words:
        return None
    start = words.index("FROM") + 1
    end = next((at for at, word in enumerate(words) if at > start and word in _AFTER_FROM), len(words))
    if {",", "JOIN"} & set(words[start:end]) or _is_join(tokens, top[start:end]):
        return None
    if "TABLESAMPLE" in words[start:end]:
        end = words.index("TABLESAMPLE", start)
    names = [tokens.texts[place] for place in top[start:end] if tokens.is_name(place)]
    return (names[-1], top[start], top[end - 1]) if names else None


def _is_join(tokens: Tokens, source: list[int]) -> bool:
    return bool(source) and tokens.texts[source[0]] == "(" and not _is_query(tokens, source[0])


def _is_query(tokens: Tokens, bracket: int) -> bool:
    return tokens.text(bracket + 1) in _QUERIES


def _outermost(tokens: Tokens) -> Iterator[int]:
    """The places of all tokens that are not in a query within the query, nor in the name of an operator."""
    brackets = [TOP]
    for bracket in brackets:
        for place in tokens.inside[bracket]:
            yield place
            if (
                place in tokens.inside
                and not _is_query(tokens, place)
                and tokens.text(place - 1) != "OPERATOR"
            ):
                brackets.append(place)


def _is_column(tokens: Tokens, place: int) -> bool:
    """Whether the name at a place is a table's in front of its column, and not a schema's."""
    return (
        tokens.text(place + 1) == "."
        and tokens.is_name(place + 2)
        and tokens.text(place + 3) not in {".", "("}
        and tokens.text(place - 1) not in _BEFORE_OTHERS
    )
