"""Zips are the same byte for byte when their contents are, and never larger than AWS takes."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from local.packaging import archive
from local.packaging.wheels import compile_folder


def source(folder: Path, *, at: int) -> dict[str, Path]:
    """A small package, compiled, all its files last changed at second `at`."""
    folder.mkdir()
    (folder / "b.py").write_text("import a\n\n\ndef words() -> list[str]:\n    return ['one', 'two']\n")
    (folder / "a.py").write_text("ONE = 1\n")
    for path in folder.iterdir():
        os.utime(path, (at, at))
    compile_folder(folder, Path(sys.executable))
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def test_the_same_contents_make_the_same_zip(tmp_path: Path) -> None:
    first = source(tmp_path / "first", at=1_000_000_000)
    second = dict(reversed(list(source(tmp_path / "second", at=1_500_000_000).items())))
    assert archive.write_zip(tmp_path / "1.zip", first) == archive.write_zip(tmp_path / "2.zip", second)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_bytecode_is_never_compared_with_its_source_and_names_no_folder_of_ours(tmp_path: Path) -> None:
    files = source(tmp_path / "package", at=1_000_000_000)
    bytecode = [path.read_bytes() for name, path in files.items() if name.endswith(".pyc")]
    assert len(bytecode) == 2
    for each in bytecode:
        assert int.from_bytes(each[4:8], "little") == 0b01, "flag: by hash, unchecked"
        assert str(tmp_path).encode() not in each
        assert b"/var/task/" in each


def test_names_are_sorted_and_everything_is_readable(tmp_path: Path) -> None:
    archive.write_zip(tmp_path / "x.zip", source(tmp_path / "package", at=1_000_000_000))
    with zipfile.ZipFile(tmp_path / "x.zip") as written:
        entries = written.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.external_attr >> 16 & 0o777 for entry in entries} == {0o644}


def test_what_aws_would_refuse_is_refused_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES_UNPACKED", 10)
    with pytest.raises(archive.PackageTooLargeError, match=r"x\.zip"):
        archive.write_zip(tmp_path / "x.zip", source(tmp_path / "package", at=1_000_000_000))
    assert not (tmp_path / "x.zip").exists()


def test_a_changed_source_changes_the_fingerprint_and_a_changed_time_does_not(tmp_path: Path) -> None:
    files = source(tmp_path / "package", at=1_000_000_000)
    before = archive.fingerprint(files, trusted_below=tmp_path / "site")
    os.utime(files["a.py"], (2_000_000_000, 2_000_000_000))
    assert archive.fingerprint(files, trusted_below=tmp_path / "site") == before
    files["a.py"].write_text("ONE = 2\n")
    assert archive.fingerprint(files, trusted_below=tmp_path / "site") != before
