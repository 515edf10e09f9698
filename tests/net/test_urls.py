"""Addresses as written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.errors import BadArgument, Refused
from rotascope.net.urls import (
    EVERY,
    Url,
    joined,
    mirrored,
    parsed,
    parsed_mirror,
    redacted,
    secrets_of,
    veiled,
)

MIRROR = parsed_mirror("http://127.0.0.1:8123/internet/")


def test_an_address_is_taken_apart_once() -> None:
    found = parsed("HTTPS://WWW.Example.COM./a b?x=^GSPC&y=é#part")
    assert found == Url("https", "www.example.com", 443, "/a%20b?x=^GSPC&y=%C3%A9")
    assert found.text == "https://www.example.com/a%20b?x=^GSPC&y=%C3%A9"


def test_an_international_name_becomes_the_one_that_is_looked_up() -> None:
    assert parsed("http://bücher.example").text == "http://xn--bcher-kva.example/"


def test_a_port_and_brackets_are_told_where_they_must_be() -> None:
    assert parsed("https://[2606:4700::1111]:80/").authority == "[2606:4700::1111]:80"
    assert parsed("http://a.example:80/").authority == "a.example"


@pytest.mark.parametrize(
    "url",
    ["", "a", "//a.example/", "http:a.example", "http:///x", "file:///etc/passwd", "ftp://a.example/",
     "gopher://a.example/", "javascript:alert(1)", "data:text/plain,x", "ws://a.example/",
     "http://u@a.example/", "http://u:p@a.example/", "http://a.example:22/", "http://a.example:0/",
     "http://a.example:65616/", "http://a.example:x/", "http://[fe80::1%25eth0]/", "http://%31.1/",
     "http://.a.example/", "http://a..example/", "http://a.example../", "http://./",
     "http://a.example/\r\nX: y",
     "http://①.example:80/",
     "http://a\\@b.example/", "http://" + "a" * 70_000],
)  # fmt: skip
def test_what_may_never_be_asked_for_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        parsed(url)


@settings(deadline=None)  # the first example imports httpx
@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://a.example/{text}"):
        try:
            found = parsed(url)
        except Refused:
            continue
        assert found.scheme in {"http", "https"}
        assert found.port in {80, 443}
        assert parsed(found.text) == found


def test_a_relative_redirect_stays_with_its_host() -> None:
    base = parsed("https://a.example/x/y?z=1")
    assert joined(base, "w?q").text == "https://a.example/x/w?q"
    assert joined(base, "/w").text == "https://a.example/w"
    assert joined(base, "//b.example/w").text == "https://b.example/w"


@pytest.mark.parametrize(
    "location",
    ["http://[::1", "\x00", "http://a.example:99/", "file:///x", "//[", "//a]b", "//a[b"],
)
def test_a_redirect_to_what_is_no_address_is_refused(location: str) -> None:
    with pytest.raises(Refused):
        joined(parsed("https://a.example/"), location)


def test_a_mirror_keeps_every_host_in_a_folder_of_its_name() -> None:
    found = mirrored(parsed("https://a.example/x/y?z=1"), MIRROR)
    assert found.text == "http://127.0.0.1:8123/internet/a.example/x/y?z=1"


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "file:///srv", "http://u:p@127.0.0.1/"])
def test_a_mirror_that_is_no_address_is_a_bad_argument(url: str) -> None:
    with pytest.raises(BadArgument, match="the mirror") as raised:
        parsed_mirror(url)
    assert "u:p" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/x?id=1&api_key=abcd", "https://a.example/x?id=1&api_key=***"),
        ("https://a.example/x?API_KEY=abcd&id=1", "https://a.example/x?API_KEY=***&id=1"),
        ("https://a.example/x?api%5Fkey=abcd", "https://a.example/x?api%5Fkey=***"),
        ("https://a.example/x?mine=abcd;id=1", "https://a.example/x?mine=***;id=1"),
        ("https://u:p@a.example/x#token=abcd", "https://a.example/x"),
        ("https://a.example/abcd/x?mine=abcd", "https://a.example/***/x?mine=***"),
        ("not an address?mine=abcd", "not an address?mine=***"),
        ("https://a.example/x?id=1", "https://a.example/x?id=1"),
        ("https://a.example/@user/feed", "https://a.example/@user/feed"),
        ("https://[2606:4700::1]:443/@x", "https://[2606:4700::1]:443/@x"),
        ("https:\\\\u:PW@a.example/x", "a.example/x"),
        ("https:/u:PW@a.example/x", "a.example/x"),
        ("u:PW@a.example/x", "a.example/x"),
        ("https://u:P#W@a.example/x", "a.example/x"),
    ],
)
def test_secrets_are_left_out_of_what_is_shown(url: str, shown: str) -> None:
    assert redacted(url, ["mine"], ["abcd"]) == shown


@settings(deadline=None)  # the first example imports httpx
@given(st.text(min_size=4, max_size=30).filter(lambda text: "*" not in text))
def test_no_secret_is_shown_however_it_is_spelled(secret: str) -> None:
    from urllib.parse import quote, quote_plus

    for written in {quote(secret, safe=""), quote(secret), quote_plus(secret)}:
        url = f"https://a.example/v1?series=x&mine={written}&n=1"
        values = secrets_of(url, ["mine"])
        shown = redacted(url, ["mine"], values)
        assert shown == "https://a.example/v1?series=x&mine=***&n=1" or any(
            value.lower() in "https://a.example/v1?series=x&n=1" for value in values
        )
        assert (
            secret.lower() not in veiled(f"before {secret} after", values).lower() or secret == "*"
        )


def test_a_whole_query_may_be_secret() -> None:
    url = "https://a.example/x?hush&id=1234#more"
    assert redacted(url, [EVERY]) == "https://a.example/x?***"
    assert redacted("https://a.example/x", [EVERY]) == "https://a.example/x"
    assert set(secrets_of(url, [EVERY])) >= {"1234", "hush&id=1234"}


def test_a_short_value_is_hidden_by_its_name_alone() -> None:
    assert secrets_of("https://a.example/?mine=1", ["mine"]) == ()
    assert redacted("https://a.example/1?mine=1", ["mine"]) == "https://a.example/1?mine=***"
