"""The application: pages, files, the interface and the live line over one server.

What is found is served: every PAGE of `pages/`, and whatever a module there (or the modules in
MOUNTED) adds by its own `mount(app, server)`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rotascope import __version__
from rotascope.errors import RotascopeError
from rotascope.surfaces.web import pages as package
from rotascope.surfaces.web.answers import Limits
from rotascope.surfaces.web.assets import asset
from rotascope.surfaces.web.guard import guarded
from rotascope.surfaces.web.live import Live, changes, mount_live
from rotascope.surfaces.web.page import Asked, pages
from rotascope.surfaces.web.security import Rules
from rotascope.surfaces.web.server import Server, today
from rotascope.surfaces.web.tags import tag
from rotascope.surfaces.web.trouble import API, Trouble, answer_of, trouble_of
from rotascope.surfaces.web.views import day_asked, error_page, page_body, page_key, view

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

    from rotascope.settings import Settings

__all__ = ["application", "read_ahead"]

MOUNTED = ("rotascope.surfaces.api", "rotascope.surfaces.web.intake")
FOREVER = "public, max-age=31536000, immutable"


def application(
    folder: Path, settings: Settings, rules: Rules | None = None, limits: Limits | None = None
) -> FastAPI:
    """The whole application over the store in `folder`; its server is `app.state.server`.

    `rules`: names it answers to beside this machine's, and its keys; none are needed if nobody says.
    """
    from fastapi import FastAPI

    server, live = Server(folder, settings, limits), Live()
    app = FastAPI(
        title="Rotascope",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        lifespan=_life(server, live),
    )
    app.state.server = server
    _errors(app, server)
    _files(app)
    for page in pages():
        app.add_route(page.path, view(server, page), methods=["GET", "HEAD"], name=page.name)
    for name in _mounted():
        module = import_module(name)
        if hasattr(module, "mount"):
            module.mount(app, server)
    mount_live(app, server, live)
    # Outside of everything, so that an answer to a failure has the headers too.
    app.middleware_stack = guarded(app.build_middleware_stack(), rules or Rules())
    return app


def _mounted() -> list[str]:
    import pkgutil

    own = [f"{package.__name__}.{one.name}" for one in pkgutil.iter_modules(package.__path__)]
    return [*(name for name in MOUNTED if find_spec(name)), *sorted(own)]


def _life(server: Server, live: Live) -> Any:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(_warm(server)), asyncio.create_task(_watch(server, live))]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(server.close)

    return lifespan


async def _watch(server: Server, live: Live) -> None:
    """What is on file is looked at, and after every change the default day is read anew."""
    async for _ in changes(server, live):
        await _warm(server)


def read_ahead(server: Server) -> None:
    """The first page of the default day, however long it takes: whoever comes first finds it made."""
    page, asked = pages()[0], Asked()
    found = server.begin(
        page_key(page, asked), page_body(server, page, asked, tag(server.version, today(), "/"))
    )
    with suppress(RotascopeError):  # a store without an answer says so on the page
        found.result()


async def _warm(server: Server) -> None:
    """The pages of the default day, one after the other, before anyone asks."""
    asked = Asked()
    for page in pages():
        if page.place is not None:
            made = page_body(server, page, asked, tag(server.version, today(), page.path))
            # What fails is told to whoever opens that page, not to the server's own start.
            await asyncio.gather(server.asked(page_key(page, asked), made), return_exceptions=True)


def _files(app: FastAPI) -> None:
    from starlette.responses import Response

    async def file(request: Request) -> Response:
        found = await asyncio.to_thread(asset, request.path_params["name"])
        own = request.path_params["digest"] == found.digest
        headers = {
            "Cache-Control": FOREVER if own else "no-cache",
            "Content-Encoding": "gzip",
            "Vary": "Accept-Encoding",
        }
        return Response(found.packed, 200, headers, found.media_type)

    app.add_route("/static/{digest}/{name}", file, methods=["GET", "HEAD"])


def _errors(app: FastAPI, server: Server) -> None:
    from starlette.exceptions import HTTPException

    def told(request: Request, trouble: Trouble) -> Response:
        path = request.url.path
        page = "" if path.startswith(API) else error_page(server, day_asked(request), trouble)
        return answer_of(path, trouble, page)

    async def ours(request: Request, error: Exception) -> Response:
        return told(request, trouble_of(error))

    async def http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        said = "there is no such page" if status == 404 else str(getattr(error, "detail", ""))
        return told(request, Trouble(status, said, "", "the pages listed above"))

    app.add_exception_handler(RotascopeError, ours)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, ours)
