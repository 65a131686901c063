"""The message of a snapshot's commit: words for people, then trailers for machines."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from schemagit.characters import visible
from schemagit.impact import Impact
from schemagit.words import PLURALS

if TYPE_CHECKING:
    from schemagit.changes import Finding

SIGNS = {"added": "+", "renamed": ">", "changed": "~", "removed": "-"}
WORDS = {"added": "added", "renamed": "renamed", "changed": "changed", "removed": "dropped"}
MAX_LINES = 50
# Of a line: an enum may have thousands of labels, and a comment be a book.
MAX_LENGTH = 1_000

# How many findings there are of each verb and kind.
Counts: TypeAlias = Counter[tuple[str, str]]

_VERBS = {sign: verb for verb, sign in SIGNS.items()}
_COUNT = re.compile(r"([+>~-])(\d+) ([^,]+)")
_IMPACT = re.compile(r"(\d+) (\w+)")
_TOLD = ("Environment", "Changes", "Impact")  # the trailers that `compose` itself writes
_TRAILER = re.compile(r"^([A-Z][A-Za-z-]*): (.*)$", re.MULTILINE)
# In which order changes are told.
_VERB_ORDER = {verb: place for place, verb in enumerate(SIGNS)}
_KIND_ORDER = {kind: place for place, kind in enumerate(PLURALS)}
_LAST = len(PLURALS)


class Summary(NamedTuple):
    """What the message of a snapshot says.

    Attributes:
        subject: the first line.
        environment: the one that it was taken of; "" in a commit that schemagit did not make.
        note: what the user said, in lines; of a commit that schemagit did not make, the subject.
        told: the findings that are written out, a line each with its sign, and how many more there are.
        counts, impacts: how many changes there are of which kind.
        objects: how many the snapshot has.
        servers, incomplete: what was read, and what could not be.
    """

    subject: str
    environment: str
    note: tuple[str, ...]
    told: str
    counts: Counts
    impacts: Counter[Impact]
    objects: int | None
    servers: tuple[str, ...]
    incomplete: tuple[str, ...]

    def first(self, most: int) -> tuple[list[str], int]:
        """The first of the findings, and how many lines come after them.

        Args:
            most: how many at most.
        """
        if not self.told:
            return [], 0
        lines = self.told.split("\n", most)
        rest = lines[most:]
        return lines[:most], rest[0].count("\n") + 1 if rest else 0


def compose(
    environment: str,
    changes: str,
    findings: "Sequence[Finding]",
    trailers: Iterable[tuple[str, str]],
    note: str,
) -> str:
    """The message of a commit.

    Args:
        environment: its name.
        changes: the findings in a few words.
        findings: the changes since the last snapshot; at most 50 of them are written out.
        trailers: further trailers, a name and a value each.
        note: what the user says about it; its first line becomes the subject.
    """
    title, _, more = note.strip().partition("\n")
    subject = f"{environment}: {visible(title) or changes}"
    paragraphs = [subject, *map(str.strip, [_visible_lines(more), changes if title else ""])]
    paragraphs.append("\n".join(_bounded(findings)))
    known = [
        ("Environment", environment),
        ("Changes", in_signs(count(findings))),
        ("Impact", in_impacts(impacts(findings))),
        *trailers,
    ]
    paragraphs.append("\n".join(f"{name}: {visible(value)}" for name, value in known if value))
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def _visible_lines(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))


def _bounded(findings: "Sequence[Finding]") -> list[str]:
    lines = [f"{SIGNS[finding.verb]} {visible(shortened(finding.text))}" for finding in findings[:MAX_LINES]]
    if len(findings) > MAX_LINES:
        lines.append(f"and {len(findings) - MAX_LINES} more")
    return lines


def shortened(text: str, option: str = "") -> str:
    """A text that somebody can read on a line: how much is left out, and the option that shows it."""
    more = len(text) - MAX_LENGTH
    how = f" ({option})" if option else ""
    return f"{text[:MAX_LENGTH]} ... and {more:,} more characters{how}" if more > 0 else text


def recompose(message: str, changes: str, findings: "Sequence[Finding]") -> str:
    """The message of a snapshot that has another one before it now; what is no change stays.

    Args:
        message: as it was; one that schemagit did not compose stays as it is.
        changes: the findings in a few words.
        findings: the changes since the snapshot that is before it now.
    """
    said = parse(message)
    if not said.environment:
        return message
    trailers = [
        (name, value) for name, value in _trailers(message.strip().split("\n\n")) if name not in _TOLD
    ]
    return compose(said.environment, changes, findings, trailers, "\n".join(said.note))


def parse(message: str) -> Summary:
    """What a commit's message says; trailers that are missing or garbled count as nothing."""
    paragraphs = message.strip().rsplit("\n\n")  # from its end, which takes half of the time
    trailers = _trailers(paragraphs)
    found = dict(trailers)
    counts = _counts(found.get("Changes", ""))
    subject = paragraphs[0].partition("\n")[0]
    environment = found.get("Environment", "")
    title, body = subject.removeprefix(f"{environment}: "), paragraphs[1:-1]
    told = body.pop() if counts and body else ""
    # A note takes the subject from the words for the changes, which then are a paragraph of their own.
    note = [title] if body or not trailers else []
    if trailers and len(body) > 1:
        note += "\n\n".join(body[:-1]).split("\n")
    objects = found.get("Objects", "")
    return Summary(
        subject,
        environment,
        tuple(note),
        told,
        counts,
        _impacts(found.get("Impact", "")),
        int(objects) if objects.isdecimal() else None,
        tuple([value for name, value in trailers if name == "Server"]),
        tuple([value for name, value in trailers if name == "Incomplete"]),
    )


