"""Every way we know of spelling an address that is not public, and that none of them is reached.

Two witnesses: the dial writes down every address it is asked for, and a canary on loopback counts
who comes. Where a form does reach the dial, the dial leads any address that is not on the short list
of public ones straight to the canary.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from urllib.parse import quote

import httpcore
import pytest

from rotascope.errors import NoData, Refused
from rotascope.net.body import Manners
from rotascope.net.fetching import Fetcher
from tests.net.peer import PUBLIC_4, PUBLIC_6, Line, Peer, fetcher, peer, reply, says

ONCE = Manners(tries=1, seconds=2)
PRIVATE_4 = ("127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "172.16.0.1", "0.0.0.0",
             "100.100.100.200", "168.63.129.16")  # fmt: skip
# Names that lead to such addresses, as a resolver somewhere says.
NAMES = {
    "localhost": ("127.0.0.1",), "localhost.localdomain": ("127.0.0.1",), "ip6-localhost": ("::1",),
    "a.localhost": ("::1",), "localtest.example": ("127.0.0.1",), "metadata": ("169.254.169.254",),
    "metadata.google.internal": ("169.254.169.254",), "printer.local": ("192.168.1.9",),
    "kubernetes.default.svc": ("10.96.0.1",), "host.docker.internal": ("172.17.0.1",),
    "127.0.0.1.nip.example": ("127.0.0.1",), "7f000001.rbndr.example": ("127.0.0.1",),
    "mixed.example": (PUBLIC_4, "127.0.0.1"), "mixed6.example": (PUBLIC_6, "::1"),
    "mapped.example": ("::ffff:127.0.0.1",), "nat64.example": ("64:ff9b::7f00:1",),
    "sixtofour.example": ("2002:7f00:1::",), "scoped.example": ("fe80::1%lo",),
    "broadcast.example": ("255.255.255.255",), "multicast.example": ("224.0.0.1",),
    "odd.example": ("127.1",), "empty.example": ("",), "xn--bcher-kva.example": ("127.0.0.1",),
}  # fmt: skip
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def spellings(text: str) -> list[str]:
    """Hosts that some reader takes for this v4 address."""
    whole = IPv4Address(text)
    number, (a, b, c, d) = int(whole), whole.packed
    pair = f"{number >> 16:x}:{number & 0xFFFF:x}"
    return [
        text, f"{text}.", str(number), f"{number:#x}", f"{number:#X}", f"0{number:o}",
        f"{number + 2**32}",
        f"{a:#x}.{b:#x}.{c:#x}.{d:#x}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a:03d}.{b:03d}.{c:03d}.{d:03d}",
        f"{a:#x}.{b}.0{c:o}.{d}", f"{a}.{b}.{c * 256 + d}", f"{a}.{number & 0xFFFFFF}",
        f"0x{a:04x}.{b}.{c}.{d}",
        f"0{a:05o}.{b}.{c}.{d}", f"[::ffff:{text}]", f"[::ffff:{pair}]", f"[0:0:0:0:0:ffff:{pair}]",
        f"[::{text}]", f"[::{pair}]", f"[::ffff:0:{text}]", f"[64:ff9b::{text}]", f"[64:ff9b:1::{pair}]",
        f"[2002:{pair}::]", f"[2002:{pair}::1]",
        f"[2001::{~number >> 16 & 0xFFFF:x}:{~number & 0xFFFF:x}]",
        f"[2606:4700::5efe:{text}]", f"[::ffff:{text}%25lo]", text.translate(CIRCLED),
        text.translate(FULL_WIDTH), text.translate(SUPERSCRIPT), text.translate(ARABIC),
        text.replace(".", "。"), text.replace(".", "｡"), quote(text, safe="").replace(".", "%2e"),
        "".join(f"%{ord(char):02x}" for char in text),
    ]  # fmt: skip


HOSTS = (
    *dict.fromkeys(host for text in PRIVATE_4 for host in spellings(text)),
    *NAMES, *(f"{name}." for name in NAMES), "LOCALHOST", "LocalHost", "bücher.example",
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::1%25lo]", "[fe80::1]", "[fe80::1%25eth0]",
    "[fc00::1]", "[fd00:ec2::254]", "[fec0::1]", "[ff02::1]", "[100::1]", "[2001:db8::1]", "[3fff::1]",
    "[5f00::1]", "127.127.127.127", "127.255.255.254", "0", "0.0", "00000", "0x0", "127.0.1", "127.1",
    "127.0.0.1%00.example", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.0.192", "192.88.99.1",
    "203.0.113.9", "240.0.0.1",
)  # fmt: skip
WHOLE = (
    "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:80/_GET",
    "dict://127.0.0.1:80/", "ldap://127.0.0.1/", "tftp://127.0.0.1/", "sftp://127.0.0.1/", "jar:http://127.0.0.1!/",
    "ws://127.0.0.1/", "data:text/plain,x", "javascript:alert(1)", "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/", "FILE:///etc/passwd", "HTTP://127.0.0.1/", "hTTpS://127.0.0.1/",
    "//127.0.0.1/", "///127.0.0.1/", "http:/127.0.0.1/", "http:127.0.0.1", "http:\\\\127.0.0.1\\",
    "127.0.0.1",
    "localhost:80", "http://www.example.com@127.0.0.1/", "http://www.example.com:80@127.0.0.1/",
    "http://127.0.0.1@www.example.com@127.0.0.1/", "http://127.0.0.1#@www.example.com/",
    "http://127.0.0.1?@www.example.com/", "http://127.0.0.1\\@www.example.com/", "http://127.0.0.1;www.example.com/",
    "http://127.0.0.1/@www.example.com", "http://127.0.0.1:80#/www.example.com", "http://[::1]@127.0.0.1/",
    "http://127.0.0.1&@www.example.com/", "http://127.0.0.1\t/", "http://127.0.0.1\n/", " http://127.0.0.1/",
    "http:// 127.0.0.1/", "http://127.0.0.1 /", "http://127.0.0.1%20/", "http://127.0.0.1%23.example/",
    "http://\u200b127.0.0.1/", "http://127.0.0.1\u3000/", "http://127.0.0\u00ad.1/", "http://loc\u00adalhost/",
    "http://ⓛocalhost/", "http://ｌｏｃａｌｈｏｓｔ/", "http://localhoſt/", "http://[::ffff:127.0.0.1/", "http://::1/",
    "http://[127.0.0.1]/", "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/",
    "http://127.1:{port}/", "http://www.example.com:{port}/", "http://www.example.com:22/",
    "http://www.example.com:65616/", "http://www.example.com:-80/", "http://www.example.com:080x/",
    "http://www.example.com:6379/", "https://www.example.com:11211/", "http://u:p@www.example.com/",
)  # fmt: skip
FORMS = (*(f"http://{host}/latest/meta-data" for host in HOSTS), *WHOLE)


def numeric_or_named(host: str, port: int) -> tuple[str, ...]:
    """The system's reading of digits in any form; else the table; else an address that is public.

    The last is the worst case: whatever no reader here understands counts as a public name.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return tuple(str(entry[4][0]) for entry in found)
    except (socket.gaierror, UnicodeError):
        return NAMES.get(host.removesuffix("."), (PUBLIC_4,))


