"""Dear arrays: kept by table version and code, never by time."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rotascope import memo as memo_module
from rotascope.memo import memo
from rotascope.panel import Panel
from tests.test_panel import Shelf


class Asked:
    """Counts how often the arrays were really made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, np.ndarray]:
        self.times += 1
        return {"x": np.arange(3.0)}


class Versioned(Shelf):
    version = "one"

    def fingerprint(self) -> str:
        return self.version


def shelf(folder: Path | None) -> Versioned:
    return Versioned({}, {}, folder)


def test_the_second_question_is_answered_from_the_file(tmp_path: Path) -> None:
    asked, panel = Asked(), Panel(shelf(tmp_path), date(2024, 1, 5))
    for _ in range(2):
        assert memo(panel, "name", "p=1", asked)["x"].tolist() == [0, 1, 2]
    assert asked.times == 1


@pytest.mark.parametrize("change", ["version", "date", "params", "code"])
def test_anything_that_shapes_the_answer_asks_again(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, backend, day, params = Asked(), shelf(tmp_path), date(2024, 1, 5), "p=1"
    memo(Panel(backend, day), "name", params, asked)
    if change == "version":
        backend.version = "two"
    if change == "date":
        day = date(2024, 1, 4)
    if change == "params":
        params = "p=2"
    if change == "code":
        monkeypatch.setattr(memo_module, "code_digest", lambda: "other")
    memo(Panel(backend, day), "name", params, asked)
    assert asked.times == 2


def test_a_torn_file_is_made_again(tmp_path: Path) -> None:
    asked, panel = Asked(), Panel(shelf(tmp_path), date(2024, 1, 5))
    memo(panel, "name", "p=1", asked)
    (torn,) = tmp_path.glob("*.npz")
    torn.write_bytes(torn.read_bytes()[:40])
    assert memo(panel, "name", "p=1", asked)["x"].tolist() == [0, 1, 2]
    assert asked.times == 2


def test_frames_in_memory_are_never_cached() -> None:
    asked, panel = Asked(), Panel(shelf(None), date(2024, 1, 5))
    memo(panel, "name", "p=1", asked)
    memo(panel, "name", "p=1", asked)
    assert asked.times == 2
