from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from rotascope.errors import IntegrityError
from rotascope.store import files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.bin"
    made.write_bytes(b"one")
    return made


def test_the_digest_is_sha256_of_the_bytes(path: Path) -> None:
    assert files.sha256_of(path) == hashlib.sha256(b"one").hexdigest()


def test_forcing_a_file_and_its_folder_down_reaches_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[str] = []
    real = os.fsync
    seen = lambda handle: (forced.append(os.readlink(f"/proc/self/fd/{handle}")), real(handle))  # noqa: E731
    monkeypatch.setattr(os, "fsync", seen)
    files.fsync_file(path)
    files.fsync_folder(path.parent)
    assert forced == [str(path), str(path.parent)]


def test_an_untouched_file_is_not_hashed_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = files.hashed(path)
    monkeypatch.setattr(files, "sha256_of", lambda _: pytest.fail("hashed again"))
    assert files.checked_stamp(path, stamp.sha256, stamp) == stamp


def test_a_touched_file_is_hashed_again_and_passes_if_its_bytes_are_the_same(path: Path) -> None:
    stamp = files.hashed(path)
    path.write_bytes(b"one")
    os.utime(path, ns=(0, 0))
    assert files.checked_stamp(path, stamp.sha256, stamp) != stamp


def test_other_bytes_of_the_same_size_with_the_old_date_are_found(path: Path) -> None:
    stamp = files.hashed(path)
    path.write_bytes(b"two")
    os.utime(path, ns=(stamp.mtime_ns, stamp.mtime_ns))
    with pytest.raises(IntegrityError, match=r"a\.bin differs"):
        files.checked_stamp(path, stamp.sha256, stamp)


def test_a_missing_file_is_an_integrity_error_that_says_what_to_try(path: Path) -> None:
    path.unlink()
    with pytest.raises(IntegrityError, match="rotascope doctor"):
        files.checked_stamp(path, "0", None)


def test_a_file_that_changes_while_it_is_read_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rewriting(_: Path) -> str:
        path.write_bytes(b"longer")
        return "digest"

    monkeypatch.setattr(files, "sha256_of", rewriting)
    with pytest.raises(IntegrityError, match="changed while"):
        files.hashed(path)


def test_what_lies_in_a_private_folder_is_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    inner, file = tmp_path / "inner", tmp_path / "inner" / "file"
    inner.mkdir(mode=0o755)
    file.write_text("x")
    file.chmod(0o644)
    files.follow(tmp_path, inner, file)
    assert [path.stat().st_mode & 0o777 for path in (inner, file)] == [0o700, 0o600]
    tmp_path.chmod(0o755)
    file.chmod(0o640)
    files.follow(tmp_path, inner, file)
    assert [path.stat().st_mode & 0o777 for path in (inner, file)] == [0o700, 0o640]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "x"), "doing it failed: the disk is full"),
        (OSError(122, "x"), "the disk is full"),
        (ValueError("File too large (os error 27)"), "the disk is full"),
        (OSError(13, "x"), "doing it failed: nothing may be written there"),
        (ValueError("Read-only file system (os error 30)"), "nothing may be written there"),
        (OSError(5, "x"), None),
        (ValueError("x"), None),
    ],
)
def test_a_failure_to_write_is_told_from_damage(error: Exception, said: str | None) -> None:
    told = files.unwritable(error, "doing it")
    assert (told is None) if said is None else (said in str(told))
