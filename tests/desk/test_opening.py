"""From a folder to a desk; the sample fills an empty one, and only an empty one."""

from datetime import date
from pathlib import Path

import pytest

import rotascope
from rotascope.desk import Desk, open_store, opening, store_or_sample
from rotascope.errors import NoAnswer
from rotascope.ingest import run
from rotascope.store.market import Market
from rotascope.store.tables import Dataset

TODAY = date(2026, 6, 12)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """Days on which the sample was built; nothing is imported."""
    days: list[date] = []

    def pretend(market: Market, *, today: date, progress: object = None) -> None:
        days.append(today)

    monkeypatch.setattr(run, "import_sample", pretend)
    return days


def test_there_is_no_desk_without_a_store(tmp_path: Path) -> None:
    with pytest.raises(NoAnswer, match="no store"):
        open_store(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_rotascope_open_is_the_same_door(tmp_path: Path) -> None:
    Market.open(tmp_path / "s", create=True)
    assert isinstance(rotascope.open(str(tmp_path / "s")), Desk)


def test_the_public_names_are_exactly_those_listed() -> None:
    assert dir(rotascope) == rotascope.__all__
    assert all(getattr(rotascope, name) for name in rotascope.__all__)
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        _ = rotascope.opne


def test_an_empty_folder_gets_the_sample_first(tmp_path: Path, built: list[date]) -> None:
    assert isinstance(store_or_sample(tmp_path / "s", today=TODAY), Desk)
    assert built == [TODAY]


def test_a_store_with_a_users_data_is_left_alone(tmp_path: Path, built: list[date]) -> None:
    market = Market.open(tmp_path / "s", create=True)
    market.declare(Dataset("prices", 5, "", ""))
    store_or_sample(tmp_path / "s", today=TODAY)
    assert built == []


def test_a_sample_whose_build_was_interrupted_is_completed(
    tmp_path: Path, built: list[date]
) -> None:
    market = Market.open(tmp_path / "s", create=True)
    market.declare(Dataset(f"{opening.SAMPLE}funds", 90, "", ""))  # declared, never imported
    store_or_sample(tmp_path / "s", today=TODAY)
    assert built == [TODAY]
