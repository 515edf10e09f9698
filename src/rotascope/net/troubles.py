"""What goes wrong on the way, in our words: no text of a library or of a peer gets into a message."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from rotascope.errors import NoData

__all__ = ["Again", "Nowhere", "named"]


class Again(NoData):
    """Nothing this time, but another try may: 429, 5xx, silence, a cut connection, a cut body.

    `wait` is how many seconds the source asked for; None if it did not say. `unreachable`: not even
    the host's address could be had, so its other pages need not be tried either.
    """

    def __init__(
        self, what: str, expected: str = "", *, wait: float | None = None, unreachable: bool = False
    ) -> None:
        super().__init__(what, expected)
        self.wait = wait
        self.unreachable = unreachable


class Nowhere(NoData):
    """The host's name has no address here: no other page of it can be had either."""


@contextmanager
def named(host: str) -> Iterator[None]:
    """Troubles of a connection as Again; a certificate that does not hold is NoData at once."""
    import httpcore

    try:
        yield
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as trouble:
        certificate = _certificate(trouble)
        # Libraries quote what was sent or received, which may hold a key: `from None` keeps their
        # texts out of tracebacks too.
        if certificate:
            expected = "a certificate of an authority this machine trusts, for that name"
            raise NoData(f"{host} {certificate}", expected) from None
        raise Again(f"{host} {_words(trouble)}") from None


def _words(trouble: Exception) -> str:
    """What happened, as the end of a sentence about the host."""
    import httpcore

    told = (
        (httpcore.ConnectTimeout, "did not take the connection in time"),
        (httpcore.TimeoutException, "did not send its answer in time"),
        (httpcore.ConnectError, "did not take the connection"),
        (httpcore.ProtocolError, "sent an answer that is cut short or not HTTP"),
    )
    found = (words for kind, words in told if isinstance(trouble, kind))
    return next(found, "cut the connection")


def _certificate(trouble: BaseException | None) -> str:
    """What is wrong with the certificate, if that is what is wrong."""
    while trouble is not None:
        if isinstance(trouble, ssl.SSLCertVerificationError):
            return f"shows a certificate that does not hold ({trouble.verify_message})"
        trouble = trouble.__cause__ or trouble.__context__
    return ""
