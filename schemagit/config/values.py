"""A YAML file as values that know their line: the only place that knows YAML.

Nodes are walked as deep as the format goes and never built into objects, so that a value keeps the text
as written (`0123`, `1e3`, `no`) and aliases that refer to aliases multiply nothing.
"""

import difflib
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from schemagit.config.model import Source
from schemagit.errors import UsageError

MAX_BYTES = 1_000_000
MAX_CHARACTERS = 8192  # of one value

_QUOTING = 'check the indentation, and put a value in quotes that holds ": " or " #" or begins with a sign'
_CORE = "tag:yaml.org,2002:"
_SHAPES = {yaml.MappingNode: "a mapping", yaml.SequenceNode: "a list", yaml.ScalarNode: "a single value"}
# A key is shown only when it looks like one: `password:secret`, without a blank, is a key too.
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{,39}")
# NUL would end the value inside libpq; half a surrogate pair has no UTF-8.
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Value:
    """What stands under a key, or a whole file; `key` is how errors call it."""

    key: str
    source: Source
    node: yaml.Node = field(repr=False)

    def error(self, sentence: str, hint: str = "") -> UsageError:
        """The error that a sentence about this value makes; it begins with file and line."""
        return UsageError(f"{self.source}: {sentence}", hint)

    @property
    def is_given(self) -> bool:
        return self.node.tag != f"{_CORE}null" and self.node.value != ""

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, yaml.MappingNode)

    @property
    def text(self) -> str:
        """The text of a scalar, as written."""
        self._expect(yaml.ScalarNode)
        text = str(self.node.value)
        if len(text) > MAX_CHARACTERS:
            raise self.error(f"{self.key} is longer than {MAX_CHARACTERS} characters")
        if not is_usable(text):
            raise self.error(f"{self.key} holds a character that is not text")
        return text

    @property
    def elements(self) -> list["Value"]:
        """The elements of a list."""
        self._expect(yaml.SequenceNode)
        return [self._at(f"an entry of {self.key}", node, node) for node in self.node.value]

    @property
    def entries(self) -> dict[str, "Value"]:
        """The entries of a mapping that have a value, by key."""
        self._expect(yaml.MappingNode)
        found: dict[str, Value] = {}
        for key_node, node in self.node.value:
            key = self._at("a key", key_node, key_node).text
            value = self._at(key, key_node, node)
            if key in found:
                raise value.error(f"{_shown(key)} is given twice", f"first on line {found[key].source.line}")
            found[key] = value
        return {key: value for key, value in found.items() if value.is_given}

    def known_entries(self, known: Iterable[str]) -> dict[str, "Value"]:
        """The same, of a mapping that may hold these keys only."""
        known = list(known)
        for key_node, _ in self.node.value if isinstance(self.node, yaml.MappingNode) else ():
            key = self._at("a key", key_node, key_node)
            if key.text not in known:
                close = difflib.get_close_matches(key.text, known, 1)
                hint = f'did you mean "{close[0]}"?' if close else f"known: {', '.join(known)}"
                raise key.error(f"{_shown(key.text)} is not one that schemagit knows here", hint)
        return self.entries

    def _at(self, key: str, place: yaml.Node, node: yaml.Node) -> "Value":
        return Value(key, Source(self.source.file, place.start_mark.line + 1), node)

    def _expect(self, shape: type[yaml.Node]) -> None:
        if not isinstance(self.node, shape):
            raise self.error(f"{self.key} must be {_SHAPES[shape]}, not {_SHAPES[type(self.node)]}")
        if not self.node.tag.startswith(_CORE):
            raise self.error(f"{self.key} has a tag of YAML, which schemagit does not know")


def is_usable(text: str) -> bool:
    """Whether a text may become part of a connection."""
    return _UNUSABLE.search(text) is None


def _shown(key: str) -> str:
    return f'the key "{key}"' if _KEY.fullmatch(key) else "this key"


def read_file(file: Path) -> Value:
    """The whole of a YAML file.

    Raises:
        UsageError: there is no such file, or it is not one YAML document in UTF-8, or too large.
    """
    text = _decode(file, _read(file))
    sentence, line = "this is not YAML", 1
    # The cause is left out of all errors here: it quotes the text, which may hold a password.
    try:
        node = _compose(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        if error.problem and "'" not in error.problem:
            sentence = f"this is not YAML ({error.problem})"
    except RecursionError:
        sentence = "this is nested too deeply"
    except (ValueError, OverflowError):  # an escape such as "\UFFFFFFFF" or an endless version number
        sentence = "this is not YAML: it holds a number that is too large"
    else:
        return _whole(file, node)
    raise UsageError(f"{Source(file, line)}: {sentence}", _QUOTING)


def _compose(text: str) -> yaml.Node | None:
    """The root of a document; what the loader that is written in C refuses, the other one may accept.

    That one takes twenty times as long, but is there on every platform, and says better what is wrong.
    """
    with suppress(AttributeError, ValueError, yaml.YAMLError):
        return yaml.compose(text, yaml.CSafeLoader)
    return yaml.compose(text, yaml.SafeLoader)


def _whole(file: Path, node: yaml.Node | None) -> Value:
    if node is not None:
        whole = Value("the file", Source(file, node.start_mark.line + 1), node)
        if whole.is_given:
            return whole
    raise UsageError(f"{file} is empty", "schemagit init writes a commented example")


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UsageError(f"there is no file {file}", "schemagit init writes one") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"cannot read {file}: {reason}") from error
    if len(data) > MAX_BYTES:
        raise UsageError(f"{file} is larger than 1 MB, which no configuration is")
    return data


def _decode(file: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    raise UsageError(f"{Source(file, line)}: this is not UTF-8 text", "save the file as UTF-8")
