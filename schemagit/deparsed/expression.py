import re
from functools import lru_cache
from typing import Any

from schemagit.deparsed.tokens import Tokens, UnreadableError

# Words that 16 or 17 quotes where they are names, because they became keywords there.
_NEW_KEYWORDS = frozenset(
    f'"{word}"'
    for word in [
        "json",
        "json_array",
        "json_arrayagg",
        "json_exists",
        "json_object",
        "json_objectagg",
        "json_query",
        "json_scalar",
        "json_serialize",
        "json_table",
        "json_value",
        "merge_action",
        "system_user",
    ]
)
_LSN = re.compile(r"'([0-9A-F]+)/([0-9A-F]+)'")
# What a text must have in it for one of the rules to apply; most have nothing of it.
_CANDIDATE = re.compile(
    rf"{'|'.join(_NEW_KEYWORDS)}|::pg_lsn|NO INDENT|NORMALIZED|FETCH FIRST|\(ARRAY\[| (AND|OR) .* \1 ",
    re.DOTALL,
)


def expression(text: str) -> str:
    """An expression, or any text with expressions in it, as all servers print it before and after a dump.

    A text that is not understood stays as it is.
    """
    if not _CANDIDATE.search(text):
        return text
    try:
        tokens = Tokens(text)
    except UnreadableError:
        return text
    _rewrite_tokens(tokens)
    _drop_additions(tokens)
    _merge_conditions(tokens)
    _cast_elements(tokens)
    return str(tokens)


# Types and defaults are the same few texts in thousands of columns.
_SHORT = 100
_of_many = lru_cache(maxsize=5_000)(expression)


def printed(value: Any) -> Any:
    """A value of any form, with `expression` applied to all texts in it."""
    if isinstance(value, str):
        return _of_many(value) if len(value) < _SHORT else expression(value)
    if isinstance(value, list):
        return [printed(element) for element in value]
    if isinstance(value, dict):
        return {name: printed(element) for name, element in value.items()}
    return value


def _rewrite_tokens(tokens: Tokens) -> None:
    """Take the quotes from words that are new keywords; print log positions as before 19."""
    for place, text in enumerate(tokens.texts):
        if text in _NEW_KEYWORDS:
            tokens.texts[place] = text[1:-1]
        elif text == "pg_lsn" and tokens.text(place - 1) == "::":
            tokens.texts[place - 2] = _LSN.sub(_short_lsn, tokens.text(place - 2))


def _short_lsn(match: re.Match[str]) -> str:
    return f"'{int(match[1], 16):X}/{int(match[2], 16):X}'"


def _drop_additions(tokens: Tokens) -> None:
    """Leave out what 16 adds to XMLSERIALIZE, and brackets that only some minor versions print."""
    for no, indent in tokens.find("NO", "INDENT"):
        tokens.spaces[no] = tokens.spaces[indent] = ""
        tokens.remove(no, indent)
    for _, _, opening, closing, _ in tokens.find("FETCH", "FIRST", "(", ")", "ROWS"):
        if len(tokens.inside[opening]) == 1:
            tokens.remove(opening, closing)
    for opening, closing, *_ in tokens.find("(", ")", "IS", None, "NORMALIZED"):
        if len(tokens.inside[opening]) == 1:
            tokens.remove(opening, closing)


def _merge_conditions(tokens: Tokens) -> None:
    """Write `((a AND b) AND c)` as `(a AND b AND c)`: restored from a dump, BETWEEN has lost its brackets."""
    operators = {bracket: _operator(tokens.words(bracket)) for bracket in tokens.around}
    for bracket, operator in operators.items():
        around = tokens.around[bracket]
        if not operator or operators.get(around) != operator:
            continue
        inside = tokens.inside[around]
        at = inside.index(bracket)
        before, after = inside[at - 1 : at], inside[at + 2 : at + 3]
        if all(tokens.texts[place] == operator for place in [*before, *after]):
            tokens.remove(bracket, inside[at + 1])


def _operator(words: list[str]) -> str:
    """What joins all conditions directly inside a bracket, for there is only one then; or nothing."""
    joining = {"AND", "BETWEEN", "OR", "SELECT"}.intersection(words)
    return joining.pop() if joining in ({"AND"}, {"OR"}) else ""


def _cast_elements(tokens: Tokens) -> None:
    """Write `(ARRAY[a, b])::text[]` as `ARRAY[(a)::text, (b)::text]`, as a restored dump is printed."""
    for opening, closing, cast in tokens.find("(", ")", "::"):
        array = _end_of_type(tokens, tokens.around[opening], cast)
        if tokens.words(opening) != ["ARRAY", "[", "]"] or array is None:
            continue
        elements = _elements(tokens, tokens.inside[opening][1])
        if not all(elements) or any(tokens.texts[element[0]] == "ARRAY" for element in elements):
            continue
        to_type = tokens.between(cast, array)
        for element in elements:
            tokens.texts[element[0]] = "(" + tokens.texts[element[0]]
            tokens.texts[element[-1]] += ")" + to_type
        tokens.remove(opening, closing, *range(cast, array + 2))
        tokens.spaces[cast : array + 2] = [""] * (array + 2 - cast)


def _end_of_type(tokens: Tokens, around: int, cast: int) -> int | None:
    """The place of the `[]` behind the type that follows a `::`; None where there is none."""
    for place in tokens.inside[around]:
        if place > cast and not (tokens.is_name(place) or tokens.texts[place] in {".", "(", ")"}):
            is_array = tokens.texts[place] == "[" and not tokens.inside[place]
            return place if is_array else None
    return None


def _elements(tokens: Tokens, bracket: int) -> list[list[int]]:
    """The places of the tokens of each element that commas separate."""
    elements: list[list[int]] = [[]]
    for place in tokens.inside[bracket]:
        if tokens.texts[place] == ",":
            elements.append([])
        else:
            elements[-1].append(place)
    return elements
