"""One piece of a replay: what a panel of that day says, refused where code or data are others."""

from pathlib import Path

import pytest

from rotascope.errors import DataTrouble
from rotascope.panel import Panel
from rotascope.replay import records, walk
from rotascope.signals.reading import measure
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from tests.replay.conftest import LAST


@pytest.fixture
def state(planted_store: Path) -> str:
    market = Market.open(planted_store)
    market.close()
    return market.fingerprint()


def test_it_says_what_a_panel_of_the_day_says(planted_store: Path, state: str) -> None:
    made = walk.walk(str(planted_store), state, records.code(), [LAST])
    panel = Panel(StoreBackend(Market.open(planted_store)), LAST)
    assert made == records.rows(m.reading for m in measure(panel, null=False))


def test_a_walk_leaves_no_file_a_date(planted_store: Path, state: str) -> None:
    walk.walk(str(planted_store), state, records.code(), [LAST])
    assert not list((planted_store / "cache").glob("breadth-*"))


def test_other_code_and_another_state_are_refused(planted_store: Path, state: str) -> None:
    with pytest.raises(DataTrouble, match="a worker runs other code"):
        walk.walk(str(planted_store), state, "0" * 12, [LAST])
    with pytest.raises(DataTrouble, match="is not in the state that the replay began with"):
        walk.walk(str(planted_store), "another", records.code(), [LAST])


def test_a_worker_that_grows_is_no_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    from joblib.externals.loky import process_executor

    monkeypatch.setattr(process_executor, "_MAX_MEMORY_LEAK_SIZE", 300)
    walk._stay()
    assert process_executor._MAX_MEMORY_LEAK_SIZE > 1 << 40
