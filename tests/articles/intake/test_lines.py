"""Lines are told apart: headings, items, rows of tables, prose."""

from __future__ import annotations

import pytest

from rotascope.articles.intake.lines import heading_like, lines_of, row_like


def kinds(text: str, title: str = "") -> list[str]:
    return [line.kind for line in lines_of(text, title)]


@pytest.mark.parametrize(
    "row",
    [
        "| Metric | S&P 500 | Russell 2000 |",
        "Acme Corp. (ACME)12.80%3.94%",
        "Beta Inc. Class A (BETA)65.95%60.29%",
        "Gamma Fund 25.79% 17.30%",
        "Delta Holdings (DLT)-4.5 %",
        "NVDA | 36.80% | 34.94%",
    ],
)
def test_rows_are_seen_between_bars_and_glued_to_a_name(row: str) -> None:
    assert row_like(row)


@pytest.mark.parametrize(
    "prose",
    [
        "Small caps rose 12%",
        "Small caps rose 12% this year while large ones fell by 3% and nobody knows why it was 4%",
        "IWM was 13.99% higher over the same period.",
        "a | b",
        "A paragraph may hold a bar | or two | and be long. " * 30,
    ],
)
def test_prose_that_ends_in_a_figure_is_no_row(prose: str) -> None:
    assert not row_like(prose)


def test_the_line_above_two_rows_is_their_header() -> None:
    text = "NamesYTD PerformanceOne Year\nAcme (ACM)1.0%2.0%\nBeta (BET)3.0%4.0%\nThat is all there is."
    assert kinds(text) == ["table", "table", "table", "body"]


@pytest.mark.parametrize("heading", ["Why Now? Blame the Fed", "What's Next for 2026?", "Key Takeaways",
                                     "The Strain of Concentration"])  # fmt: skip
def test_headings_begin_large_and_do_not_end_like_sentences(heading: str) -> None:
    assert heading_like(heading)


@pytest.mark.parametrize("prose", ["They are not.", "and so it went", "Compare that with these names:",
                                   "\u201cfinally within reach of a record\u201d", ""])  # fmt: skip
def test_what_ends_like_a_sentence_is_no_heading(prose: str) -> None:
    assert not heading_like(prose)


def test_markers_are_left_out_of_items_and_headings() -> None:
    text = "## Outlook\n- First point here.\n2. Second point here."
    found = [(line.kind, text[line.start : line.end]) for line in lines_of(text)]
    assert found == [
        ("heading", "Outlook"),
        ("item", "First point here."),
        ("item", "Second point here."),
    ]


def test_a_line_knows_the_section_it_stands_in_and_the_title_is_the_first_such_line() -> None:
    text = "Small Caps Lead\n\nReferences\nSmith, A. (2024). A paper."
    lines = lines_of(text, "Small Caps Lead")
    assert [line.kind for line in lines] == ["title", "heading", "body"]
    assert lines[-1].section == "references"
