"""The configuration that `schemagit init` writes."""

from importlib import resources


def template(environment: str) -> str:
    """A commented configuration of an environment, to be filled in."""
    text = resources.files(__package__).joinpath("template.yml").read_text("utf-8")
    return text.replace("@ENV@", environment.upper()).replace("@env@", environment)
