"""`_psycopg.py` of a package of models: how psycopg reads rows as models and takes models as parameters."""

from pathlib import Path

# Not importlib.resources, which takes longer to load than all that it would read.
_FOLDER = Path(__file__).with_name("templates")


def support_module(style: str, mark: str) -> str:
    """The module of a style: what all share, then what the style does its own way."""
    common = (_FOLDER / "psycopg.txt").read_text("utf-8")
    own = (_FOLDER / f"psycopg_{style}.txt").read_text("utf-8")
    imports, _, body = own.partition("#\n")
    return f"{mark}\n{common.replace('# own imports', imports.strip())}\n\n{body.strip()}\n"
