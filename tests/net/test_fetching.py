"""The seam as a whole: statuses, waits, bounds, files, secrets."""

from __future__ import annotations

import gzip
import hashlib
import socket
import struct
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.errors import BadArgument, DataTrouble, NoData, Refused
from rotascope.net.body import Download, Get, Manners
from tests.net.peer import START, LeapingClock, Script, fetcher, peer, reply, says

URL = "http://a.example/x"
ONCE = Manners(tries=1, seconds=5)


def trouble(script: Script, manners: Manners = ONCE, **given: object) -> tuple[str, int]:
    """The message that a get ends with, and how many times the other side was asked."""
    with peer(script) as other:
        with pytest.raises((NoData, Refused)) as raised:
            fetcher(other, **given).get(URL, manners)
        return str(raised.value), other.connections


def test_a_fetcher_is_what_the_seam_asks_for(tmp_path: Path) -> None:
    with peer(says(reply(body=b"abc", etag='"v1"', content_type="text/csv"))) as other:
        get: Get = fetcher(other).get
        body = get(URL)
        assert (body.url, body.final, body.content) == (URL, URL, b"abc")
        assert (body.content_type, body.etag) == ("text/csv", '"v1"')
        assert body.fetched_at == START
        download: Download = fetcher(other).download
        kept = download(URL, tmp_path / "file")
        assert (kept.content, kept.sha256) == (b"", hashlib.sha256(b"abc").hexdigest())
        assert (tmp_path / "file").read_bytes() == b"abc"


# ---------------------------------------------------------------- statuses


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 599])
def test_a_status_that_may_pass_is_tried_again_and_then_no_data(status: int) -> None:
    told, asked = trouble(says(reply(status)), Manners(tries=3))
    assert asked == 3
    assert told.startswith(f"{URL}: status {status} (3 tries). Expected: status 200. Try: ")


@pytest.mark.parametrize("status", [201, 204, 206, 304, 400, 401, 403, 404, 410, 451])
def test_any_other_status_is_no_data_at_once(status: int) -> None:
    told, asked = trouble(says(reply(status, b"")), Manners(tries=5))
    assert asked == 1
    assert told.startswith(f"{URL}: status {status}. Expected: status 200.")


def test_the_answer_after_some_failures_is_taken() -> None:
    clock = LeapingClock()
    with peer(says(reply(429), reply(500), reply(body=b"at last"))) as other:
        assert fetcher(other, clock=clock).get(URL).content == b"at last"
        assert other.connections == 3


def test_retry_after_is_waited() -> None:
    clock = LeapingClock()
    with peer(says(reply(429, retry_after="17"), reply())) as other:
        fetcher(other, clock=clock).get(URL)
    assert clock.waits[0] == 17.0


def test_retry_after_as_a_date_is_waited() -> None:
    clock = LeapingClock()
    with peer(says(reply(503, retry_after="Fri, 12 Jun 2026 12:00:30 GMT"), reply())) as other:
        fetcher(other, clock=clock).get(URL)
    assert clock.waits[0] == 30.0


def test_a_source_that_asks_for_an_hour_is_no_data_now_and_left_alone() -> None:
    clock = LeapingClock()
    with peer(says(reply(429, retry_after="3600"))) as other:
        asking = fetcher(other, clock=clock, patience=60.0)
        with pytest.raises(NoData, match="left alone for 3600 s"):
            asking.get(URL)
        with pytest.raises(NoData, match="it asked for that"):
            asking.get("http://a.example/other")
        assert other.connections == 1
    assert clock.waits == []


def test_a_run_does_not_wait_longer_than_its_patience() -> None:
    clock = LeapingClock()
    told, asked = trouble(says(reply(500)), Manners(tries=50), clock=clock, patience=20.0)
    assert sum(clock.waits) <= 20.0 + asked  # and one second a try for the bucket
    assert asked < 50
    assert "longer than this run waits" in told


