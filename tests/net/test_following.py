"""Redirects, and the mirror that stands for the internet."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import pytest

from rotascope.errors import NoData, Refused
from rotascope.net.body import Manners
from tests.net.peer import PUBLIC_4, PUBLIC_6, Line, Script, fetcher, peer, reply, says

ONCE = Manners(tries=1, seconds=5)


def sends_to(**places: str) -> Script:
    """Redirects by path, `/a` to places['a']; every other path is answered."""

    def script(line: socket.socket, request: bytes, _number: int) -> None:
        path = request.split(b" ")[1].decode().rpartition("/")[2]
        line.sendall(reply(302, b"", location=places[path]) if path in places else reply())

    return script


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_told(status: int) -> None:
    answers = says(reply(status, b"", location="http://b.example/there?x=1"), reply())
    with peer(answers) as other:
        body = fetcher(other).get("http://a.example/here", ONCE)
        assert (body.url, body.content) == ("http://a.example/here", b"hello")
        assert body.final == "http://b.example/there?x=1"
        assert [other.headers(n)["host"] for n in (0, 1)] == ["a.example", "b.example"]


def test_a_relative_redirect_stays_with_its_host() -> None:
    with peer(sends_to(a="../b?x=1")) as other:
        line = Line(other.port)
        body = fetcher(dial=line).get("http://a.example/x/y/a", ONCE)
        assert body.final == "http://a.example/x/b?x=1"
        assert other.paths == ["/x/y/a", "/x/b?x=1"]
        assert line.dialled == [(PUBLIC_4, 80)] * 2


def test_three_redirects_are_followed_and_a_fourth_is_not() -> None:
    with peer(sends_to(a="/b", b="/c", c="/d")) as other:
        assert fetcher(other).get("http://a.example/a", ONCE).final == "http://a.example/d"
    with peer(sends_to(a="/b", b="/c", c="/d", d="/e")) as other:
        with pytest.raises(NoData, match="redirects more than 3 times"):
            fetcher(other).get("http://a.example/a", ONCE)
        assert other.paths == ["/a", "/b", "/c", "/d"]


def test_a_redirect_in_a_circle_ends() -> None:
    with peer(sends_to(a="/a")) as other:
        with pytest.raises(NoData, match="redirects more than 3 times"):
            fetcher(other).get("http://a.example/a", Manners(tries=5))
        assert other.connections == 4


def test_a_redirect_to_nowhere_is_no_data() -> None:
    with peer(says(reply(302, b""))) as other, pytest.raises(NoData, match="without saying where"):
        fetcher(other).get("http://a.example/a", ONCE)


def test_a_redirect_is_checked_like_a_fresh_address() -> None:
    def resolve(host: str, _port: int) -> Sequence[str]:
        return (PUBLIC_4,) if host == "a.example" else ("10.0.0.7",)

    with peer(sends_to(a="http://b.example/")) as other:
        line = Line(other.port)
        with pytest.raises(Refused, match=r"b\.example leads to 10\.0\.0\.7"):
            fetcher(dial=line, resolve=resolve).get("http://a.example/a", ONCE)
        assert line.dialled == [(PUBLIC_4, 80)]


def test_another_host_learns_no_credential_and_the_first_one_does_again() -> None:
    manners = Manners(tries=1, headers={"Authorization": "Bearer confidential", "User-Agent": "me"})
    with peer(sends_to(a="http://b.example/b", b="http://a.example/c")) as other:
        fetcher(other).get("http://a.example/a", manners)
        seen = [other.headers(n) for n in range(3)]
    assert [h.get("authorization") for h in seen] == [
        "Bearer confidential",
        None,
        "Bearer confidential",
    ]
    assert [h["user-agent"] for h in seen] == ["me", "Rotascope test", "me"]


def test_a_key_is_not_carried_to_another_host() -> None:
    manners = Manners(tries=1, secret=("mine",))
    with peer(sends_to(a="http://b.example/?theirs=confidential")) as other:
        with pytest.raises(Refused, match="redirects a key to") as raised:
            fetcher(other).get("http://a.example/a?mine=confidential&f=/a", manners)
        assert "confidential" not in str(raised.value)
        assert other.connections == 1


def test_cookies_are_not_remembered() -> None:
    with peer(says(reply(set_cookie="crumb=1"))) as other:
        asking = fetcher(other)
        asking.get("http://a.example/a", ONCE)
        asking.get("http://a.example/b", ONCE)
        assert "cookie" not in other.headers()


# ---------------------------------------------------------------- addresses


def test_the_checked_address_is_the_one_that_is_dialled() -> None:
    """A name that leads elsewhere when it is asked a second time gains nothing by it."""
    answers = iter([(PUBLIC_4,), ("127.0.0.1",), ("127.0.0.1",)])
    with peer(says(reply(500), reply())) as other:
        line = Line(other.port)
        asking = fetcher(dial=line, resolve=lambda _h, _p: next(answers))
        with pytest.raises(Refused, match=r"leads to 127\.0\.0\.1"):
            asking.get("http://rebinding.example/", Manners(tries=3))
        assert line.dialled == [(PUBLIC_4, 80)]
    assert next(answers) == ("127.0.0.1",)  # one question for each of two tries


def test_a_second_address_is_tried_when_the_first_takes_no_connection() -> None:
    with peer(says(reply())) as other:
        line = Line(other.port)

        def dial(address: str, port: int, seconds: float) -> object:
            if address == PUBLIC_6:
                raise ConnectionRefusedError
            return line(address, port, seconds)

        asking = fetcher(dial=dial, resolve=lambda _h, _p: (PUBLIC_6, PUBLIC_4))
        assert asking.get("http://a.example/", ONCE).content == b"hello"


@pytest.mark.parametrize(
    ("trouble", "words", "tries"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "no address is known", 1),
        (socket.gaierror(socket.EAI_AGAIN, "later"), "could not be looked up", 2),
        (TimeoutError("silence"), "could not be looked up", 2),
    ],
)
def test_a_name_that_has_no_address_is_no_data(trouble: OSError, words: str, tries: int) -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        raise trouble

    with pytest.raises(NoData, match=words):
        fetcher(resolve=resolve).get("http://a.example/", Manners(tries=3))
    assert len(asked) == tries


def test_a_host_without_an_address_is_not_looked_up_for_every_page() -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    asking = fetcher(resolve=resolve)
    for page in ("1", "2", "3"):
        with pytest.raises(NoData):
            asking.get(f"http://a.example/{page}", Manners())
    assert asked == ["a.example"]


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer(says(reply())) as proxy, peer(says(reply())) as other:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert fetcher(other).get("http://a.example/", ONCE).content == b"hello"
        assert (proxy.connections, other.connections) == (0, 1)


# ---------------------------------------------------------------- mirror


def no_names(_host: str, _port: int) -> Sequence[str]:
    """A resolver for the mirror alone: any other name fails the test."""
    assert _host == "127.0.0.1"
    return (_host,)


def test_a_mirror_is_asked_for_every_host() -> None:
    with peer(says(reply())) as other:
        mirror = f"http://127.0.0.1:{other.port}/net"
        asking = fetcher(mirror=mirror, resolve=no_names)
        body = asking.get("https://a.example/x?y=1", ONCE)
        assert (body.url, body.final) == ("https://a.example/x?y=1",) * 2
        assert other.paths == ["/net/a.example/x?y=1"]
        assert other.headers()["host"] == f"127.0.0.1:{other.port}"


def test_redirects_stay_in_the_mirror() -> None:
    places = {"a": "/b", "b": "https://www.other.example/c", "c": "d?e=1"}
    with peer(sends_to(**places)) as other:
        asking = fetcher(mirror=f"http://127.0.0.1:{other.port}", resolve=no_names)
        body = asking.get("https://a.example/x/a", ONCE)
        assert body.final == "https://www.other.example/d?e=1"
        assert other.paths == ["/a.example/x/a", "/a.example/b", "/www.other.example/c",
                               "/www.other.example/d?e=1"]  # fmt: skip


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1:{port}/a.example/x", "http://127.0.0.1/", "http://localhost:{port}/",
     "http://localhost/", "http://[::1]/", "http://2130706433/", "http://10.0.0.1/", "//127.1/",
     "https://127.0.0.1:{port}/", "http://169.254.169.254/latest/", "http://printer.local/",
     "http://8.8.8.8/", "https://0x7f.1/", "file:///etc/passwd"],
)  # fmt: skip
def test_a_redirect_from_the_mirror_to_an_address_of_its_own_is_refused(location: str) -> None:
    def script(line: socket.socket, _request: bytes, _number: int) -> None:
        line.sendall(reply(302, b"", location=location.format(port=other.port)))

    with peer(script) as other:
        asking = fetcher(mirror=f"http://127.0.0.1:{other.port}", resolve=no_names)
        with pytest.raises(Refused):
            asking.get("http://a.example/x", ONCE)
        assert other.connections == 1


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_redirect_to_the_mirrors_own_name_is_refused(scheme: str) -> None:
    with peer(sends_to(a=f"{scheme}://mirror.example/secret")) as other:
        asking = fetcher(other, mirror="http://mirror.example:8080")
        with pytest.raises(Refused, match=r"mirror\.example is the mirror itself"):
            asking.get("http://a.example/a", ONCE)
        assert other.connections == 1


def test_from_https_to_http_is_refused_in_a_mirror_too() -> None:
    with peer(sends_to(a="http://a.example/b")) as other:
        asking = fetcher(mirror=f"http://127.0.0.1:{other.port}", resolve=no_names)
        with pytest.raises(Refused, match="from https to http"):
            asking.get("https://a.example/a", ONCE)
