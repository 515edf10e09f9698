"""What is no Dask scheduler is told apart from one at once, whatever it does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress

import pytest

from rotascope.errors import BadArgument, DataTrouble
from rotascope.replay import scheduler
from rotascope.replay.scheduler import connected, host_of


@contextmanager
def stranger(says: bytes | None) -> Iterator[str]:
    """The address of a server that says this to whoever calls and then waits; None: it hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            guest, _ = door.accept()
            with guest, suppress(OSError):
                if says is not None:
                    guest.sendall(says)
                    guest.recv(1)

        threading.Thread(target=serve, daemon=True).start()
        yield f"tcp://127.0.0.1:{door.getsockname()[1]}"


def test_addresses_of_schedulers_are_understood() -> None:
    assert host_of("tcp://127.0.0.1:8786") == ("tcp", "127.0.0.1", 8786)
    assert host_of("desk-2.example:8786") == ("tcp", "desk-2.example", 8786)
    assert host_of("tls://[::1]:1") == ("tls", "::1", 1)


@pytest.mark.parametrize(
    "address",
    ["", "LOCAL", "/etc/passwd", "file:///etc/passwd", "tcp://127.0.0.1", "tcp://h:99999", "tcp://h:0",
     "inproc://", "ucx://h:1", "ws://h:1", "tcp://\x1b[2J:1", "tcp://a b:1", "tcp://h:1\n"],
)  # fmt: skip
def test_what_is_no_address_is_wrong_use(address: str) -> None:
    with pytest.raises(BadArgument, match="no address of a Dask scheduler"), connected(address):
        pass


@pytest.mark.parametrize(
    "says",
    [None, b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", (1 << 62).to_bytes(8, "little"), b"hello"],
)
def test_another_kind_of_server_is_said_to_be_one(
    says: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(scheduler, "PATIENCE_SECONDS", 0.3)
    refused = pytest.raises(DataTrouble, match="no Dask scheduler answers")
    with stranger(says) as address, refused, connected(address):
        pass


def test_a_tls_address_without_certificates_is_a_sentence() -> None:
    pytest.importorskip("distributed")
    refused = pytest.raises(DataTrouble, match="no Dask scheduler answers at tls://")
    with refused, connected("tls://127.0.0.1:1"):
        pass


def test_a_scheduler_without_workers_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(distributed, "Client", lambda *_, **__: nullcontext())
    monkeypatch.setattr(scheduler, "_greeted", lambda *_: None)
    with pytest.raises(DataTrouble, match="no worker of the scheduler at h:1"), connected("h:1"):
        raise TimeoutError("DaskDistributedBackend has no worker after 30 seconds")
