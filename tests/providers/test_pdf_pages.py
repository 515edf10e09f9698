"""A PDF's text, without what stands on every page; what is locked, empty or no PDF is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.errors import BadFile
from rotascope.providers.pdf_pages import PAGES, printed
from tests.articles.documents import LINES, bomb, pdf


def written(folder: Path, content: bytes) -> Path:
    path = folder / "a.pdf"
    path.write_bytes(content)
    return path


def test_the_lines_of_a_page_come_in_order(tmp_path: Path) -> None:
    told = printed(written(tmp_path, pdf()))
    assert told["text"].split("\n") == list(LINES)
    assert told["notes"] == []


def test_what_stands_on_every_page_is_left_out_numbers_apart(tmp_path: Path) -> None:
    pages = [
        ("Example Wire", f"Page {n}", f"Small caps rose in week {word}.", f"Nobody knew of {word}.")
        for n, word in enumerate(("one", "two", "three", "four"), 1)
    ]
    told = printed(written(tmp_path, pdf(*pages)))["text"]
    assert "Example Wire" not in told
    assert "Page 3" not in told
    assert "Small caps rose in week three." in told


def test_only_the_first_pages_of_a_book_are_read_and_that_is_said(tmp_path: Path) -> None:
    told = printed(
        written(tmp_path, pdf(*[(f"Leaf number {n} begins.",) for n in range(PAGES + 5)]))
    )
    assert told["notes"] == [f"the first {PAGES} of {PAGES + 5} pages were read"]


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7 garbage" * 50, pdf()[:300]])
def test_a_broken_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadFile, match=r"a\.pdf"):
        printed(written(tmp_path, content))


def test_a_scan_holds_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="without text"):
        printed(written(tmp_path, pdf(("",))))


def test_a_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no PDF that can be read"):
        printed(written(tmp_path, bomb()))