@dataclass
class Guard:
    """A dial that lets nobody out, and everybody who should not be there in to the canary."""

    canary: Peer
    origin: Peer | None = None
    dialled: list[str] = field(default_factory=list)

    def __call__(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.dialled.append(address)
        if address not in {PUBLIC_4, PUBLIC_6}:
            return Line(self.canary.port)(address, port, seconds)
        if self.origin is None:
            raise ConnectionRefusedError
        return Line(self.origin.port)(address, port, seconds)

    @property
    def private(self) -> list[str]:
        return [address for address in self.dialled if address not in {PUBLIC_4, PUBLIC_6}]


@pytest.fixture(scope="module")
def canary() -> Iterator[Peer]:
    with peer(says(reply(body=b"secrets of this machine"))) as found:
        yield found


def outcome(asking: Fetcher, url: str) -> str:
    """'Refused', 'NoData', or 'a body'."""
    try:
        asking.get(url, ONCE)
    except (Refused, NoData) as trouble:
        return type(trouble).__name__
    return "a body"


def test_there_are_more_than_two_hundred_forms() -> None:
    assert len(set(FORMS)) > 350


def test_no_form_reaches_an_address_that_is_not_public(canary: Peer) -> None:
    guard, ends = Guard(canary), dict[str, str]()
    for form in FORMS:
        asking = fetcher(dial=guard, resolve=numeric_or_named)
        ends[form] = outcome(asking, form.format(port=canary.port))
    assert guard.private == []
    assert canary.connections == 0
    assert set(ends.values()) == {"Refused", "NoData"}
    # What is not refused is a name that the table does not know, at the public address it then has.
    assert list(ends.values()).count("NoData") == len(guard.dialled)
    assert len(guard.dialled) < 40


def test_no_redirect_to_any_form_reaches_an_address_that_is_not_public(canary: Peer) -> None:
    places = [form.format(port=canary.port) for form in FORMS]

    def script(line: socket.socket, request: bytes, _number: int) -> None:
        _, path, *_ = request.decode().split(" ")
        asked = path.removeprefix("/from/")
        line.sendall(reply(302, b"", location=places[int(asked)]) if asked.isdigit() else reply())

    with peer(script) as origin:
        guard = Guard(canary, origin)
        for number in range(len(places)):
            asking = fetcher(dial=guard, resolve=numeric_or_named)
            outcome(asking, f"http://www.example.com/from/{number}")
    assert guard.private == []
    assert canary.connections == 0
    assert len(guard.dialled) >= len(places)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "[::1]", "localhost", "0x7f.1"])
