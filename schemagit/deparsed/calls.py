"""Calls in the words that SQL has for them -> the functions behind them, as version 13 prints them."""

import re

_LITERAL = "'(?:[^']|'')*'"
_CALL = rf"\((?:[^()']|{_LITERAL}|\([^()]*\))*\)"
_ARGUMENT = rf"((?:[^()']|{_LITERAL}|{_CALL})+?)"

# https://www.postgresql.org/docs/release/14.0/ (COERCE_SQL_SYNTAX in the release's source)
_FORMS = (
    (r"\bEXTRACT\((\w+) FROM ", r"date_part('\1'::text, "),
    (rf"\bSUBSTRING\({_ARGUMENT} FROM {_ARGUMENT} FOR {_ARGUMENT}\)", r'"substring"(\1, \2, \3)'),
    (rf"\bSUBSTRING\({_ARGUMENT} FROM {_ARGUMENT}\)", r'"substring"(\1, \2)'),
    (r"\bTRIM\(BOTH FROM ", "btrim("),
    (r"\bTRIM\(LEADING FROM ", "ltrim("),
    (r"\bTRIM\(TRAILING FROM ", "rtrim("),
    (rf"\bPOSITION\(\({_ARGUMENT}\) IN \({_ARGUMENT}\)\)", r'"position"(\2, \1)'),
    (rf"\({_ARGUMENT} AT TIME ZONE {_ARGUMENT}\)", r"timezone(\2, \1)"),
    # What nobody named has a name in one version and none in another.
    (r"\b(true|false) AS bool\b", r"\1"),
)
# What all forms have: most texts need no closer look.
_MARKS = re.compile("EXTRACT|SUBSTRING|TRIM|POSITION|TIME ZONE| AS bool")


def as_functions(text: str) -> str:
    """An expression with functions in place of the forms that SQL has for them, where it knows them."""
    if _MARKS.search(text):
        for form, call in _FORMS:
            text = re.sub(form, call, text)
    return text
