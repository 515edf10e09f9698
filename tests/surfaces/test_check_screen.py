"""The screen of check: everything that was found, within its width, worst first, folded unless asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import rotascope
from rotascope.articles.intake import Document
from rotascope.surfaces.check_screen import print_check
from rotascope.surfaces.screen import screen
from rotascope.terms import Checked, CounterPoint, Dating, Disagreement, Related, Remark
from tests.desk.articles import GERMAN, OWN


@pytest.fixture(scope="module")
def told(sample_store: Path) -> Checked:
    """An article with something in every part of the screen."""
    read = rotascope.open(sample_store).check(Document(OWN), as_of="2022-06-15")
    long = (
        "a remark that goes on for longer than a line of any screen holds, and then some more of it"
    )
    return replace(
        read,
        dating=Dating(
            date(2022, 6, 13), "last close of the year before, price", 2, 3, note="2 of 3"
        ),
        remarks=(
            Remark("headline", "contradicted", long, needs=("one", "two", "three"), row="C02"),
            Remark("strong_words", "not_checkable", long * 4, needs=("a figure",), row="173"),
            Remark("share_classes", "supported", "both hold", row="C04"),
        ),
        counter_case=(CounterPoint("the other side led", "signal/x@2022-06-14", "53 % of 49"),),
        related=(Related("ab" * 32, "Another one", date(2022, 1, 2), 0.5, "disagrees"),),
        disagreements=(
            Disagreement("side", "now, or wait", ("a", "b"), ("x", "y"), row="C15"),
            Disagreement("side", "only seems so", ("a", "b"), ("x", "y"), resolved=True),
        ),
    )


def shown(told: Checked, width: int, capsys: pytest.CaptureFixture[str], **more: bool) -> str:
    print_check(screen(width), told, **more)
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [80, 110, 140])
def test_every_line_fits_and_nothing_is_cut_off(
    told: Checked, width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    out = shown(told, width, capsys)
    assert max(map(len, out.splitlines())) <= width
    for said in ("ARTICLE", "Jane Doe", "2022-06-14", "contradicted", "27.7 %", "\u221212.0 %",
                 "contradicted: headline", "The strongest case against it", "53 % of 49",
                 "disagrees: Another one", told.key):  # fmt: skip
        assert said in out or said.replace(" ", "\n") in out, said
    assert "only seems so" not in out


def test_what_fails_stands_first(told: Checked, capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(told, 110, capsys)
    table = out[out.index("Claims:") :]
    assert table.index("JPM in 2021") < table.index("S&P 500 in 2021")
    whole = out[out.index("Of the article as a whole") :]
    assert whole.index("headline") < whole.index("share classes")
    assert out.index("against it") < out.index("published") < out.index("Takeaways")


def test_what_is_open_is_counted_and_named_by_kind(
    told: Checked, capsys: pytest.CaptureFixture[str]
) -> None:
    thrice = replace(
        told, remarks=told.remarks[1:2] * 2 + (replace(told.remarks[1], text="again"),)
    )
    few = shown(thrice, 110, capsys)
    assert "3 open remarks (strong words): --all" in few
    assert "strong words, not checkable" not in few
    assert "strong words, not checkable: again" in shown(thrice, 110, capsys, every=True)


def test_what_opens_a_contradicted_claim_stands_below_the_table_in_one_line(
    told: Checked, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = next(one for one in told.findings if one.verdict == "contradicted")
    key = f"article/{'0' * 90}@2022-06-14"
    keyed = replace(told, findings=(replace(wrong, key=key),))
    assert f"  why {key}" in shown(keyed, 80, capsys)


def test_no_row_of_our_own_list_is_printed(
    told: Checked, capsys: pytest.CaptureFixture[str]
) -> None:
    out = shown(told, 110, capsys, every=True)
    assert not [row for row in ("C02", "C04", "C15", "173") if row in out]


def test_all_shows_what_is_folded(told: Checked, capsys: pytest.CaptureFixture[str]) -> None:
    few, every = shown(told, 110, capsys), shown(told, 110, capsys, every=True)
    assert "needs: three" not in few
    assert "needs: three" in every
    assert "needs: a figure" in every
    assert len(every) > len(few)


def test_a_text_that_is_not_read_is_a_short_screen(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = shown(rotascope.open(sample_store).check(Document(GERMAN)), 80, capsys)
    assert "German, which is not read" in out
    assert len(out.splitlines()) < 12


def test_the_words_of_a_stranger_cannot_move_the_cursor(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{OWN}\n\n\x1b[2J\x1b]0;title\x07 Apple rose 3% \u202e in 2021. [bold red]markup[/]"
    out = shown(rotascope.open(sample_store).check(Document(text)), 110, capsys, every=True)
    assert "\x1b[2J" not in out
    assert "\x07" not in out
    assert "\u202e" not in out
