"""`python -m schemagit` and the console script; the version is answered before any library is loaded."""

import importlib
import sys

from schemagit import __version__


def main() -> int:
    """Run the command line of this process and return its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"schemagit {__version__}\n")
        return 0
    application = importlib.import_module("schemagit.cli.application")
    return int(application.main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
