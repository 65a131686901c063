"""What commands leave out of differences: as the command line says, and as the configuration does."""

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cleo.helpers import option

from schemagit.cli.command import BaseCommand
from schemagit.errors import UsageError
from schemagit.facets import FACETS
from schemagit.glance import may_say
from schemagit.later import Later
from schemagit.snapshots.environment_of import environment_of

if TYPE_CHECKING:
    from schemagit import config, ignores, logical
    from schemagit.sources import Source
else:
    # Most configurations have no rules.
    config, ignores, logical = map(Later, ("schemagit.config", "schemagit.ignores", "schemagit.logical"))

IGNORE = option("ignore", None, "Leave these out, separated by commas: owners,grants.", flag=False)
OPTIONS = (IGNORE, option("show-ignored", None, "Also show what is left out, by rule."))
FACETS_HELP = f"--ignore knows {', '.join(FACETS)}."
HELP = f"{FACETS_HELP}\nWhat is left out, here or by the configuration, is always counted."


class Rules:
    """The rules that a command goes by; of each environment it says once what is wrong with its rules."""

    def __init__(self, command: BaseCommand) -> None:
        self._command = command
        text = command.option("ignore")
        self._asked = ignores.asked(text) if text else ()
        self._today = command.style.now.date()
        self._known: dict[str, config.Tolerance] = {}
        self._made: dict[tuple[str, str], ignores.Ignores] = {}

    @cached_property
    def are_given(self) -> bool:
        """Whether there may be rules beside those that hold by default."""
        return bool(self._asked) or self._may_say("ignore")

    def between(self, old: "Source", new: "Source") -> "ignores.Ignores":
        """How two snapshots are compared, of which each may be one of an environment."""
        return self.of(environment_of(old), environment_of(new))

    def of(self, old: str, new: str) -> "ignores.Ignores":
        """How snapshots of two environments are compared; "" for what is of none."""
        if (old, new) not in self._made:
            self._made[old, new] = self._make(old, new)
        return self._made[old, new]

    def _make(self, old: str, new: str) -> "ignores.Ignores":
        if not self._may_say("ignore", "roles", "schemas"):
            return ignores.Ignores((*self._asked, *ignores.BY_DEFAULT))
        before, after = self._tolerance(old), self._tolerance(new)
        rules = [
            *self._asked,
            *ignores.in_force(before.ignore, new, self._today),
            *ignores.in_force(after.ignore, old, self._today),
            *ignores.BY_DEFAULT,
        ]
        return ignores.Ignores(
            tuple(dict.fromkeys(rules)),
            logical.Names(before.roles, before.schemas),
            logical.Names(after.roles, after.schemas),
        )

    def _may_say(self, *keys: str) -> bool:
        return may_say(keys, Path(), self._command.config_place)

    def _tolerance(self, name: str) -> "config.Tolerance":
        if name not in self._known:
            self._known[name] = self._load(name) if name else config.Tolerance()
        return self._known[name]

    def _load(self, name: str) -> "config.Tolerance":
        place = self._command.config_place
        try:
            found = config.find_tolerance(name, Path(), place, environ=os.environ)
        except UsageError as error:
            self._command.warn(f"{error.message}; nothing is ignored as {name} says")
            return config.Tolerance()
        for rule in found.ignore:
            if rule.is_expired(self._today):
                self._command.warn(
                    f"{rule.origin}: the rule to ignore {rule.text} ended on {rule.until} and hides nothing"
                )
        return found
