"""Which addresses are public: every address of a name is checked, and the checked ones are dialled.

Text is never judged: `127.1`, `0x7f.1`, `2130706433` and `localhost` are whatever the resolver says.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread

from rotascope.errors import Refused

__all__ = ["Resolve", "checked", "looked_up", "nameable", "public"]

# Host name and port to addresses in digits, best first. Raises OSError where there is none.
Resolve = Callable[[str, int], Sequence[str]]

# `ipaddress.is_global` differs between versions of Python and says True for tunnels that end in a
# private network, so the ranges are written out; is_global is a second opinion.
_NOT_PUBLIC_4 = (
    "0.0.0.0/8",  # this network; 0.0.0.0 is the machine itself
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  # private
    "100.64.0.0/10",  # carriers' own, and Alibaba's metadata
    "127.0.0.0/8",  # loopback
    "168.63.129.16/32",  # Azure's own services, seen from inside only
    "169.254.0.0/16",  # link-local, and the metadata of most clouds
    "192.0.0.0/24",  # protocol assignments, and Oracle's metadata
    "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",  # documentation
    "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24",  # anycast of the nearest network
    "192.88.99.0/24",  # 6to4 relays
    "198.18.0.0/15",  # benchmarks of routers
    "224.0.0.0/4", "240.0.0.0/4",  # multicast, reserved, broadcast
)  # fmt: skip
# All that is given out for use is 2000::/3: loopback, v4-compatible, NAT64 (64:ff9b::/96 and
# 64:ff9b:1::/48), unique local, link-local, site-local and multicast addresses lie outside.
_GIVEN_OUT_6 = "2000::/3"
_NOT_PUBLIC_6 = (
    "2001::/23",  # Teredo, ORCHID, benchmarks
    "2001:db8::/32", "3fff::/20",  # documentation
    "2002::/16",  # 6to4: an IPv4 address, private ones too, lies inside
    "2620:4f:8000::/48",  # anycast of the nearest network
)  # fmt: skip
_MAPPED = "::ffff:0:0/96"
# Interface identifiers of ISATAP, a tunnel to the IPv4 address in the last 32 bits.
_ISATAP = (0x00005EFE, 0x02005EFE)
LOOKUP_SECONDS = 10.0
_LOCAL_ENDINGS = (
    "localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private",
    "arpa",
)  # fmt: skip


@cache
def _networks() -> tuple[tuple[IPv4Network, ...], tuple[IPv6Network, ...], IPv6Network]:
    four = tuple(IPv4Network(text) for text in _NOT_PUBLIC_4)
    return four, tuple(IPv6Network(text) for text in _NOT_PUBLIC_6), IPv6Network(_GIVEN_OUT_6)


def public(address: str) -> bool:
    """Whether an address in digits belongs to the public internet; False for anything unreadable.

    It cannot know a provider's own NAT64 prefix, nor what a public address forwards to.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if isinstance(parsed, IPv4Address):
        return parsed.is_global and not any(parsed in network for network in _networks()[0])
    return _public_6(parsed)


def _public_6(address: IPv6Address) -> bool:
    _, refused, given_out = _networks()
    tunnel = (int(address) >> 32) & 0xFFFFFFFF in _ISATAP
    if address.scope_id is not None or tunnel or address not in given_out:
        return False
    return address.is_global and not any(address in network for network in refused)


def checked(host: str, port: int, resolve: Resolve) -> tuple[str, ...]:
    """Addresses of a host, in the resolver's order, if every one of them is public.

    One private address among public ones is Refused as well: which of them is dialled would be
    chance. The resolver is asked once; its OSError goes through, also for a name without address.
    """
    addresses = tuple(dict.fromkeys(resolve(host, port)))
    if not addresses:
        raise socket.gaierror(socket.EAI_NONAME, "no address")
    private = [address for address in addresses if not public(address)]
    if private:
        raise Refused(
            f"{host} leads to {private[0]}, which is not on the public internet",
            "a host all of whose addresses are public",
        )
    return addresses


def looked_up(host: str, port: int, seconds: float = LOOKUP_SECONDS) -> tuple[str, ...]:
    """The system's own resolver, as a Resolve; silence for `seconds` is a TimeoutError.

    Raises Refused for a text that cannot be a host name, socket.gaierror for a name nobody knows.
    """
    answers: SimpleQueue[tuple[str, ...] | OSError | UnicodeError] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(tuple(str(entry[4][0]) for entry in found))
        except (OSError, UnicodeError) as trouble:
            answers.put(trouble)

    # getaddrinfo takes no time limit, and a daemon does not keep the program from ending.
    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"no address of {host} within {seconds:g} s") from None
    if isinstance(answer, UnicodeError):
        raise Refused(f"'{host}' is not a host name", "letters, digits, hyphens and dots")
    if isinstance(answer, OSError):
        raise answer
    return answer


def nameable(host: str) -> None:
    """Refuse addresses in digits and names of the local network; for hosts that are not resolved.

    Only for what is asked of a mirror: there the mirror's address is dialled whatever the host says.
    """
    labels = host.rstrip(".").lower().split(".")
    digits = ":" in host or labels[-1].isdigit() or labels[-1].startswith("0x")
    if digits or len(labels) < 2 or labels[-1] in _LOCAL_ENDINGS:
        raise Refused(
            f"'{host}' is not the name of a public host",
            "a name such as www.example.com, not digits and not a name of the local network",
        )
