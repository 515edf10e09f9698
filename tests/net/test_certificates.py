"""Whether a host is who it says: certificates are checked for the name that was asked.

The peer shows a certificate for secure.example, of an authority no machine trusts. In the tests
that say so, SSL_CERT_FILE names that authority, as a firm names its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rotascope.errors import NoData
from rotascope.net.body import Manners
from tests.net.peer import CERTIFICATES, PUBLIC_4, Line, fetcher, peer, reply, says

MANNERS = Manners(tries=3, seconds=5)


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))


@pytest.fixture
def untrusted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("untrusted")
def test_a_certificate_of_an_authority_nobody_trusts_is_no_data_at_once() -> None:
    with peer(says(reply()), tls=True) as other:
        with pytest.raises(NoData, match=r"certificate that does not hold \(.*issuer"):
            fetcher(other).get("https://secure.example/", MANNERS)
        assert (other.connections, other.requests) == (1, [])


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_a_trusted_authority_holds_for_its_name() -> None:
    with peer(says(reply(body=b"safe")), tls=True) as other:
        line = Line(other.port)
        body = fetcher(dial=line).get("https://secure.example/x", MANNERS)
        assert body.content == b"safe"
        assert other.headers()["host"] == "secure.example"
        assert line.dialled == [(PUBLIC_4, 443)]


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("host", ["other.example", "a.secure.example", "93.184.215.14"])
def test_the_certificate_of_another_name_does_not_hold(host: str) -> None:
    with peer(says(reply()), tls=True) as other:
        with pytest.raises(NoData, match="certificate that does not hold"):
            fetcher(other).get(f"https://{host}/", MANNERS)
        assert other.requests == []


@pytest.mark.usefixtures("trusted")
def test_a_redirect_from_https_to_http_is_refused() -> None:
    from rotascope.errors import Refused

    with peer(says(reply(302, b"", location="http://secure.example/")), tls=True) as other:
        with pytest.raises(Refused, match="redirects from https to http"):
            fetcher(other).get("https://secure.example/", MANNERS)
        assert other.connections == 1


@pytest.mark.usefixtures("trusted")
def test_a_host_that_does_not_encrypt_is_no_data() -> None:
    with peer(says(b"")) as other, pytest.raises(NoData):
        fetcher(other).get("https://secure.example/", Manners(tries=1, seconds=0.3))


@pytest.mark.usefixtures("trusted")
def test_a_mirror_may_be_encrypted_too() -> None:
    def resolve(host: str, _port: int) -> Sequence[str]:
        assert host == "secure.example"
        return ("10.0.0.7",)

    with peer(says(reply()), tls=True) as other:
        line = Line(other.port)
        asking = fetcher(dial=line, resolve=resolve, mirror="https://secure.example:8443/m")
        assert asking.get("https://a.example/x", MANNERS).final == "https://a.example/x"
        assert other.paths == ["/m/a.example/x"]
        assert line.dialled == [("10.0.0.7", 8443)]
