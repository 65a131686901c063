"""The files of a snapshot in the making, in memory and on disk."""

import tempfile
from pathlib import Path

import pytest

from schemagit import contents
from schemagit.contents import Contents, Known
from schemagit.errors import FailedError
from schemagit.store import blob_id


@pytest.mark.parametrize("in_memory", [1, 1_000_000])
def test_files_are_read_from_where_they_wait(in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "_IN_MEMORY", in_memory)
    before = {"a": b"one", "b": b"two"}
    ids = {path: blob_id(content) for path, content in before.items()}
    known = Known(lambda: ids, lambda blobs: {blob_id(each): each for each in before.values() if blobs})
    files, more = Contents(known), Contents(known)
    files.put("a", b"one")
    files.put("c", b"three" * 1_000)
    files.carry("b")
    more.put("d", b"four")
    files.add(more)
    del more
    assert dict(files) == {"a": b"one", "c": b"three" * 1_000, "b": b"two", "d": b"four"}


@pytest.mark.parametrize("in_memory", [1, 1_000_000])
def test_what_was_read_in_between_overwrites_nothing(in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "_IN_MEMORY", in_memory)
    files = Contents()
    written = {"a": b"one", "b": b"three", "c": b"five", "d": b"seven"}
    for path, content in written.items():
        files.put(path, content)
        assert files["a"] == b"one"
    assert dict(files) == written


def test_no_room_for_temporary_files_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "_IN_MEMORY", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(FailedError, match=r"^cannot use a temporary file in .*gone: No such file") as told:
        Contents().put("a", b"one")
    assert told.value.hint == "make room there, or let TMPDIR name another folder"