def test_a_broken_host_is_left_alone_after_five_failures_and_others_are_not() -> None:
    with peer(says(reply(500))) as other:
        asking = fetcher(other)
        for n in range(8):
            with pytest.raises(NoData):
                asking.get(f"{URL}{n}", Manners(tries=2))
        assert other.connections == 5
        with pytest.raises(NoData, match="status 500"):
            asking.get("http://b.example/", ONCE)


def test_a_host_that_recovers_is_asked_again() -> None:
    clock, broken = LeapingClock(), reply(500)
    with peer(says(*[broken] * 5, reply())) as other:
        asking = fetcher(other, clock=clock)
        for n in range(6):
            with pytest.raises(NoData):
                asking.get(f"{URL}{n}", ONCE)
        clock.sleep(61.0)
        assert asking.get(URL, ONCE).content == b"hello"
        assert asking.get(URL, ONCE).content == b"hello"


def test_questions_to_a_host_keep_their_distance() -> None:
    clock = LeapingClock()
    with peer(says(reply())) as other:
        asking = fetcher(other, clock=clock)
        for _ in range(4):
            asking.get(URL, Manners(per_minute=6))
    assert clock.waits == pytest.approx([10.0] * 3, abs=1.0)


def test_threads_may_share_a_fetcher() -> None:
    clock = LeapingClock()
    with peer(says(reply())) as other:
        asking = fetcher(other, clock=clock)
        with ThreadPoolExecutor(4) as pool:
            bodies = list(pool.map(lambda n: asking.get(f"{URL}{n}").content, range(12)))
        assert bodies == [b"hello"] * 12
        assert other.connections == 12


# ---------------------------------------------------------------- bodies cut, slow, too large


