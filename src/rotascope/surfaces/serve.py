"""`rotascope serve`: the pages and the interface in a browser, until Ctrl-C.

On loopback nobody needs a key. Elsewhere nobody does without one, and names are listed.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.errors import BadArgument, WrongUse
from rotascope.surfaces.ask import desk_or_sample
from rotascope.surfaces.options import Json, Store, answer, folder
from rotascope.surfaces.screen import working

if TYPE_CHECKING:
    from fastapi import FastAPI

    from rotascope.surfaces.web.security import Rules

__all__ = ["COMMANDS", "Ready", "serve"]

ACCESS = "rotascope.access"
BACKLOG = 128
MOST = 256
"""Connections at once; the next one is told to come again."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Where the server answers, over which store, and its last session."""

    address: str
    store: str
    as_of: str
    keys: int | None


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; beyond loopback a key is needed.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 = any that is free.", min=0, max=65535)] = 8000,
    name: Annotated[
        list[str] | None,
        typer.Option(help="Name it is reached by, such as desk.example; again for more."),
    ] = None,
    log: Annotated[
        bool, typer.Option("--log", help="A line on stderr for every request, without its query.")
    ] = False,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """The dashboard and the HTTP interface: pages at /, answers at /api/v1, description at /openapi.json.

    With no store yet, the store of sample data is built first. `--json` tells where it listens as JSON.
    """
    from rotascope.settings import settings
    from rotascope.surfaces.web.app import application, read_ahead

    where = folder(store)
    rules = _rules(host, name or (), where)
    door = _door(host, port)
    with door:
        desk_or_sample(store)  # builds what is not there; the server opens it for itself
        app = application(where, settings(), rules)
        with working("Reading the market for the first page.") as progress:
            progress("reading")
            read_ahead(app.state.server)
        _say(app, door, host, where, rules, as_json)
        _run(app, door, log)


def _rules(host: str, names: list[str] | tuple[str, ...], where: Path) -> Rules:
    """Keys are read anew for every request: one that is revoked opens nothing from then on."""
    from rotascope.surfaces.web.keys import keys_on_file
    from rotascope.surfaces.web.security import Rules

    known = frozenset(name.lower() for name in names)
    if _is_loopback(host):
        return Rules(known)
    if not keys_on_file(where):
        raise WrongUse(
            f"listening on {host} without a key: whoever reaches it could read everything",
            "a key for whoever may, or a loopback address",
            "`rotascope keys new NAME`, or `rotascope serve` without --host",
        )
    return Rules(known, lambda: keys_on_file(where))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _door(host: str, port: int) -> socket.socket:
    """The listening socket, taken before anything is loaded. Raises BadArgument if it cannot be had."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        door = socket.socket(family, kind, proto)
    except OSError as trouble:
        raise BadArgument(
            f"no address {host} to listen on", "an address of this machine"
        ) from trouble
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen(BACKLOG)
    except OSError as trouble:
        door.close()
        why = (trouble.strerror or str(trouble)).lower()
        raise BadArgument(
            f"cannot listen on {host} port {port}: {why}", "a port that is free", "`--port 8001`"
        ) from trouble
    return door


def _say(
    app: FastAPI, door: socket.socket, host: str, where: Path, rules: Rules, as_json: bool
) -> None:
    """Once it answers: where, and of when the data are."""
    port = door.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    last = app.state.server.days.last
    keys = None if rules.keys is None else len(rules.keys())
    ready = Ready(f"http://{shown}:{port}/", str(where), str(last or ""), keys)

    def show(told: Ready) -> None:
        dated = f"data to {told.as_of}" if told.as_of else "no prices on file yet"
        typer.echo(f"Rotascope is ready: {told.address} ({dated}, {told.store}). Ctrl-C ends it.")
        if told.keys is not None:
            typer.echo(
                "rotascope: keys travel as they are over http: put a proxy with TLS before it.",
                err=True,
            )

    answer(ready, as_json, show)


def _run(app: FastAPI, door: socket.socket, log: bool) -> None:
    """Until a signal; then what is under way is finished, five seconds at most."""
    import uvicorn

    logging.basicConfig(format="rotascope: %(message)s", level=logging.WARNING)
    for handler in logging.getLogger().handlers:  # libraries that chatter at their own level
        handler.addFilter(lambda one: one.levelno >= logging.WARNING or one.name == ACCESS)
    if log:
        logging.getLogger(ACCESS).setLevel(logging.INFO)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        ws="websockets-sansio",
        ws_max_size=4096,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[door])


COMMANDS = (serve,)