# Many snapshots of a history have the same: what is found is shared, and stays as it is.
@lru_cache
def _counts(text: str) -> Counts:
    return Counter({(_VERBS[sign], kind): int(number) for sign, number, kind in _COUNT.findall(text)})


@lru_cache
def _impacts(text: str) -> Counter[Impact]:
    words = ((word.upper(), int(number)) for number, word in _IMPACT.findall(text))
    return Counter({Impact[word]: number for word, number in words if word in Impact.__members__})


def _trailers(paragraphs: Sequence[str]) -> list[tuple[str, str]]:
    """The names and values of the last paragraph, unless it is the only one."""
    return _TRAILER.findall(paragraphs[-1]) if len(paragraphs) > 1 else []


def count(findings: "Iterable[Finding]") -> Counts:
    return Counter((finding.verb, finding.kind) for finding in findings)


def impacts(findings: "Iterable[Finding]") -> Counter[Impact]:
    return Counter(finding.impact for finding in findings)


def in_words(counts: Mapping[tuple[str, str], int]) -> str:
    """`1 table added, 2 columns changed`."""
    return _in_words(tuple(counts.items()))


@lru_cache
def _in_words(counts: tuple[tuple[tuple[str, str], int], ...]) -> str:
    ordered = _ordered(dict(counts))
    return ", ".join(f"{plural(number, kind)} {WORDS[verb]}" for (verb, kind), number in ordered)


def in_signs(counts: Mapping[tuple[str, str], int]) -> str:
    """`+1 table, ~2 column`: short, and easy to read back."""
    return ", ".join(f"{SIGNS[verb]}{number} {kind}" for (verb, kind), number in _ordered(counts))


def in_impacts(found: Mapping[Impact, int]) -> str:
    """`2 breaking, 1 review`, the worst first."""
    return ", ".join(
        f"{found[impact]} {impact.word}" for impact in sorted(found, reverse=True) if found[impact]
    )


def plural(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else PLURALS.get(noun, noun + 's')}"


def _ordered(counts: Mapping[tuple[str, str], int]) -> list[tuple[tuple[str, str], int]]:
    return sorted(
        counts.items(), key=lambda item: (_VERB_ORDER[item[0][0]], _KIND_ORDER.get(item[0][1], _LAST))
    )