def closes(*pieces: bytes) -> Script:
    """Sends and hangs up."""

    def script(line: socket.socket, _request: bytes, _number: int) -> None:
        for piece in pieces:
            line.sendall(piece)

    return script


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
CUT = {
    "nothing at all": closes(),
    "half a status line": closes(b"HTTP/1.1 2"),
    "half of the headers": closes(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "less than the length says": closes(reply(body=b"x" * 1000)[:-1]),
    "an empty body of some length": closes(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
    "an empty body": closes(reply(body=b"")),
    "an empty body without a length": closes(b"HTTP/1.1 200 OK\r\n\r\n"),
    "chunks without an end": closes(CHUNKED, b"5\r\nhello\r\n"),
    "half a chunk": closes(CHUNKED, b"5\r\nhel"),
    "a chunk of no length": closes(CHUNKED, b"zz\r\nhello\r\n0\r\n\r\n"),
    "half a gzip": closes(reply(body=gzip.compress(b"x" * 999)[:-9], content_encoding="gzip")),
    "no gzip at all": closes(reply(body=b"<html>", content_encoding="gzip")),
    "a length that is none": closes(b"HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\nhello"),
    "a length of 5000 digits": closes(
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\nhello"
    ),
    "two lengths": closes(reply(content_length="5\r\nContent-Length: 6")),
    "a negative length": closes(reply(content_length="-5")),
    "something else": closes(b"220 mail.example ESMTP ready\r\n"),
    "zeros": closes(b"\0" * 4096),
    "headers without an end": closes(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 60_000),
}


@pytest.mark.parametrize("script", CUT.values(), ids=CUT)
def test_an_answer_that_is_cut_or_damaged_is_tried_again_and_then_no_data(script: Script) -> None:
    told, asked = trouble(script, Manners(tries=2, seconds=5))
    assert asked == 2
    assert "(2 tries)" in told


def test_a_body_that_is_longer_than_it_says_ends_where_it_says() -> None:
    """There is no telling such a body from a sound one; what asks for it looks at what it holds."""
    with peer(closes(reply(body=b"hello and more", content_length="5"))) as other:
        assert fetcher(other).get(URL, ONCE).content == b"hello"


def test_a_reset_connection_is_tried_again() -> None:
    def script(line: socket.socket, _request: bytes, number: int) -> None:
        if number == 1:
            line.sendall(reply(body=b"x" * 100)[:-50])
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            line.sendall(reply())

    with peer(script) as other:
        assert fetcher(other).get(URL).content == b"hello"
        assert other.connections == 2


def test_a_host_that_takes_no_connection_is_no_data() -> None:
    with peer(says(reply())) as other:
        pass
    with pytest.raises(NoData, match=r"a\.example did not take the connection \(2 tries\)"):
        fetcher(other).get(URL, Manners(tries=2))


PARTS = (
    b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/1.1 429 X\r\n", b"HTTP/1.0 200\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n", b"Content-Length: ", b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip\r\n", b"Content-Encoding: deflate\r\n", b"Location: ", b"Retry-After: ",
    b"http://", b"//a]b", b"[::1]", b"xn--", b"\r\n", b"\n", b"\r\n\r\n", b"5", b"-1", b"9" * 20, b"\0",
    b"\xff\xfe", b"\x1f\x8b\x08", b"hello", b"5\r\nhello\r\n0\r\n\r\n", b": ", b" ",
)  # fmt: skip


@settings(deadline=None)  # the first example imports httpcore
@given(st.lists(st.sampled_from(PARTS) | st.binary(max_size=8), max_size=14).map(b"".join))
def test_whatever_is_answered_is_a_body_no_data_or_refused(answer: bytes) -> None:
    asking = fetcher(dial=lambda *_address: Remembered(answer))
    try:
        body = asking.get(URL, ONCE)
    except (NoData, Refused):
        return
    assert body.content


class Remembered:
    """A connection whose other side has said all it will say."""

    def __init__(self, said: bytes) -> None:
        self.said = said

    def read(self, most: int, timeout: float | None = None) -> bytes:
        some, self.said = self.said[:most], self.said[most:]
        return some

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Nobody listens."""

    def close(self) -> None:
        """Nothing is open."""


def dripping(*pieces: bytes, every: float = 0.02) -> Script:
    def script(line: socket.socket, _request: bytes, _number: int) -> None:
        for piece in pieces:
            line.sendall(piece)
            time.sleep(every)

    return script


ENDLESS = [b"x"] * 200
SLOW = {
    "silence": dripping(b"", every=0.6),
    "a stall in the body": dripping(reply(body=b"x" * 100)[:-50], every=0.6),
    "a body of drops": dripping(reply(body=b"", content_length="200"), *ENDLESS),
    "headers of drops": dripping(b"HTTP/1.1 200 OK\r\nX: ", *ENDLESS),
    "chunks of drops": dripping(CHUNKED, *[b"1\r\nx\r\n"] * 200),
    "nothing but encouragement": dripping(*[b"HTTP/1.1 100 Continue\r\n\r\n"] * 200),
    "bare drops": dripping(b"HTTP/1.1 200 OK\r\n\r\n", *ENDLESS),
}


@pytest.mark.parametrize("script", SLOW.values(), ids=SLOW)
def test_an_answer_that_takes_too_long_is_cut_off_however_it_drips(script: Script) -> None:
    with peer(script) as other:
        began = time.monotonic()
        with pytest.raises(NoData, match="in time"):
            fetcher(other).get(URL, Manners(tries=1, seconds=0.25))
        assert 0.2 < time.monotonic() - began < 3


def test_a_body_over_the_cap_is_refused_and_not_asked_for_again() -> None:
    small = Manners(tries=5, cap=1000, wire=1000)
    told, asked = trouble(says(reply(body=b"x" * 1001)), small)
    assert "the body has 1,001 bytes. Expected: at most 1,000 as transferred." in told
    assert asked == 1
    chunk = b"100\r\n" + b"x" * 256 + b"\r\n"
    told, asked = trouble(closes(CHUNKED, *[chunk] * 40), small)
    assert "larger than 1,000 bytes as transferred" in told
    bomb = reply(body=gzip.compress(b"\0" * 100_000), content_encoding="gzip")
    told, asked = trouble(says(bomb), small)
    assert "larger than 1,000 bytes decoded" in told


def test_a_compressed_body_that_nobody_asked_for_is_read() -> None:
    with peer(says(reply(body=gzip.compress(b"hello"), content_encoding="gzip"))) as other:
        assert fetcher(other).get(URL, ONCE).content == b"hello"
        assert other.headers()["accept-encoding"] == "identity"


# ---------------------------------------------------------------- files


def test_a_download_is_complete_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"what was there")
    with peer(CUT["less than the length says"]) as other, pytest.raises(NoData):
        fetcher(other).download(URL, path, ONCE)
    assert [p.name for p in tmp_path.iterdir()] == ["large"]
    assert path.read_bytes() == b"what was there"


def test_a_download_takes_what_a_killed_one_left_behind_away(tmp_path: Path) -> None:
    (tmp_path / "large.part").write_bytes(b"half of" * 100)
    with peer(says(reply(500), reply(body=b"all"))) as other:
        fetcher(other).download(URL, tmp_path / "large")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"large": b"all"}


def test_a_download_over_the_cap_leaves_nothing(tmp_path: Path) -> None:
    bomb = reply(body=gzip.compress(b"\0" * 100_000), content_encoding="gzip")
    with peer(says(bomb)) as other, pytest.raises(Refused):
        fetcher(other).download(URL, tmp_path / "large", Manners(cap=1000))
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with (
        peer(says(reply())) as other,
        pytest.raises(DataTrouble, match="cannot be written: No such"),
    ):
        fetcher(other).download(URL, tmp_path / "absent" / "large", ONCE)


# ---------------------------------------------------------------- secrets


SECRET = "conf1dential/+ä"
KEYED = "http://a.example/v1?id=DGS10&mine=conf1dential%2F%2B%C3%A4&n=1"
KEEPING = Manners(tries=2, secret=("mine",), headers={"X-Key": SECRET.replace("ä", "a")})


def shown(caught: BaseException) -> str:
    """Everything an error says in any way, with what it came from unless that is suppressed."""
    import traceback

    parts = [str(caught), repr(caught), *map(str, vars(caught).values())]
    return "".join(parts + traceback.format_exception(caught))


@pytest.mark.parametrize(
    "script",
    [*CUT.values(), says(reply(404)), says(reply(500)),
     says(reply(302, b"", location="http://u:conf1dential@c.example/")),
     says(reply(302, b"", location="conf1dential%2F%2B%C3%A4:x")),
     says(reply(302, b"", location="http://b.example/?x=conf1dential/+%C3%A4")),
     says(reply(302, b"", location="ftp://b.example/?x=conf1dential%2F%2B%C3%A4")),
     says(b"HTTP/1.1 conf1dential/+\xc3\xa4 Hm\r\n\r\n")],
)  # fmt: skip
def test_no_message_shows_a_key(script: Script) -> None:
    with peer(script) as other, pytest.raises((NoData, Refused)) as raised:
        fetcher(other).get(KEYED, KEEPING)
    text = shown(raised.value)
    assert "id=DGS10&mine=***&n=1" in text
    for form in ("conf1dential/+", "conf1dential%2F", "conf1dential%2f"):
        assert form not in text


def test_no_body_shows_a_key() -> None:
    with peer(says(reply(302, b"", location="/v2/conf1dential%2F%2B%C3%A4"), reply())) as other:
        body = fetcher(other).get(KEYED, KEEPING)
    assert body.url == "http://a.example/v1?id=DGS10&mine=***&n=1"
    assert body.final == "http://a.example/v2/***"
    assert "conf1" not in repr(body)


def test_a_bad_mirror_or_header_is_wrong_use() -> None:
    with pytest.raises(BadArgument):
        fetcher(mirror="mirror")
    with pytest.raises(BadArgument) as raised:
        fetcher().get(URL, Manners(headers={"X-Key": "conf1dential\r\n"}))
    assert "conf1" not in str(raised.value)
