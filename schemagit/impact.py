"""What a change costs those who use a database."""

import enum


class Impact(enum.IntEnum):
    """What a change costs those who use the database; SAFE: every old reader and writer keeps working."""

    COSMETIC = 0
    SAFE = 1
    REVIEW = 2
    BREAKING = 3

    @property
    def word(self) -> str:
        return self.name.lower()
