"""The configuration that `schemagit init` writes."""

from schemagit.packaged import packaged


def template(environment: str) -> str:
    """A commented configuration of an environment, to be filled in."""
    text = packaged("schemagit.config", "template.yml")
    return text.replace("@ENV@", environment.upper()).replace("@env@", environment)
