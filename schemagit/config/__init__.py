"""The configuration: YAML files, one per environment, that say which databases belong to it."""

from schemagit.config.environment import load_environment
from schemagit.config.model import Database, Environment, Source
from schemagit.config.search import broken_files, find_environment, find_environments, find_repository

__all__ = [
    "Database",
    "Environment",
    "Source",
    "broken_files",
    "find_environment",
    "find_environments",
    "find_repository",
    "load_environment",
]
