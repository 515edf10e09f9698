"""A held row that was right: released with a reason, known from that day, history untouched."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from rotascope.errors import BadArgument, NoAnswer
from rotascope.ingest.release import release
from rotascope.panel import Panel
from rotascope.sessions import shift
from rotascope.store.backend import StoreBackend
from rotascope.store.market import Market
from tests.ingest.conftest import TODAY, days, price_rows, write

LATER = date(2024, 7, 15)


def spiked(folder: Path, header: str = "symbol,date,adj_close") -> Path:
    rows = price_rows(60)
    symbol, day, _ = rows[30].split(",")
    rows[30] = f"{symbol},{day},200.0"
    return write(folder / "p.csv", rows, header)


def levels(market: Market, as_of: date, basis: str = "tr") -> dict[date, float]:
    series = Panel(StoreBackend(market), as_of).series("AAPL", basis)  # type: ignore[arg-type]
    return dict(zip((d.item() for d in series.days), series.levels.tolist(), strict=True))


def test_a_released_level_is_known_from_its_release_and_not_before(
    market: Market, bring: object, tmp_path: Path
) -> None:
    bring(spiked(tmp_path))  # type: ignore[operator]
    (held,) = market.quarantine_list(state="open")
    day = days(60)[30]
    assert day not in levels(market, TODAY)
    told = release(
        market, held.id, "a takeover bid that failed", at="2024-07-15T20:00Z", today=LATER
    )
    assert (told.state, told.why) == ("released", "a takeover bid that failed")
    assert day not in levels(market, shift(LATER, -1))
    after = levels(market, LATER)
    assert after[day] == pytest.approx(200.0)
    before = levels(market, TODAY)
    assert {d: v for d, v in after.items() if d != day} == pytest.approx(before)


def test_a_released_close_is_known_from_its_release(
    market: Market, bring: object, tmp_path: Path
) -> None:
    bring(spiked(tmp_path, "symbol,date,close"))  # type: ignore[operator]
    (held,) = market.quarantine_list(state="open")
    release(market, held.id, "seen on the exchange's own tape", at="", today=LATER)
    day = days(60)[30]
    assert day not in levels(market, shift(LATER, -1), "pr")
    assert levels(market, LATER, "pr")[day] == 200.0


@pytest.mark.parametrize("day", [LATER, date(2024, 7, 13)], ids=["a Monday", "a Saturday"])
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_rows_of_one_spike_are_released_in_any_order(
    order: tuple[int, ...], day: date, market: Market, bring: object, tmp_path: Path
) -> None:
    rows = price_rows(60)
    for n, level in zip((30, 31, 32), (200.0, 210.0, 190.0), strict=True):
        rows[n] = f"{rows[n].rpartition(',')[0]},{level}"
    true = {d: float(row.rpartition(",")[2]) for d, row in zip(days(60), rows, strict=True)}
    bring(write(tmp_path / "p.csv", rows, "symbol,date,adj_close"))  # type: ignore[operator]
    held = market.quarantine_list(state="open")
    assert [str(h.key[-10:]) for h in held] == [str(d) for d in days(60)[30:33]]
    before = levels(market, TODAY)
    for n in order:
        release(market, held[n].id, "seen on the tape", at="", today=day)
    assert levels(market, shift(LATER, -1)) == levels(market, TODAY) == before
    for as_of in (LATER, shift(LATER, 1), shift(LATER, 2)):
        seen = levels(market, as_of)
        assert seen == pytest.approx({d: true[d] for d in seen})
    assert seen.keys() == true.keys()


def test_a_level_of_a_re_based_download_is_released_on_the_stored_basis(
    market: Market, bring: object, tmp_path: Path
) -> None:
    true = [float(row.rpartition(",")[2]) * (2 if n == 50 else 1)
            for n, row in enumerate(price_rows(60))]  # fmt: skip
    bring(write(tmp_path / "p.csv", price_rows(40), "symbol,date,adj_close"))  # type: ignore[operator]
    lower = [f"AAPL,{day},{level * 0.7}" for day, level in zip(days(60), true, strict=True)]
    bring(write(tmp_path / "p.csv", lower, "symbol,date,adj_close"))  # type: ignore[operator]
    (held,) = market.quarantine_list(state="open")
    release(market, held.id, "seen on the tape", at="", today=LATER)
    assert list(levels(market, LATER).values()) == pytest.approx(true)


@pytest.mark.parametrize("header", ["symbol,date,adj_close", "symbol,date,close"])
def test_a_released_row_that_comes_again_opens_no_second_case(
    header: str, market: Market, bring: object, tmp_path: Path
) -> None:
    path = spiked(tmp_path, header)
    bring(path)  # type: ignore[operator]
    (held,) = market.quarantine_list(state="open")
    release(market, held.id, "right", at="", today=LATER)
    with path.open("a") as more:
        more.write(f"AAPL,{days(61)[60]},100.0\n")
    report = bring(path, today=shift(LATER, 1))  # type: ignore[operator]
    assert (report.accepted, report.unchanged, report.quarantined) == (1, 60, 0)
    assert not market.quarantine_list(state="open")
    path.write_text(path.read_text().replace("200.0", "260.0"))
    report = bring(path, today=shift(LATER, 1))  # type: ignore[operator]
    assert report.quarantined == 1


def test_a_released_split_at_the_lines_end_cuts_no_later_file(
    market: Market, bring: object, tmp_path: Path
) -> None:
    rows = price_rows(68)
    for n in range(59, 68):
        head, _, close = rows[n].rpartition(",")
        rows[n] = f"{head},{float(close) / 30}"
    true = [float(row.rpartition(",")[2]) for row in rows]
    path = tmp_path / "p.csv"
    bring(write(path, rows[:60], "symbol,date,adj_close"))  # type: ignore[operator]
    (held,) = market.quarantine_list(state="open")
    assert held.check == "Q14"
    release(market, held.id, "a collapse", at="", today=LATER)
    report = bring(write(path, rows, "symbol,date,adj_close"), today=shift(LATER, 1))  # type: ignore[operator]
    assert (report.accepted, report.unchanged, report.quarantined) == (8, 60, 0)
    assert list(levels(market, shift(LATER, 1)).values()) == pytest.approx(true)


def test_released_twice_is_told(market: Market, bring: object, tmp_path: Path) -> None:
    bring(spiked(tmp_path))  # type: ignore[operator]
    (held,) = market.quarantine_list()
    release(market, held.id, "right", at="", today=LATER)
    with pytest.raises(BadArgument, match="no open quarantine row"):
        release(market, held.id, "right", at="", today=LATER)


def test_after_a_crash_between_the_two_steps_the_row_is_there_once(
    market: Market, bring: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(spiked(tmp_path))  # type: ignore[operator]
    (held,) = market.quarantine_list()
    with monkeypatch.context() as patch:
        patch.setattr(Market, "quarantine_release", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            release(market, held.id, "right", at="", today=LATER)
    rows = market.collect(market.scan("returns")).height
    release(market, held.id, "right", at="", today=LATER)
    assert market.collect(market.scan("returns")).height == rows


def test_what_does_not_parse_cannot_be_released(
    market: Market, bring: object, tmp_path: Path
) -> None:
    rows = price_rows(60)
    rows[30] = rows[30].rpartition(",")[0] + ",about 100"
    bring(write(tmp_path / "p.csv", rows))  # type: ignore[operator]
    (held,) = market.quarantine_list()
    with pytest.raises(BadArgument, match="does not parse"):
        release(market, held.id, "right", at="", today=LATER)


def test_a_row_whose_mapping_was_not_kept_says_what_to_do(
    market: Market, bring: object, tmp_path: Path
) -> None:
    bring(spiked(tmp_path))  # type: ignore[operator]
    with market.state.changing() as connection:
        connection.exec_driver_sql("DELETE FROM mappings")
    (held,) = market.quarantine_list()
    with pytest.raises(NoAnswer, match="mapping was not kept"):
        release(market, held.id, "right", at="", today=LATER)
