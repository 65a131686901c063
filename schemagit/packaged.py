"""Files that come with the program: queries, pages, templates."""

from typing import TYPE_CHECKING

from schemagit.later import Later

if TYPE_CHECKING:
    import pkgutil
else:
    # Who compares documents reads no query.
    pkgutil = Later("pkgutil")


def packaged(package: str, name: str) -> str:
    """The text of a file.

    Args:
        package: what it is beside of: "schemagit.kinds".
        name: its path from there, with slashes.

    Raises:
        FileNotFoundError: there is none.
    """
    # Not importlib.resources, which loads twenty modules.
    content = pkgutil.get_data(package, name)
    if content is None:
        raise FileNotFoundError(f"{package} has no {name}")
    return content.decode()
