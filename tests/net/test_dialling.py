"""Connections to addresses that were checked."""

from __future__ import annotations

import ssl
from pathlib import Path

import httpcore
import pytest

from rotascope.errors import BadArgument
from rotascope.net.dialling import Bounded, connected, dialled, tls_context
from tests.net.peer import peer, reply, says


class Silent:
    """A stream that writes down how long it was told to wait."""

    def __init__(self) -> None:
        self.waits: list[float | None] = []

    def read(self, _most: int, timeout: float | None = None) -> bytes:
        self.waits.append(timeout)
        return b"x"

    def write(self, _buffer: bytes, timeout: float | None = None) -> None:
        self.waits.append(timeout)

    def start_tls(self, _c: object, _h: object, timeout: float | None = None) -> Silent:
        self.waits.append(timeout)
        return self

    def get_extra_info(self, info: str) -> str:
        return info

    def close(self) -> None:
        self.waits.append(None)


def test_every_step_has_what_is_left_of_the_time() -> None:
    below, seconds = Silent(), iter([5.0, 4.0, 3.0, 2.0, 0.0])
    stream = Bounded(below, lambda: next(seconds))  # type: ignore[arg-type]
    stream.read(1, 99.0)
    stream.write(b"", 99.0)
    later = stream.start_tls(ssl.create_default_context(), "a", 99.0)
    later.read(1)
    assert below.waits == [5.0, 4.0, 3.0, 2.0]
    assert later.get_extra_info("socket") == "socket"
    with pytest.raises(httpcore.ReadTimeout):
        later.read(1)
    later.close()


def test_an_address_in_digits_is_dialled_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer(says(reply())) as other:
        stream = dialled("127.0.0.1", other.port, 1.0)
        assert stream.get_extra_info("server_addr") == ("127.0.0.1", other.port)
        stream.close()


def test_the_next_address_is_dialled_when_one_takes_no_connection() -> None:
    asked: list[tuple[str, float]] = []

    def dial(address: str, _port: int, seconds: float) -> httpcore.NetworkStream:
        asked.append((address, seconds))
        if address == "a":
            raise httpcore.ConnectTimeout
        if address == "b":
            raise ConnectionRefusedError
        return Silent()  # type: ignore[return-value]

    assert connected(["a", "b", "c", "d"], 80, dial, lambda: 8.0).read(1) == b"x"
    assert asked == [("a", 2.0), ("b", 8.0 / 3), ("c", 4.0)]


@pytest.mark.parametrize("trouble", [httpcore.ConnectTimeout(), TimeoutError(), OSError("no")])
def test_when_no_address_takes_a_connection_the_last_trouble_is_told(trouble: Exception) -> None:
    def dial(_address: str, _port: int, _seconds: float) -> httpcore.NetworkStream:
        raise trouble

    with pytest.raises((httpcore.ConnectError, httpcore.ConnectTimeout)):
        connected(["a", "b"], 80, dial, lambda: 1.0)
    with pytest.raises(httpcore.ConnectError):
        connected([], 80, dial, lambda: 1.0)


def test_certificates_and_names_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    context = tls_context()
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_trusted_certificates_that_are_none_are_wrong_use(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))
    with pytest.raises(BadArgument, match="cannot be read: No such file"):
        tls_context()
    (tmp_path / "absent.pem").write_text("no certificate")
    with pytest.raises(BadArgument, match="cannot be read"):
        tls_context()
