"""Golden files: what a test expects, written down beside it; `--update-golden` writes them anew."""

from pathlib import Path
from typing import Protocol

import pytest


class Golden(Protocol):
    """Compare a text with what a file holds, or write it there when asked to."""

    def __call__(self, file: Path, text: str) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what tests give as what they expect; look at git diff",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    is_updating: bool = request.config.getoption("--update-golden")

    def check(file: Path, text: str) -> None:
        if is_updating:
            file.write_text(text, "utf-8")
        assert file.read_text("utf-8") == text

    return check
