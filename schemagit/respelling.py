"""Names in texts of SQL -> the same texts with other names."""

import re
from collections.abc import Mapping
from typing import Any


class Respelling:
    """Replaces names where they stand as words of their own.

    Args:
        spellings: what a name, or the beginning of one (`tenant_a.`), is printed as, and what to print.
    """

    def __init__(self, spellings: Mapping[str, str]) -> None:
        self._spellings = dict(spellings)
        # The longest first: `"a"."b"` must not be taken for `"a"`.
        keys = sorted(self._spellings, key=len, reverse=True)
        words = (re.escape(key) + ("" if key[-1] in ".'" else r'(?![\w$"])') for key in keys)
        self._words = re.compile(rf'(?<![\w$"])(?:{"|".join(words)})') if keys else None

    def text(self, text: str) -> str:
        """A text with the other names."""
        return self._words.sub(lambda match: self._spellings[match[0]], text) if self._words else text

    def value(self, value: Any) -> Any:
        """A value of a document: all texts in it with the other names."""
        match value:
            case str():
                return self.text(value)
            case list():
                return [self.value(element) for element in value]
            case dict():
                return {key: self.value(element) for key, element in value.items()}
        return value
