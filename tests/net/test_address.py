"""Which addresses are public."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.errors import Refused
from rotascope.net import address
from rotascope.net.address import checked, looked_up, nameable, public

PUBLIC = ("93.184.215.14", "8.8.8.8", "1.1.1.1", "23.215.0.136", "2606:4700::1111", "2a00:1450::1",
          "::ffff:8.8.8.8")  # fmt: skip
# One address, its first and its last where that matters, of everything that is not public.
PRIVATE = (
    "0.0.0.0", "0.255.255.255", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1",
    "127.255.255.254", "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255",
    "192.0.0.9", "192.0.0.192", "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1",
    "192.168.0.1", "192.175.48.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:0:1::1",
    "2001:2::1", "2001:10::1", "2001:20::1", "2001:1ff:ffff::1", "2001:db8::1", "2002:7f00:1::",
    "2002:808:808::1", "2620:4f:8000::1", "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254",
    "fe80::1", "fe80::1%eth0", "2606:4700::1%1", "fec0::1", "ff02::1", "ff0e::1",
    "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1",
    "", "localhost", "127.1", "0x7f.1", "2130706433", "1.2.3.4.5", "[::1]", "8.8.8.8 ",
)  # fmt: skip


@pytest.mark.parametrize("text", PUBLIC)
def test_a_public_address_is_public(text: str) -> None:
    assert public(text)


@pytest.mark.parametrize("text", PRIVATE)
def test_what_is_not_of_the_public_internet_is_not_public(text: str) -> None:
    assert not public(text)


@given(st.ip_addresses(v=4))
def test_a_v4_address_is_public_in_no_more_cases_than_python_says(found: IPv4Address) -> None:
    assert not public(str(found)) or (found.is_global and not found.is_multicast)


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_as_public_as_the_one_inside(found: IPv4Address) -> None:
    assert public(f"::ffff:{found}") == public(str(found))


@given(st.ip_addresses(v=4), st.sampled_from(["::{}", "64:ff9b::{}", "2002:{}::", "2001::{}"]))
def test_no_tunnel_to_a_v4_address_is_public(found: IPv4Address, form: str) -> None:
    number = int(found)
    inside = f"{number >> 16:x}:{number & 0xFFFF:x}"
    assert not public(form.format(inside))


@given(st.ip_addresses(v=6))
def test_a_v6_address_outside_what_is_given_out_is_not_public(found: IPv6Address) -> None:
    if int(found) >> 125 != 1 and found.ipv4_mapped is None:
        assert not public(str(found))


def test_the_ranges_are_what_they_are_meant_to_be() -> None:
    for network in map(IPv4Network, address._NOT_PUBLIC_4):
        assert not public(str(network[0]))
        assert not public(str(network[-1]))


def test_every_address_of_a_name_is_checked() -> None:
    with pytest.raises(Refused, match=r"mixed\.example leads to 10\.0\.0\.7"):
        checked("mixed.example", 443, lambda _h, _p: ("8.8.8.8", "10.0.0.7"))


def test_the_resolver_is_asked_once_and_its_order_is_kept() -> None:
    asked: list[tuple[str, int]] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["8.8.8.8", "1.1.1.1", "8.8.8.8"]

    assert checked("twice.example", 443, resolve) == ("8.8.8.8", "1.1.1.1")
    assert asked == [("twice.example", 443)]


def test_a_name_without_an_address_is_no_address() -> None:
    with pytest.raises(socket.gaierror):
        checked("gone.example", 443, lambda _h, _p: ())


@pytest.mark.parametrize(
    "text", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "::1"]
)
def test_the_system_reads_every_spelling_of_this_machine_and_it_is_refused(text: str) -> None:
    assert ip_address(looked_up(text, 80)[0]).is_loopback
    with pytest.raises(Refused, match="not on the public internet"):
        checked(text, 80, looked_up)


@pytest.mark.parametrize("text", ["a" * 64 + ".example", "a..b"])
def test_what_cannot_be_a_host_name_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not a host name"):
        looked_up(text, 80)


def test_a_resolver_that_is_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    answer = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: answer.wait(10) and [])
    with pytest.raises(TimeoutError, match=r"within 0\.05 s"):
        looked_up("slow.example", 80, 0.05)
    answer.set()


def test_a_trouble_of_the_resolver_is_the_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_named: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(socket.gaierror):
        looked_up("gone.example", 80)


@pytest.mark.parametrize(
    "text",
    ["127.0.0.1", "8.8.8.8", "2130706433", "0x7f.1", "0x7f000001", "127.0.0.0x1", "::1", "1.",
     "localhost", "a.localhost", "localhost.", "printer.local", "metadata.google.internal",
     "intranet", "nas.lan", "router.home.arpa"],
)  # fmt: skip
def test_digits_and_local_names_stand_for_no_public_host(text: str) -> None:
    with pytest.raises(Refused, match="not the name of a public host"):
        nameable(text)


@pytest.mark.parametrize("text", ["www.example.com", "3m.com", "a.co", "xn--r8jz45g.jp"])
def test_a_name_of_the_internet_may_be_asked_of_a_mirror(text: str) -> None:
    assert nameable(text) is None  # type: ignore[func-returns-value]
