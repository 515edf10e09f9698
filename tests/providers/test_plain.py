"""Strangers' HTML: taken apart in one pass, and as text that hides nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.providers.plain import pieces, plain


def test_a_page_comes_apart_into_text_and_tags() -> None:
    page = 'a<DIV class="x">b<!-- <p> -->c</div >d'
    assert list(pieces(page)) == [("a", "div", ' class="x"'), ("bc", "/div", " "), ("d", "", "")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>The <b>Russell</b> rose.</p>", "The Russell rose."),
        ("AT&amp;T &lt;b&gt;fell&lt;/b&gt;", "AT&T fell"),
        ("&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;ok", "ok"),
        ("a<script>alert(1)</script>b<style>x</style>", "a b"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("<img src=x onerror=alert(1)", "img src=x onerror=alert(1)"),
        ("no\u202e surprise\u200b \x00\x07here", "no surprise here"),
        ("a\r\n\tb", "a b"),
        ("<![CDATA[x]]>y<!-- never closed", "y"),
        ("", ""),
    ],
)
def test_html_is_read_as_text(text: str, shown: str) -> None:
    assert plain(text, 100) == shown


def test_text_is_cut_at_its_limit() -> None:
    assert plain("x" * 50, 10) == "x" * 10


@given(st.text(alphabet="<>&;#x/!-ab'\"= \u202e\x00stl", max_size=60))
def test_no_tag_and_nothing_hidden_is_ever_left(text: str) -> None:
    shown = plain(text, 1000)
    assert not any(name for _, name, _ in pieces(shown))
    assert "\u202e" not in shown
    assert "\x00" not in shown


@pytest.mark.parametrize("unit", ["<a ", "<", "<!--", "<a x='", "&", "</", "<script>", "&amp;lt;"])
def test_what_is_never_closed_takes_no_longer_than_its_length(unit: str) -> None:
    # Python's own parser takes minutes for these.
    begun = time.monotonic()
    plain(unit * (400_000 // len(unit)), 400_000)
    assert time.monotonic() - begun < 5
