"""What a glance at files tells: reading the YAML of the configuration takes longer."""

from pathlib import Path

CONFIGS = "configs"
_ENDINGS = (".yml", ".yaml")
_MAX_BYTES = 1_000_000
# With escapes a key may be written, and a comment ends where only YAML and Unicode end a line.
_UNCLEAR = (b"\\", "\x85".encode(), "\u2028".encode(), "\u2029".encode())


def files(folder: Path) -> list[Path]:
    """The files of a configuration, in order.

    Raises:
        OSError: the folder cannot be read.
    """
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    return [path for path in paths if path.suffix in _ENDINGS and path.name[0] != "." and not path.is_dir()]


def is_file(text: str) -> bool:
    """Whether a text names a file, which may as well name a snapshot or an object: those may be longer."""
    try:
        return Path(text).is_file()
    except OSError:
        return False


def may_say(keys: tuple[str, ...], directory: Path, file: Path | None = None) -> bool:
    """Whether one of some keys may be in the configuration: never wrongly no.

    Args:
        keys: what stands before a colon.
        directory: the folder of the project, which holds configs/.
        file: what is read instead of configs/: a folder, or one file, which is not looked at.
    """
    place = directory / (file or CONFIGS)
    if file is not None and not place.is_dir():
        return True
    try:
        return any(_may_hold(path, keys) for path in files(place))
    except OSError:
        return True


def _may_hold(path: Path, keys: tuple[str, ...]) -> bool:
    with path.open("rb") as stream:
        content = stream.read(_MAX_BYTES)
    if len(content) == _MAX_BYTES or any(sign in content for sign in _UNCLEAR):
        return True
    lines = [line for line in content.splitlines() if not line.lstrip().startswith(b"#")]
    return any(key.encode() in line for line in lines for key in keys)
