"""Class A and class C are one company."""

from __future__ import annotations

from rotascope.articles.remarks.share_classes import share_classes
from tests.articles.remarks import scenes, tables


def test_the_mean_by_issuer_is_25_02_and_by_line_30_09() -> None:
    made = scenes.scene(scenes.article("A.", "Table."), tables.cells(), mentions=tables.named())
    (said,) = share_classes(made)
    assert "GOOGL and GOOG are lines of one issuer, Alphabet" in said.text
    assert "year to date +25.02 % by issuer (7) (MAGS +25.79 %), +30.09 % by line (8)" in said.text
    assert "over one year +18.19 % by issuer (7) (MAGS +17.30 %), +23.39 % by line (8)" in said.text
    assert len(said.claims) == 16


def test_a_list_without_figures_is_remarked_on_too() -> None:
    mentions = [scenes.mention(s, 0, start=n) for n, s in enumerate(("GOOGL", "GOOG", "AAPL"))]
    (said,) = share_classes(scenes.scene(scenes.article("Names."), mentions=mentions))
    assert said.text.endswith("it counts once")


def test_one_line_an_issuer_needs_no_remark() -> None:
    mentions = [scenes.mention("GOOGL", 0), scenes.mention("AAPL", 0)]
    assert share_classes(scenes.scene(scenes.article("Names."), mentions=mentions)) == ()
