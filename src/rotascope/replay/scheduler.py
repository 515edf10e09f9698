"""A connection to a Dask scheduler: to something that is one, in time, or a sentence.

Whoever is connected to is trusted: what it sends is unpickled, as Dask does, and may run here. The checks
are against wrong addresses, not against hosts that mean harm.
"""

from __future__ import annotations

import re
import socket
import struct
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from rotascope.errors import BadArgument, DataTrouble, WrongUse

__all__ = ["connected", "host_of"]

ADDRESS = re.compile(r"(?:(tcp|tls)://)?(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._-]+):([0-9]{1,5})")
PATIENCE_SECONDS = 10.0
LARGEST = 1 << 20
"""Bytes: the first message of a scheduler, its greeting, is some hundred of them."""


def host_of(address: str) -> tuple[str, str, int]:
    """(tcp or tls, host, port) of an address as typed. Raises BadArgument for what is none."""
    found = ADDRESS.fullmatch(address)
    if found is None or not 1 <= int(found[3]) <= 65_535:
        raise BadArgument(
            f"no address of a Dask scheduler '{address}'",
            "`local`, or an address such as tcp://127.0.0.1:8786",
            "`--backend local`",
        )
    return found[1] or "tcp", found[2].strip("[]"), int(found[3])


@contextmanager
def connected(address: str) -> Iterator[None]:
    """A connection to the scheduler, the default one inside the block.

    Raises BadArgument, WrongUse (no Dask here) or DataTrouble (no scheduler there, a strange one, or one
    without workers).
    """
    kind, host, port = host_of(address)
    try:
        from distributed import Client
    except ImportError as error:
        raise WrongUse(
            f"a replay at {address} needs Dask", "its client here", "pip install 'rotascope[dask]'"
        ) from error
    try:
        if kind == "tcp":
            _greeted(host, port)
        client: AbstractContextManager[object] = Client(address, timeout="20s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError, RuntimeError, MemoryError, struct.error) as error:
        raise DataTrouble(
            f"no Dask scheduler answers at {address} ({error or type(error).__name__})",
            "an address such as tcp://127.0.0.1:8786",
            "`--backend local`",
        ) from error
    with client:
        try:
            yield
        except TimeoutError as error:  # joblib's words for it are about its own arguments
            raise DataTrouble(
                f"no worker of the scheduler at {address} is there",
                "workers of this release that see the store's folder",
                f"`dask worker {address}` beside it, or `--backend local`",
            ) from error


def _greeted(host: str, port: int) -> None:
    """Raise OSError or ValueError unless a scheduler's greeting comes: whom Dask would wait for forever.

    A scheduler speaks first, eight bytes of length and then a message; a page's server is silent.
    """
    with socket.create_connection((host, port), PATIENCE_SECONDS) as line:
        line.settimeout(PATIENCE_SECONDS)
        head = line.recv(8, socket.MSG_WAITALL)
    if len(head) < 8 or int.from_bytes(head, "little") > LARGEST:
        raise ValueError("what is there speaks another protocol")
