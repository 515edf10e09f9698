from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.caches import cached


def test_what_is_written_is_kept_whole_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.json"
    assert cached(path, lambda partial: partial.write_text("told"))
    assert path.read_text() == "told"
    assert list(path.parent.iterdir()) == [path]


def test_a_full_disk_leaves_what_was_there_and_takes_no_room(tmp_path: Path) -> None:
    path = tmp_path / "c.npz"
    path.write_text("before")

    def full(partial: Path) -> None:
        partial.write_text("half")
        raise OSError(28, "No space left on device")

    assert not cached(path, full)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not cached(tmp_path / "file" / "c.npz", lambda partial: partial.write_text("told"))


def test_a_mistake_of_the_writer_is_not_passed_over(tmp_path: Path) -> None:
    def wrong(_: Path) -> None:
        raise ValueError("no number")

    with pytest.raises(ValueError, match="no number"):
        cached(tmp_path / "c.npz", wrong)
