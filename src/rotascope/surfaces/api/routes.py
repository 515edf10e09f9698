"""The routes of the interface: a GET for every question, a POST for an article and for a book."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from rotascope import __version__
from rotascope.errors import NoAnswer, RotascopeError
from rotascope.plain import one_line
from rotascope.surfaces.api.answering import (
    Declined,
    acceptable,
    json_response,
    refusal,
    told,
)
from rotascope.surfaces.api.describe import UPLOADS, description
from rotascope.surfaces.api.given import given
from rotascope.surfaces.api.paging import PAGING, Listed, cut_of, joined, link, listed, page_of
from rotascope.surfaces.api.uploads import book_view, check_view
from rotascope.surfaces.encode import encode
from rotascope.surfaces.nouns import Noun, nouns
from rotascope.surfaces.web.server import today
from rotascope.surfaces.web.tags import matches, tag
from rotascope.surfaces.web.trouble import Trouble

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from rotascope.desk import Desk
    from rotascope.surfaces.web.server import Server

__all__ = ["mount"]

View = Callable[["Request"], Awaitable["Response"]]
ROOT = "/api/v1"


def mount(app: FastAPI, server: Server) -> None:
    """Add every question, both uploads and their description to an application."""
    from starlette.routing import Mount

    for one in nouns():
        app.add_route(one.path, _guarded(server, _question(server, one)), methods=["GET"])
    taken = {**{one.path: "GET, HEAD" for one in nouns()}, **{one.path: "POST" for one in UPLOADS}}
    for upload, view in zip(UPLOADS, (check_view(server), book_view(server)), strict=True):
        app.add_route(upload.path, _guarded(server, view, upload.unread), methods=["POST"])
    # A mount takes whatever method is invented next.
    app.router.routes.append(Mount("/api", app=_elsewhere(taken)))
    # FastAPI serves at /openapi.json whatever this gives.
    setattr(app, "openapi", description)  # noqa: B010 - a method, to mypy


def _elsewhere(taken: Mapping[str, str]) -> ASGIApp:
    """Every address and method that is not answered: told as a problem, with what is."""
    from starlette.requests import Request

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        root = request.url.path.rstrip("/") == ROOT and request.method in ("GET", "HEAD")
        made = json_response(_encoded(_listed()), {}) if root else _not_here(request, taken)
        await made(scope, receive, send)

    return answer


def _listed() -> Mapping[str, Any]:
    """What can be asked here: every noun by its address, and where each is described."""
    asked = {one.path: f"GET: {one.title}" for one in nouns()}
    sent = {one.path: f"POST: {one.title}" for one in UPLOADS}
    return {"version": __version__, "described": "/openapi.json", "nouns": {**asked, **sent}}


def _not_here(request: Request, taken: Mapping[str, str]) -> Response:
    path = request.url.path
    if path in taken:
        what = f"no {one_line(request.method[:20])} here"
        made = refusal(Trouble(405, what, taken[path], "/openapi.json lists them"), request)
        made.headers["Allow"] = taken[path]
        return made
    nouns_by_name = {one.rpartition("/")[2]: one for one in taken}
    near = get_close_matches(path.rpartition("/")[2], nouns_by_name, n=1, cutoff=0.6)
    guess = f"; did you mean {nouns_by_name[near[0]]}?" if near else ""
    what = f"nothing is at {one_line(path[:80])}{guess}"
    return refusal(Trouble(404, what, "", "/openapi.json lists what is"), request)


def _guarded(server: Server, view: View, unread: tuple[type[RotascopeError], ...] = ()) -> View:
    """The view with its troubles told as problems, and nobody answered who does not take JSON."""

    async def answer(request: Request) -> Response:
        try:
            if not acceptable(request.headers.get("accept")):
                raise Declined(406, "answers here are JSON", "Accept: application/json", "")
            return await view(request)
        except RotascopeError as error:
            empty = isinstance(error, NoAnswer) and not await server.asked("api/priced", _priced)
            return refusal(told(error, unread, empty=empty), request)

    return answer


def _priced(desk: Desk) -> bool:
    """Whether the store holds anything to answer from."""
    try:
        desk.default_as_of()
    except NoAnswer:
        return False
    return True


def _question(server: Server, one: Noun) -> View:
    parameters = (*one.parameters, *(PAGING if one.listed else ()))

    async def view(request: Request) -> Response:
        items = request.query_params.multi_items()
        asked = given(parameters, items)
        version = server.version
        headers = {"ETag": tag(version, today(), f"{one.path}?{urlencode(items)}")}
        if matches(request.headers.get("if-none-match"), headers["ETag"]):
            return json_response(b"", headers, 304)
        key = ("api", one.name, tuple(asked[name.name] for name in one.parameters))
        if one.listed and (asked["limit"] or asked["cursor"]):
            # One seal for a list whatever its limit: pages of another size may go on from a cursor.
            seal = f"{version} {key}"
            cut = cut_of(asked, seal)
            whole = await server.asked((key, "list"), lambda desk: _items(one.ask(desk, asked)))
            part, after = page_of(whole.items, cut)
            if after is not None:
                headers["Link"] = link(one.path, items, after, seal)
            return json_response(joined(part), headers)
        found = await server.asked(key, lambda desk: _encoded(one.ask(desk, asked)))
        return json_response(found, headers)

    return view


def _items(answer: Any) -> Listed:
    return listed([_encoded(item) for item in answer])


def _encoded(answer: object) -> bytes:
    return encode(answer, None).encode()
