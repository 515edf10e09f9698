"""Troubles of a connection, in our words."""

from __future__ import annotations

import ssl

import httpcore
import pytest

from rotascope.errors import NoData
from rotascope.net.troubles import Again, named


def raised(trouble: Exception) -> NoData:
    with pytest.raises(NoData) as found, named("a.example"):
        raise trouble
    return found.value


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (httpcore.ConnectTimeout, "did not take the connection in time"),
        (httpcore.ReadTimeout, "did not send its answer in time"),
        (httpcore.WriteTimeout, "did not send its answer in time"),
        (httpcore.ConnectError, "did not take the connection"),
        (httpcore.ReadError, "cut the connection"),
        (httpcore.RemoteProtocolError, "cut short or not HTTP"),
    ],
)
def test_a_trouble_of_the_line_is_worth_another_try_and_quotes_nobody(
    kind: type[Exception], words: str
) -> None:
    found = raised(kind("GET /?api_key=confidential"))
    assert isinstance(found, Again)
    assert words in str(found)
    assert "confidential" not in str(found)
    assert found.__suppress_context__


def test_a_certificate_that_does_not_hold_is_no_data_at_once() -> None:
    trouble = httpcore.ConnectError("x")
    trouble.__cause__ = ssl.SSLCertVerificationError(1, "self-signed")
    trouble.__cause__.verify_message = "self-signed certificate"
    found = raised(trouble)
    assert not isinstance(found, Again)
    assert "a.example shows a certificate that does not hold (self-signed certificate)" in str(
        found
    )


def test_what_is_no_trouble_of_the_line_goes_through() -> None:
    with pytest.raises(KeyError), named("a.example"):
        raise KeyError
    with named("a.example"):
        pass


def test_a_trouble_knows_what_the_source_asked_for() -> None:
    assert Again("status 429", wait=3.0).wait == 3.0
    assert Again("status 500").wait is None
