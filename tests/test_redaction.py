"""What is looked at closely for secrets: never less than all documents that hold one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemagit.document import encode
from schemagit.redaction import is_secret_setting, looks_secret, may_hold_secret

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


@pytest.mark.parametrize(
    "setting",
    [
        "app.jwt_secret=abc-def",
        "app.settings.Password=x1y2",
        'pgrst.jwt_secret={"k": 1}',
        "app.api_token=0a1b2c3d",
        "app.apikey=0a1b2c3d",
        "vault.key=0123456789abcdef",
        "app.private_key=-----BEGIN",
        "app.passphrase=correct horse",
        "app.secret=abc",
    ],
)
def test_a_setting_that_is_called_like_a_secret_is_one(setting: str) -> None:
    assert is_secret_setting(setting)


@pytest.mark.parametrize(
    "setting",
    [
        "password_encryption=scram-sha-256",
        "ssl_key_file=server.key",
        "search_path=app, secrets",
        "app.jwt_exp=3600",
        "app.token_lifetime=15 min",
        "app.use_tokens=on",
        "app.password=",
        'app.password=""',
        "app.monkey=Abu",
        "app.keyboard=qwertz",
        "app.secret",
    ],
)
def test_other_settings_are_none(setting: str) -> None:
    assert not is_secret_setting(setting)
