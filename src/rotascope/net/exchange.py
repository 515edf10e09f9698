"""One question and its answer over one connection: headers out, status and raw bytes in."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from rotascope.errors import BadArgument
from rotascope.net.dialling import Bounded
from rotascope.net.urls import Url

if TYPE_CHECKING:
    from httpcore import NetworkStream

__all__ = ["Answer", "asked", "credentials", "headers_for"]

# The words between two machines that only the seam itself may say.
_OURS = frozenset(
    {"host", "accept-encoding", "connection", "content-length", "transfer-encoding", "te", "upgrade",
     "expect", "range"}
)  # fmt: skip
_TO_ANYONE = frozenset({"accept", "accept-language"})
_NAME, _VALUE = (
    re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"),
    re.compile(r"[\x21-\x7e]([\x20-\x7e\t]*[\x21-\x7e])?"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered. `chunks` are the body's bytes as transferred, to be read once."""

    status: int
    headers: tuple[tuple[str, str], ...]
    chunks: Iterator[bytes]

    def header(self, name: str) -> str:
        """A header by its name in lower case, several joined by a comma; '' if there is none."""
        return ", ".join(value.strip() for key, value in self.headers if key == name)


def headers_for(
    url: Url, agent: str, own: Mapping[str, str], *, elsewhere: bool
) -> tuple[tuple[str, str], ...]:
    """Headers of a request. own: the source's; `elsewhere`: a redirect has led to another host.

    Another host learns no header of the source but what it can read, for the rest may be a credential.
    No compression is asked for. Raises BadArgument, which does not show the value, for what HTTP
    cannot carry.
    """
    for name, value in [*own.items(), ("User-Agent", agent)]:
        if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            raise BadArgument(f"the header {name!r} is not one HTTP can carry", "printable ASCII")
    sent = {name.lower(): value for name, value in own.items() if name.lower() not in _OURS}
    if elsewhere:
        sent = {name: value for name, value in sent.items() if name in _TO_ANYONE}
    ours = {"host": url.authority, "accept-encoding": "identity", "connection": "close"}
    return tuple(({"user-agent": agent, "accept": "*/*"} | sent | ours).items())


def credentials(own: Mapping[str, str]) -> tuple[str, ...]:
    """Words of a source's headers that no message may show: all but who asks, and for what."""
    open_ones = _TO_ANYONE | {"user-agent"}
    values = (value for name, value in own.items() if name.lower() not in open_ones)
    return tuple(word for value in values for word in value.split() if len(word) >= 4)


@contextmanager
def asked(
    url: Url,
    headers: tuple[tuple[str, str], ...],
    stream: Bounded,
    tls: Callable[[], ssl.SSLContext],
) -> Iterator[Answer]:
    """GET over a connection, which is closed at the end. The certificate is checked for url.host.

    Nothing is decoded, followed or remembered (no cookies, no proxies, no password files).
    """
    import httpcore

    try:
        if url.scheme == "https":
            stream = stream.start_tls(tls(), server_hostname=url.host)
        origin = httpcore.Origin(url.scheme.encode(), url.host.encode(), url.port)
        line = httpcore.HTTP11Connection(origin, cast("NetworkStream", stream))
        target = httpcore.URL(
            scheme=origin.scheme, host=origin.host, port=url.port, target=url.target.encode()
        )
        request = httpcore.Request(
            b"GET", target, headers=[(k.encode(), v.encode()) for k, v in headers]
        )
        response = line.handle_request(request)
        yield Answer(
            response.status,
            tuple(
                (k.decode("latin-1").lower(), v.decode("utf-8", "replace"))
                for k, v in response.headers
            ),
            response.iter_stream(),
        )
    finally:
        stream.close()
