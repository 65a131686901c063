"""The configuration: YAML files, one per environment, that say which databases belong to it."""

from schemagit.config.environment import load_environment
from schemagit.config.model import RETRIES, TIMEOUT, Database, Environment, Remote, Source, Tolerance
from schemagit.config.search import (
    broken_files,
    find_environment,
    find_environments,
    find_remote,
    find_repository,
    find_tolerance,
)
from schemagit.config.template import template
from schemagit.glance import CONFIGS

__all__ = [
    "CONFIGS",
    "RETRIES",
    "TIMEOUT",
    "Database",
    "Environment",
    "Remote",
    "Source",
    "Tolerance",
    "broken_files",
    "find_environment",
    "find_environments",
    "find_remote",
    "find_repository",
    "find_tolerance",
    "load_environment",
    "template",
]
