from __future__ import annotations

import os
from pathlib import Path

import pytest

from rotascope.errors import StoreBusy
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
