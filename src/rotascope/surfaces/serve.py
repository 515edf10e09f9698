"""`rotascope serve`: the pages and the interface on loopback, until Ctrl-C."""

from __future__ import annotations

from typing import Annotated

import typer

from rotascope.surfaces.ask import desk_or_sample
from rotascope.surfaces.options import Store, folder

__all__ = ["COMMANDS", "serve"]


def serve(
    host: Annotated[
        str, typer.Option(help="Where to listen; another than loopback needs an API key.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port.", min=1, max=65535)] = 8000,
    store: Store = None,
) -> None:
    """The dashboard and the HTTP interface in a browser, on this machine only."""
    import uvicorn

    from rotascope.settings import settings
    from rotascope.surfaces.web.app import application

    desk_or_sample(store)
    app = application(folder(store), settings())
    typer.echo(f"Rotascope: http://{host}:{port}/ - Ctrl-C ends it.", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)


COMMANDS = (serve,)
