"""Connections to addresses that were checked: dialled in digits, and never longer than the time left."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rotascope.errors import BadArgument

if TYPE_CHECKING:
    from httpcore import NetworkStream

__all__ = ["Bounded", "Dial", "connected", "dialled", "tls_context"]

# An address in digits, a port and seconds, to a stream. Raises httpcore.NetworkError or OSError.
Dial = Callable[[str, int, float], "NetworkStream"]


def dialled(address: str, port: int, seconds: float) -> NetworkStream:
    """A plain connection, as a Dial. An address in digits is not looked up a second time."""
    import httpcore

    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


def tls_context() -> ssl.SSLContext:
    """TLS that checks certificates and names, against SSL_CERT_FILE or SSL_CERT_DIR where set.

    They are how a firm says which authorities it trusts; without them those of certifi count.
    Raises BadArgument if what they name cannot be read.
    """
    from httpx import create_ssl_context

    try:
        context = create_ssl_context(trust_env=True)
    except OSError as trouble:
        raise BadArgument(
            f"the trusted certificates cannot be read: {trouble.strerror}",
            "a file of certificates (PEM) in SSL_CERT_FILE, or a folder of them in SSL_CERT_DIR",
            "without these variables",
        ) from None
    context.set_alpn_protocols(["http/1.1"])
    return context


class Bounded:
    """A stream every read and write of which ends when the time of the whole request is over.

    `left` gives the seconds left; a peer that drips one byte a second is cut off like a silent one.
    """

    __slots__ = ("_left", "_stream")

    def __init__(self, stream: NetworkStream, left: Callable[[], float]) -> None:
        self._stream, self._left = stream, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes; b'' at the end."""
        return self._stream.read(max_bytes, _some(self._left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        self._stream.write(buffer, _some(self._left()))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: Any = None
    ) -> Bounded:
        """The same connection, encrypted; the certificate must be for `server_hostname`."""
        seconds = _some(self._left())
        return Bounded(self._stream.start_tls(ssl_context, server_hostname, seconds), self._left)

    def get_extra_info(self, info: str) -> Any:
        """What the stream below says."""
        return self._stream.get_extra_info(info)


def connected(
    addresses: Sequence[str], port: int, dial: Dial, left: Callable[[], float]
) -> Bounded:
    """A connection to the first address that takes one; each has an equal share of the time left.

    Raises the last address's httpcore.NetworkError or TimeoutException.
    """
    import httpcore

    for at, address in enumerate(addresses):
        try:
            return Bounded(dial(address, port, _some(left()) / (len(addresses) - at)), left)
        except (httpcore.NetworkError, httpcore.TimeoutException):
            if at == len(addresses) - 1:
                raise
        except OSError as trouble:
            if at == len(addresses) - 1:
                raise httpcore.ConnectError(str(trouble)) from trouble
    raise httpcore.ConnectError("no address")


def _some(seconds: float) -> float:
    """Seconds, if there are any left: a socket takes 0 for 'do not wait' and less for an error."""
    import httpcore

    if seconds <= 0:
        raise httpcore.ReadTimeout("the time of the request is over")
    return seconds
