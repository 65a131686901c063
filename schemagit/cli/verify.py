from typing import Any, ClassVar

from cleo.helpers import argument, option

from schemagit import store
from schemagit.characters import visible
from schemagit.cli.command import FORMAT, BaseCommand
from schemagit.cli.progress import Line
from schemagit.errors import FailedError, UsageError
from schemagit.message import plural
from schemagit.snapshots.verify import Problem, Verified, verify

# What git's letters for signatures mean: see %G? of git-log(1).
_SIGNATURES = {
    "N": "none",
    "G": "good",
    "U": "untrusted",
    "B": "bad",
    "X": "expired",
    "Y": "expired key",
    "R": "revoked key",
    "E": "unchecked",
}


class VerifyCommand(BaseCommand):
    name = "verify"
    arguments: ClassVar = [
        argument(
            "refs", "The snapshots to look at [the newest of each environment].", optional=True, multiple=True
        )
    ]
    options: ClassVar = [
        option("all", None, "Look at every snapshot of every environment and tag."),
        FORMAT,
    ]
    examples = ("verify", "verify prod~2 v2.3", "verify --all")
    more = (
        "Looks for what schemagit would not have written: files in another form or of another name,\n"
        "documents without their schema or database, what is missing, a capture before the one it builds\n"
        "on, bad signatures, what git finds damaged. Each is a line; where there is one, the exit code is 3."
    )

    def handle(self) -> int:
        refs = self.argument("refs")
        if refs and self.option("all"):
            raise UsageError("--all takes no refs", "give the refs, or --all")
        repository = self.repository()
        starts = self._starts(repository, refs)
        self._complete(repository, starts)
        with Line(self.io) as line:
            found = verify(
                repository,
                starts,
                None if self.option("all") else 1,
                lambda number: line.show(f"verified {plural(number, 'snapshot')} ..."),
            )
        if self.is_json:
            self.tell(**_as_data(found, str(self.repository_path), is_shallow=store.is_shallow(repository)))
        else:
            self.data(_line(problem) for problem in found.problems)
        self._summary(repository, found)
        return 0

    def _starts(self, repository: store.Repository, refs: list[str]) -> dict[str, str]:
        if refs:
            return {ref: store.resolve(repository, ref).commit for ref in refs}
        tags = store.tags(repository) if self.option("all") else {}
        return {**tags, **store.environments(repository)}

    def _complete(self, repository: store.Repository, starts: dict[str, str]) -> None:
        """Fetch what a partial clone lacks of these snapshots."""
        if source := store.promisor(repository):
            lacking = store.lacking(repository, starts.values(), walk=self.option("all"))
            if lacking:
                self.say(
                    f"{self.repository_path} is a partial clone: fetching what it lacks from {source.shown}"
                )
                store.bring(repository, source, lacking)

    def _summary(self, repository: store.Repository, found: Verified) -> None:
        looked = f"{plural(len(found.snapshots), 'snapshot')}, {plural(found.files, 'file')}"
        if found.problems:
            raise FailedError(
                f"{plural(len(found.problems), 'problem')} in {self.repository_path}: looked at {looked}",
                "another clone may be whole; schemagit snap records what is true now",
            )
        signed = f", {found.signed:,} signed" if found.signed else ""
        cut = " as far as it goes back" if store.is_shallow(repository) else ""
        self.say(f"{self.repository_path} is whole{cut}: looked at {looked}{signed}")
        if found.unchecked:
            self.warn(
                f"{plural(found.unchecked, 'signature')} cannot be checked here: git has no key for that, "
                "or gpg.ssh.allowedSignersFile is not set"
            )


def _line(problem: Problem) -> str:
    where = f"{problem.ref} {problem.short}".rstrip()
    return ": ".join(visible(text) for text in (where, problem.path, problem.what) if text)


def _as_data(found: Verified, repository: str, *, is_shallow: bool) -> dict[str, Any]:
    return {
        "repository": repository,
        "shallow": is_shallow,
        "totals": {
            "snapshots": len(found.snapshots),
            "files": found.files,
            "problems": len(found.problems),
            "signed": found.signed,
            "unchecked": found.unchecked,
        },
        "snapshots": [
            {"ref": each.ref, "commit": each.commit, "signature": _SIGNATURES.get(each.signature)}
            for each in found.snapshots
        ],
        "problems": [
            {
                "ref": problem.ref or None,
                "commit": problem.commit or None,
                "path": problem.path or None,
                "text": problem.what,
            }
            for problem in found.problems
        ],
    }
