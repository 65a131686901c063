"""What the reading of one file needs at hand and gathers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from schemagit.config.values import Value
from schemagit.config.variables import expand

_BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@dataclass(frozen=True)
class Context:
    """The environment variables, and the warnings so far."""

    environ: Mapping[str, str] = field(repr=False)
    warnings: list[str] = field(default_factory=list)

    def warn(self, value: Value, sentence: str) -> None:
        self.warnings.append(f"{value.source}: {sentence}")

    def text(self, value: Value | None) -> str:
        """The text of a value with its variables put in, or "" when it is not given."""
        return expand(value, self.environ).text if value else ""

    def boolean(self, value: Value | None) -> bool | None:
        """The truth of a value, or None when it is not given.

        Raises:
            UsageError: it is neither true nor false.
        """
        text = self.text(value)
        if value is None or not text:
            return None
        if text.lower() not in _BOOLEANS:
            raise value.error(f"{value.key} must be true or false")
        return _BOOLEANS[text.lower()]
