"""One question to the network, redirects and all: every step is checked like a fresh address."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rotascope.errors import NoData, Refused
from rotascope.net.address import Resolve, checked, nameable
from rotascope.net.body import Manners
from rotascope.net.dialling import Dial, connected
from rotascope.net.exchange import Answer, asked, headers_for
from rotascope.net.troubles import Again, Nowhere, named
from rotascope.net.urls import Url, joined, mirrored

__all__ = ["Way", "followed"]

MOST_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Way:
    """How hosts are reached: names to addresses, addresses to connections, and what stands for them."""

    resolve: Resolve
    dial: Dial
    tls: Callable[[], ssl.SSLContext]
    agent: str
    mirror: Url | None = None


@contextmanager
def followed(
    way: Way, first: Url, manners: Manners, secrets: tuple[str, ...], left: Callable[[], float]
) -> Iterator[tuple[Url, Answer]]:
    """The answer behind at most three redirects, and the address that gave it, as named without mirror.

    secrets: values that must not reach another host. left: seconds left for all of it. Raises Refused
    for a step to an address that may not be asked, Again and NoData where no answer comes.
    """
    here = first
    for _ in range(MOST_REDIRECTS + 1):
        elsewhere = here.host != first.host
        with _reached(way, here, manners, elsewhere, left) as answer:
            if answer.status not in REDIRECTS:
                yield here, answer
                return
            here = _next(here, answer, secrets)
    raise NoData(f"{first.host} redirects more than {MOST_REDIRECTS} times")


@contextmanager
def _reached(
    way: Way, here: Url, manners: Manners, elsewhere: bool, left: Callable[[], float]
) -> Iterator[Answer]:
    """The answer of one address, or of the mirror that stands for it."""
    there = here if way.mirror is None else _in_the_mirror(here, way.mirror)
    addresses = _addresses(way, there)
    headers = headers_for(there, way.agent, manners.headers, elsewhere=elsewhere)
    with named(there.host):
        stream = connected(addresses, there.port, way.dial, left)
        with asked(there, headers, stream, way.tls) as answer:
            yield answer


def _in_the_mirror(here: Url, mirror: Url) -> Url:
    nameable(here.host)
    if here.host == mirror.host:
        raise Refused(f"{here.host} is the mirror itself", "the address of a source")
    return mirrored(here, mirror)


def _addresses(way: Way, there: Url) -> tuple[str, ...]:
    """Where to dial. The user's own mirror may be anywhere; everything else must be public."""
    try:
        if way.mirror is not None:
            return tuple(way.resolve(there.host, there.port))
        return checked(there.host, there.port, way.resolve)
    except OSError as trouble:
        unknown = isinstance(trouble, socket.gaierror) and trouble.errno != socket.EAI_AGAIN
    if unknown:
        raise Nowhere(f"no address is known for the host {there.host}")
    raise Again(
        f"the address of {there.host} could not be looked up",
        "a connection to the internet",
        unreachable=True,
    )


def _next(here: Url, answer: Answer, secrets: tuple[str, ...]) -> Url:
    """Where a redirect leads, if it may be followed."""
    location = answer.header("location")
    if not location:
        raise NoData(f"{here.host} redirects (status {answer.status}) without saying where to")
    there = joined(here, location)
    if here.scheme == "https" and there.scheme == "http":
        raise Refused(
            f"{here.host} redirects from https to http", "an address as safe as the first"
        )
    if there.host != here.host and any(secret in location for secret in secrets):
        raise Refused(f"{here.host} redirects a key to {there.host}", "a key stays with its host")
    return there
