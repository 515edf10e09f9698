"""A page is read as its readers read it: its article, its tables, its date; never its scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.errors import BadFile
from rotascope.providers.pages import SIZE, page
from tests.articles.documents import PAGE


def written(folder: Path, text: str) -> Path:
    path = folder / "page"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_article_is_told_from_what_stands_around_it(tmp_path: Path) -> None:
    told = page(written(tmp_path, PAGE))
    assert (told["title"], told["author"], told["source"]) == (
        "Small caps lead", "Jane Doe", "Example Wire",
    )  # fmt: skip
    assert "Small caps rose 3.2% this month while the S&P 500 fell 1.1%." in told["text"]
    assert "| Acme (ACME) | 36.80% | 34.94% |" in told["text"]
    for furniture in ("alert", "color", "Home", "rose 50%", "e.example"):
        assert furniture not in told["text"]


def test_the_heads_own_date_comes_first_and_a_scripts_data_second(tmp_path: Path) -> None:
    linked = '<script type="application/ld+json">{"datePublished": "2022-06-08"}</script></head>'
    told = page(written(tmp_path, PAGE.replace("</head>", linked)))
    assert told["dates"] == [
        ["article:published_time", "2022-06-09T13:30:00Z"], ["datePublished", "2022-06-08"],
    ]  # fmt: skip


def test_a_page_without_a_date_gets_none_guessed(tmp_path: Path) -> None:
    bare = PAGE.replace("article:published_time", "other").replace("Copyright 2022", "June 9, 2022")
    assert page(written(tmp_path, bare))["dates"] == []


def test_a_page_without_an_article_gives_all_its_text_and_says_so(tmp_path: Path) -> None:
    told = page(written(tmp_path, "<div>One line</div><script>no()</script><div>two &amp; more"))
    assert told["text"] == "One line\ntwo & more"
    assert told["notes"] == ["no article stands out on the page: all of its text was taken"]


@pytest.mark.parametrize("text", ["<html></html>", "<script>alert(1)</script>", "<!-- nothing -->"])
def test_a_page_without_text_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFile, match="without text"):
        page(written(tmp_path, text))


def test_a_page_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="at most"):
        page(written(tmp_path, "<p>" + "x" * SIZE))


@pytest.mark.parametrize(
    "text",
    ["<div>" * 200_000 + "deep", "<a " * 100_000, "<p" * 100_000, "&lt;" * 100_000 + "<p>x",
     "<table>" * 20_000 + "x", "<p>" + "&#0;" * 1000 + "<![CDATA[x]]><![endif]>"],
    ids=["deep", "open", "tags", "references", "tables", "odd"],
)  # fmt: skip
def test_hostile_pages_are_read_or_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    try:
        said = page(written(tmp_path, text))["text"]
    except BadFile as trouble:
        said = str(trouble)
    assert said.strip()
