from __future__ import annotations

import os
from pathlib import Path

import pytest

from rotascope.errors import DataTrouble, IntegrityError, StoreBusy
from rotascope.store import lock


def test_the_second_holder_is_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    with lock.held(path, 0), pytest.raises(StoreBusy, match=f"process {os.getpid()}"):  # noqa: SIM117
        with lock.held(path, 0.03):
            pytest.fail("two holders")


def test_it_is_free_again_after_the_block_even_when_the_block_fails(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    with pytest.raises(ZeroDivisionError), lock.held(path, 0):
        raise ZeroDivisionError
    with lock.held(path, 0):
        assert lock.try_lock(path) is None


def test_a_waiter_gets_it_when_the_holder_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "writer.lock"
    handle = lock.try_lock(path)
    assert handle is not None
    monkeypatch.setattr(lock.time, "sleep", lambda _: os.close(handle))
    with lock.held(path, 5):
        assert lock.try_lock(path) is None


def test_an_unreadable_holder_is_another_process(tmp_path: Path) -> None:
    path = tmp_path / "writer.lock"
    handle = lock.try_lock(path)
    assert handle is not None
    path.write_text("garbage")
    with pytest.raises(StoreBusy, match="another process"), lock.held(path, 0):
        pytest.fail("two holders")
    os.close(handle)


def test_who_waits_for_long_is_told_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, told = tmp_path / "writer.lock", []
    monkeypatch.setattr(lock, "PATIENT_SECONDS", 0.05)

    def waiting(holder: str, seconds: float) -> None:
        told.append((holder, seconds))

    with lock.held(path, 0), pytest.raises(StoreBusy), lock.held(path, 0.02, waiting):
        pytest.fail("two holders")
    assert told == []
    with lock.held(path, 0), pytest.raises(StoreBusy), lock.held(path, 0.2, waiting):
        pytest.fail("two holders")
    assert told == [(f"process {os.getpid()}", 0.2)]


@pytest.mark.parametrize(
    ("number", "said"), [(30, "nothing may be written there"), (28, "the disk is full")]
)
def test_a_folder_that_cannot_hold_a_lock_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(DataTrouble, match=f"writing to the store .* failed: {said}"):
        lock.try_lock(tmp_path / "writer.lock")


def test_another_failure_to_lock_is_not_explained_away(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        lock.try_lock(tmp_path / "none" / "writer.lock")


def test_a_lock_is_held_even_where_its_holder_cannot_be_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    with lock.held(tmp_path / "writer.lock", 0):
        assert lock.try_lock(tmp_path / "writer.lock") is None


def test_a_lock_that_is_a_link_is_refused_and_what_it_names_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("words")
    (tmp_path / "writer.lock").symlink_to(precious)
    with pytest.raises(IntegrityError, match="is a link"), lock.held(tmp_path / "writer.lock", 0):
        pytest.fail("held")
    assert precious.read_text() == "words"


@pytest.mark.parametrize(("folder", "mode"), [(0o755, 0o600), (0o775, 0o660)])
def test_only_those_who_may_write_here_may_open_the_lock(
    tmp_path: Path, folder: int, mode: int
) -> None:
    tmp_path.chmod(folder)
    before = os.umask(0)
    try:
        with lock.held(tmp_path / "writer.lock", 0):
            assert (tmp_path / "writer.lock").stat().st_mode & 0o777 == mode
    finally:
        os.umask(before)
