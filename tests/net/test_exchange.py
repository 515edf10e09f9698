"""One question and its answer."""

from __future__ import annotations

import socket
import time

import pytest

from rotascope.errors import BadArgument
from rotascope.net.dialling import Bounded, dialled, tls_context
from rotascope.net.exchange import Answer, asked, credentials, headers_for
from rotascope.net.urls import Url
from tests.net.peer import Script, peer, reply, says

URL = Url("http", "a.example", 80, "/x?y=1")
OWN = {"User-Agent": "me@a.example", "Accept": "text/csv", "Authorization": "Bearer confidential",
       "Cookie": "crumb=confidential", "Host": "evil.example", "Accept-Encoding": "br"}  # fmt: skip


def answer(script: Script) -> tuple[Answer, bytes, bytes]:
    """The answer, its body, and the request that the other side saw."""
    with peer(script) as other:
        end = time.monotonic() + 5
        stream = Bounded(dialled("127.0.0.1", other.port, 5), lambda: end - time.monotonic())
        headers = headers_for(URL, "agent", {}, elsewhere=False)
        with asked(URL, headers, stream, tls_context) as found:
            body = b"".join(found.chunks)
    return found, body, other.requests[0]


def test_a_question_names_the_host_that_was_meant() -> None:
    found, body, request = answer(says(reply(etag='"v1"')))
    assert request.startswith(b"GET /x?y=1 HTTP/1.1\r\nhost: a.example\r\n")
    assert (found.status, body, found.header("etag")) == (200, b"hello", '"v1"')


def test_pieces_and_headers_of_the_same_name_are_put_together() -> None:
    def script(line: socket.socket, _request: bytes, _number: int) -> None:
        line.sendall(b"HTTP/1.1 100 Go on\r\n\r\nHTTP/1.1 200 OK\r\nVary: a\r\nVary: b\r\n")
        line.sendall(
            b"Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nT: 1\r\n\r\n"
        )

    found, body, _ = answer(script)
    assert (body, found.header("vary"), found.header("absent")) == (b"hello", "a, b", "")


def test_a_body_without_a_length_ends_with_the_connection() -> None:
    assert answer(says(b"HTTP/1.0 200 OK\r\n\r\nhello"))[1] == b"hello"


def test_a_source_says_who_asks_and_what_for() -> None:
    sent = dict(headers_for(URL, "agent", OWN, elsewhere=False))
    assert (sent["user-agent"], sent["accept"]) == ("me@a.example", "text/csv")
    assert sent["authorization"] == "Bearer confidential"


def test_no_header_of_a_source_moves_the_question_to_another_host_or_asks_for_compression() -> None:
    sent = dict(headers_for(URL, "agent", OWN, elsewhere=False))
    assert (sent["host"], sent["accept-encoding"]) == ("a.example", "identity")


def test_another_host_learns_neither_credentials_nor_who_asks() -> None:
    sent = dict(headers_for(URL, "agent", OWN, elsewhere=True))
    assert sent == {"user-agent": "agent", "accept": "text/csv", "host": "a.example",
                    "accept-encoding": "identity", "connection": "close"}  # fmt: skip


@pytest.mark.parametrize(
    "own",
    [{"X": "confidential\r\nY: 1"}, {"X": "confidentiäl"}, {"X: a": "confidential"}, {"": "x"},
     {"X": ""}, {"X": " confidential"}, {"X": "confidential\x00"}],
)  # fmt: skip
def test_a_header_that_http_cannot_carry_is_named_and_not_shown(own: dict[str, str]) -> None:
    with pytest.raises(BadArgument, match="not one HTTP can carry") as raised:
        headers_for(URL, "agent", own, elsewhere=False)
    assert "confid" not in str(raised.value)


def test_words_of_credentials_are_known() -> None:
    assert credentials(OWN) == ("Bearer", "confidential", "crumb=confidential", "evil.example")