def test_every_kind_of_redirect_is_checked(status: int, host: str, canary: Peer) -> None:
    with peer(says(reply(status, b"", location=f"//{host}/"))) as origin:
        guard = Guard(canary, origin)
        assert (
            outcome(fetcher(dial=guard, resolve=numeric_or_named), "http://a.example/") == "Refused"
        )
    assert (guard.dialled, canary.connections) == ([PUBLIC_4], 0)


def test_with_a_mirror_no_form_is_asked_of_anything_but_the_mirror(canary: Peer) -> None:
    """Digits are refused; a name is a folder of the mirror, wherever it would lead."""
    with peer(says(reply(404))) as mirror:
        before = canary.connections
        dialled: list[tuple[str, int]] = []

        def dial(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
            dialled.append((address, port))
            return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)

        for form in FORMS:
            asking = fetcher(
                mirror=f"http://127.0.0.1:{mirror.port}/m", dial=dial, resolve=literally
            )
            assert outcome(asking, form.format(port=canary.port)) in {"Refused", "NoData"}
        assert set(dialled) <= {("127.0.0.1", mirror.port)}
        assert canary.connections == before
        hosts = {path.split("/")[2] for path in mirror.paths}
    assert not {h for h in hosts if ":" in h or h[-1].isdigit() or "localhost" in h.split(".")}


def literally(host: str, _port: int) -> tuple[str, ...]:
    assert host == "127.0.0.1", "with a mirror no name but its own is looked up"
    return (host,)


class Ear:
    """What Python itself says it connects to or looks up, while it is listened to."""

    def __init__(self) -> None:
        self.listening, self.heard = False, list[object]()
        sys.addaudithook(self.hear)

    def hear(self, event: str, args: tuple[object, ...]) -> None:
        if self.listening and event in {"socket.connect", "socket.sendto", "socket.connect_ex"}:
            self.heard.append(args[1])


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear()  # an audit hook cannot be taken away; one is enough


def test_the_interpreter_saw_no_connection_either(ear: Ear, canary: Peer) -> None:
    """The real dial and the real reading of digits, for the forms that are digits."""
    digits = [f for f in FORMS if not any(letter in f for letter in ("example", "{", "%", "\t"))]
    ear.listening = True
    try:
        asking = fetcher(dial=None, resolve=only_digits)
        ends = {outcome(asking, form) for form in digits}
    finally:
        ear.listening = False
    assert len(digits) > 200
    assert ends == {"Refused", "NoData"}
    assert (ear.heard, canary.connections) == ([], 0)


def only_digits(host: str, port: int) -> tuple[str, ...]:
    """As numeric_or_named, without the public address that the real dial must not be led to."""
    found = numeric_or_named(host, port)
    if found == (PUBLIC_4,):
        raise socket.gaierror(socket.EAI_NONAME, "no address")
    return found


def test_the_witnesses_see_a_connection_when_there_is_one(ear: Ear) -> None:
    with peer(says(reply(body=b"secrets"))) as canary:
        guard = Guard(canary)
        ear.listening = True
        try:
            stream = guard("127.0.0.1", 80, 1.0)
            stream.write(b"GET / HTTP/1.1\r\n\r\n")
            assert b"200" in stream.read(99)
            stream.close()
        finally:
            ear.listening = False
        assert guard.private == ["127.0.0.1"]
        assert ("127.0.0.1", canary.port) in ear.heard
        ear.heard.clear()
    assert canary.connections == 1
