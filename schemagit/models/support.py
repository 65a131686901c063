"""`_psycopg.py` of a package of models: how psycopg reads rows as models and takes models as parameters."""

from importlib import resources

_FOLDER = "templates"


def support_module(style: str, mark: str) -> str:
    """The module of a style: what all share, then what the style does its own way."""
    folder = resources.files(__package__).joinpath(_FOLDER)
    common = folder.joinpath("psycopg.txt").read_text("utf-8")
    own = folder.joinpath(f"psycopg_{style}.txt").read_text("utf-8")
    imports, _, body = own.partition("#\n")
    return f"{mark}\n{common.replace('# own imports', imports.strip())}\n\n{body.strip()}\n"
