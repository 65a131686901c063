"""A password in the URL of a remote is used, and seen by nobody."""

from urllib.parse import quote

from fix_cli import Project, Result
from fix_http import PASSWORD, Host

SNAPSHOT = '{"format": 1, "taken": "2026-11-01T10:00:00+00:00", "files": {"databases/app/database.json": {}}}'


def _all(results: list[Result]) -> str:
    return "\n".join(text for result in results for text in (result.out, result.err))


def _config(project: Project, url: str) -> None:
    project.write_config("prod", {"app": "host=nowhere"}, f"remote: '{url}'")


def test_a_password_in_a_url(project: Project, host: Host) -> None:
    (project.folder / "snapshot.json").write_text(SNAPSHOT)
    for name in ("ada", "bob"):
        (project.folder / name).mkdir()
    ada = project
    _config(ada, f"http://ada:${{TOKEN}}@{host.place}")
    ada.call("init")
    ada.call("import", "snapshot.json", "prod")
    env = {"TOKEN": PASSWORD}
    url = f"http://ada:{quote(PASSWORD, safe='')}@{host.place}"
    done = [ada.call("push", "-vv", env=env), ada.call("pull", "-vv", env=env)]
    done += [ada.call("-C", "bob", "clone", url, "-vv"), ada.call("-C", "bob", "pull", "-vv")]
    assert [result.code for result in done] == [0] * 4, done
    assert f"pushed to http://ada@{host.place}:" in done[0].out
    wrong = [
        ada.call("push", "-vv", env={"TOKEN": "hunter2 wrong"}),
        ada.call("pull", f"http://ada:hunter2@{host.place}x", "-vv"),
        ada.call("push", f"nothing://ada:hunter2@{host.place}", "-vv"),
        ada.call("clone", f"http://ada:hunter2%0a@{host.place}", "other.git"),
        ada.call("clone", f"ext::http://ada:hunter2@{host.place}", "other.git"),
        ada.call("clone", f"--http://ada:hunter2@{host.place}", "other.git"),
    ]
    assert [result.code for result in wrong] == [3, 3, 3, 2, 2, 2]
    assert "hunter2" not in _all([*done, *wrong])
    assert any(f"http://ada@{host.place}" in line for line in host.seen)
    assert not [line for line in host.seen if "hunter2" in line]
    assert b"hunter2" not in ada.stored
    files = [file for file in ada.folder.rglob("*") if file.is_file()]
    stored = [file for file in files if b"hunter2" in file.read_bytes()]
    assert stored == [ada.folder / "bob" / "snapshots.git" / "config"]  # which is git's
