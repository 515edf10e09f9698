"""What a file is, is told by its bytes; what is no article is refused with a word on what it is."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from rotascope.desk.documents import MOST_BYTES, document_at, kind_of
from rotascope.errors import BadArgument, BadFile, NoAnswer
from tests.articles.documents import FEED, PAGE, bomb, pdf


def written(folder: Path, content: bytes | str) -> Path:
    path = folder / "article"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"Small caps rose.", "text"),
        (b"<p>Small caps rose.", "html"),
        (b"\n<!DOCTYPE HTML><html>", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><rss version='2.0'>", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b"%PDF-1.7\n", "pdf"),
        (b"<3 small caps, says the author", "text"),
        ("<p>ü".encode(), "html"),
    ],
)
def test_the_kind_is_in_the_bytes(content: bytes, kind: str) -> None:
    assert kind_of(content, "f") == kind


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(b"x" * 1000, mtime=0), "gzip"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x7fELF\x02\x01", "program"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"some text\x00and more", "no text"),
        (bytes(range(128, 256)) * 40, "no text in any encoding"),
        (b"\xff\xfe" + bytes(range(1, 256)) * 40, "no text in any encoding"),
        (b"\x00\x00\xfe\xff" + bytes(range(1, 256)) * 40, "no text in any encoding"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        document_at(written(tmp_path, content))


@pytest.mark.parametrize("content", [b"", b"\n \t\r\n", b"\x00\x00"])
def test_an_empty_file_is_empty(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NoAnswer, match="is empty"):
        document_at(written(tmp_path, content))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_read_in_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    said = "Small caps rose \u2014 \u201cat last\u201d \u2014 by 3 % in Z\u00fcrich."
    read = document_at(written(tmp_path, said.encode(encoding)))
    assert (read.text, read.kind, read.dates) == (said, "text", ())


def test_a_page_comes_from_the_bounded_process(tmp_path: Path) -> None:
    read = document_at(written(tmp_path, PAGE), url="https://example.com/final")
    assert (read.kind, read.title, read.author) == ("html", "Small caps lead", "Jane Doe")
    assert read.url == "https://example.com/final"
    assert read.dates == (("article:published_time", "2022-06-09T13:30:00Z"),)
    assert "alert" not in read.text


def test_a_pdf_too_and_a_bomb_costs_one_sentence(tmp_path: Path) -> None:
    assert document_at(written(tmp_path, pdf())).kind == "pdf"
    with pytest.raises(BadFile):
        document_at(written(tmp_path, bomb()))
    assert document_at(written(tmp_path, PAGE)).kind == "html"


def test_an_entry_of_a_feed_is_chosen_by_number(tmp_path: Path) -> None:
    path = written(tmp_path, FEED)
    first = document_at(path)
    assert (first.title, first.url, first.source) == (
        "Small caps lead again", "https://example.com/1", "Example Wire",
    )  # fmt: skip
    assert "the first of 2 entries" in first.notes[0]
    assert first.dates[0][1].startswith("2022-06-09T13:30")
    assert document_at(path, 2).title == "Large caps hold"
    with pytest.raises(BadArgument, match="1 to 2"):
        document_at(path, 3)


def test_an_item_of_what_is_no_feed_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="--item 1"):
        document_at(written(tmp_path, "Small caps rose."), 1)


def test_a_file_that_is_too_large_or_absent_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    with pytest.raises(BadFile, match="at most"):
        document_at(path)
    with pytest.raises(BadFile):
        document_at(tmp_path / "absent")


def test_what_a_page_declares_for_itself_is_neither_title_nor_text(tmp_path: Path) -> None:
    dtd = b'<!DOCTYPE html [<!ENTITY k "boom">\n] >'
    body = (
        b"<html><title>&k; Small caps</title><body><p>&k; Small caps rose. R&amp;D fell; AT&amp;T"
    )
    read = document_at(written(tmp_path, dtd + body + b" rose with the rest of them.</p></body>"))
    assert "]" not in read.title + read.text
    assert "&k;" not in read.title + read.text
    assert "R&D" in read.text


def test_a_name_over_two_lines_is_told_on_one(tmp_path: Path) -> None:
    named = tmp_path / "a\nb"
    named.write_bytes(gzip.compress(b"x"))
    with pytest.raises(BadFile) as trouble:
        document_at(named)
    assert "\n" not in str(trouble.value)
