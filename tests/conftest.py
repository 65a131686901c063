"""Fixtures live in plugins, one per thing that tests need; this lists them."""

pytest_plugins = [
    "fix_db",
    "fix_git",
    "fix_golden",
    "fix_cli",
    "fix_http",
    "fix_matrix",
    "fix_ssh",
    "fix_team",
]
