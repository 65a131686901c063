"""Modules that are loaded when something of them is first asked for."""

import importlib
from typing import Any


class Later:
    """Stands for a module that not every command needs, and that would make all of them wait.

    Beside it, an import under TYPE_CHECKING tells readers and type checkers what it stands for.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self._name), name)
