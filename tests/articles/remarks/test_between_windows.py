"""Two columns that share an end imply what happened between their bases."""

from __future__ import annotations

from datetime import date

from rotascope.articles.remarks.between_windows import between_windows
from tests.articles.remarks import scenes, tables
from tests.articles.tape import closes

DAY = date(2025, 12, 23)
FIRST = date(2024, 12, 2)


def _with(start: float) -> object:
    line = closes(FIRST, DAY, start=start, d2025_01_02=379.28, d2025_12_23=485.56)
    return scenes.world(DAY, total={"TSLA": line})


def _read(panel: object = None) -> tuple[str, str]:
    table = scenes.scene(scenes.article("A.", "Table."), tables.cells(), panel=panel)  # type: ignore[arg-type]
    (made,) = between_windows(table)
    return made.verdict, made.text


def test_the_outlier_is_real_where_the_tape_moved_like_that() -> None:
    # 462.28 on 2024-12-24 to 379.28 on 2025-01-02: -17.95 %, as the columns imply
    verdict, text = _read(_with(462.28))
    assert verdict == "supported"
    assert "NVDA \N{MINUS SIGN}1.4 %" in text
    assert "TSLA \N{MINUS SIGN}18.0 %" in text
    assert "TSLA stands out: the tape moved \N{MINUS SIGN}18.0 %" in text
    assert "so the figures are real" in text


def test_an_outlier_that_the_tape_does_not_know_is_flagged() -> None:
    verdict, text = _read(_with(385.0))
    assert verdict == "not_checkable"
    assert "which is not that" in text


def test_without_closes_the_outlier_is_named_and_left_open() -> None:
    verdict, text = _read()
    assert verdict == "not_checkable"
    assert "no closes on file to test it on" in text


def test_a_table_without_an_outlier_is_consistent() -> None:
    calm = [c for c in tables.cells() if c.subject != ("TSLA",)]
    (made,) = between_windows(scenes.scene(scenes.article("A.", "Table."), calm))
    assert made.verdict == "supported"
    assert "no name stands out" in made.text


def test_three_names_are_too_few_to_say_who_stands_out() -> None:
    few = [c for c in tables.cells() if c.subject[0] in ("NVDA", "AAPL", "TSLA")]
    assert between_windows(scenes.scene(scenes.article("A.", "Table."), few)) == ()


def test_any_two_columns_that_end_together_are_compared_and_a_year_gone_by_is_not() -> None:
    names = ("NVDA", "AAPL", "MSFT", "AMZN")
    cells = [scenes.claim(s, "return", v, window=w, sentence=1, group=f"table 1: {w}")
             for w, v in (("3m", 0.05), ("2022", -0.3), ("1y", 0.155)) for s in names]  # fmt: skip
    (made,) = between_windows(scenes.scene(scenes.article("A.", "Table."), cells))
    # 1.155 / 1.05 = 1.10
    assert "NVDA +10.0 %" in made.text
    assert made.verdict == "supported"
