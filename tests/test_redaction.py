"""What is looked at closely for secrets: never less than all documents that hold one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemagit.document import encode
from schemagit.redaction import looks_secret, may_hold_secret

_PIECES = (
    "postgres://",
    "u:",
    "secret",
    "@h",
    "Password",
    "=",
    " ",
    "pwd",
    "PGPAẞWORD",
    "pa\u017f\u017fword",
    "'",
    "x",
)


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
@example("postgres://u:secret@h")
@example("host=h pa\u017f\u017fword=secret")
@example("PWD=secret")
def test_a_document_with_a_secret_is_not_passed_over(text: str) -> None:
    if looks_secret(text):
        assert may_hold_secret(encode({"columns": [{"name": "a", "default": text}]}))


@pytest.mark.parametrize("text", ["a column as others", "pa", "word"])
def test_a_document_without_one_is(text: str) -> None:
    assert not may_hold_secret(encode({"comment": text}))
