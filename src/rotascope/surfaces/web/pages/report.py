"""Report: the day on paper: shown, printed, downloaded, and kept to be printed again byte for byte."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from rotascope.errors import BadArgument
from rotascope.surfaces import report_words
from rotascope.surfaces.report import PAPERS, Paper, page
from rotascope.surfaces.report_sheet import Sheet, made
from rotascope.surfaces.web.answers import Busy
from rotascope.surfaces.web.page import Asked, Page
from rotascope.surfaces.web.server import today

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

    from rotascope.desk import Desk
    from rotascope.surfaces.web.server import Server

__all__ = ["PAGE", "mount"]

Handler = Callable[["Request"], Awaitable["Response"]]
HTML = "text/html; charset=utf-8"
PRINTED = 8
"""Printed sheets that are kept."""
KEPT = Page("kept", "Reports kept", "", "kept.html.j2", lambda _desk, _asked: {}, dated="today")


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The head of the report, and what its pages hold."""
    brief = desk.brief(asked.as_of)
    return {"brief": brief, "s": report_words, "papers": PAPERS}


PAGE = Page("report", "Report", "/report", "report_page.html.j2", build, place=9)


def mount(app: FastAPI, server: Server) -> None:
    """The sheet itself, as a page and as a PDF, and the reports kept."""
    app.add_route("/report/sheet", _opening(server), methods=["GET", "HEAD"])
    app.add_route("/report/pdf", _printing(server), methods=["GET"])
    app.add_route("/report/kept", _listing(server), methods=["GET", "HEAD"])
    app.add_route("/report/keep", _keeping(server), methods=["POST"])
    app.add_route("/report/kept/{record}", _again(server), methods=["GET", "HEAD"])


def _opening(server: Server) -> Handler:
    async def sheet(request: Request) -> Response:
        asked, paper = _asked(request)
        text = page(await _sheet(server, asked), paper)
        name = _name(server, asked, "html") if asked.query.get("download") else ""
        return _sent(text.encode(), HTML, name)

    return sheet


def _printing(server: Server) -> Handler:
    press = Press()

    async def printed(request: Request) -> Response:
        asked, paper = _asked(request)
        text = page(await _sheet(server, asked), paper)
        body = await asyncio.to_thread(press.pdf, text, paper)
        return _sent(body, "application/pdf", _name(server, asked, "pdf"))

    return printed


class Press:
    """Prints one sheet at a time, each a browser of its own, and keeps the last ones it printed."""

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(1)
        self._printed: dict[tuple[str, Paper], bytes] = {}

    def pdf(self, text: str, paper: Paper) -> bytes:
        """The sheet on its paper. Raises Busy while another is printed."""
        from rotascope.surfaces.report_pdf import pdf

        body = self._printed.get((text, paper))
        if body is not None:
            return body
        if not self._free.acquire(blocking=False):
            raise Busy("another report is being printed first")
        try:
            body = pdf(text, paper)
            if len(self._printed) >= PRINTED:
                self._printed.pop(next(iter(self._printed)))
            self._printed[text, paper] = body
            return body
        finally:
            self._free.release()


def _listing(server: Server) -> Handler:
    async def kept(request: Request) -> Response:
        return await asyncio.to_thread(_kept_page, server, request)

    return kept


def _keeping(server: Server) -> Handler:
    async def keeping(request: Request) -> Response:
        from starlette.responses import RedirectResponse

        from rotascope.surfaces.report_archive import keep

        asked, paper = _asked(request)
        told = await _sheet(server, asked)
        await asyncio.to_thread(keep, server.folder, told, paper)
        return RedirectResponse(asked.url("/report/kept"), 303)

    return keeping


def _again(server: Server) -> Handler:
    async def again(request: Request) -> Response:
        from rotascope.surfaces.report_archive import opened

        record = request.path_params["record"]
        told, text = await asyncio.to_thread(opened, server.folder, record)
        save = bool(request.query_params.get("download"))
        return _sent(text.encode(), HTML, f"rotascope-{told.as_of}.html" if save else "")

    return again


def _asked(request: Request) -> tuple[Asked, Paper]:
    from rotascope.surfaces.web.views import asked_of

    asked = asked_of(request)
    return asked, _paper(asked.query.get("paper", "a4"))


def _name(server: Server, asked: Asked, kind: str) -> str:
    return f"rotascope-{asked.as_of or server.days.last}.{kind}"


async def _sheet(server: Server, asked: Asked) -> Sheet:
    told = await server.asked(
        ("report sheet", asked.as_of), lambda desk: made(desk, desk.brief(asked.as_of))
    )
    return replace(told, printed=today())


def _paper(text: str) -> Paper:
    found = next((one for one in get_args(Paper) if one == text), None)
    if found is None:
        raise BadArgument(f"no paper '{text}'", "one of " + ", ".join(PAPERS))
    paper: Paper = found
    return paper


def _sent(body: bytes, kind: str, name: str) -> Response:
    from starlette.responses import Response

    headers = {"Cache-Control": "private, no-cache"}
    if name:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return Response(body, 200, headers, kind)


def _kept_page(server: Server, request: Request) -> Response:
    """What is on file now, read anew each time: keeping a report changes no table."""
    from rotascope.surfaces.report_archive import listed, verified
    from rotascope.surfaces.web.render import rendered
    from rotascope.surfaces.web.views import asked_of, shell

    asked = asked_of(request)
    begins = asked.query.get("verify", "")
    told = {
        "kept": listed(server.folder),
        "papers": PAPERS,
        "checked": {one.record: one for one in verified(server.folder, begins)} if begins else {},
    }
    return _sent(rendered(KEPT, asked, told, shell(server, KEPT, asked)).encode(), HTML, "")
