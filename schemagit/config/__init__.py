"""The configuration: YAML files, one per environment, that say which databases belong to it."""

from schemagit.config.environment import CONFIGS, load_environment
from schemagit.config.model import Database, Environment, Source
from schemagit.config.search import broken_files, find_environment, find_environments, find_repository
from schemagit.config.template import template

__all__ = [
    "CONFIGS",
    "Database",
    "Environment",
    "Source",
    "broken_files",
    "find_environment",
    "find_environments",
    "find_repository",
    "load_environment",
    "template",
]
