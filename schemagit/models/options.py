"""What a user may ask of the models."""

from typing import NamedTuple

STYLES = ("pydantic", "dataclass", "typeddict", "msgspec")
VARIANTS = ("row", "insert", "update")


class Options(NamedTuple):
    """How the models are to be made.

    Attributes:
        style: one of STYLES.
        variants: some of VARIANTS, in that order: what a SELECT returns, an INSERT takes, an UPDATE sets.
    """

    style: str = "pydantic"
    variants: tuple[str, ...] = ("row",)
