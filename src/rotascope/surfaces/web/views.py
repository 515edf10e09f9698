"""A page's way from its address to the browser: kept whole, or its head first where it takes a while."""

from __future__ import annotations

import asyncio
import gzip
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from rotascope import __version__, sessions
from rotascope.errors import BadArgument, RotascopeError
from rotascope.surfaces.options import day_of
from rotascope.surfaces.web.assets import static
from rotascope.surfaces.web.page import Asked, Page
from rotascope.surfaces.web.render import environment, rendered
from rotascope.surfaces.web.server import Server, age, today
from rotascope.surfaces.web.tags import matches, tag
from rotascope.surfaces.web.trouble import Trouble, trouble_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from rotascope.desk import Desk

__all__ = [
    "Body",
    "asked_of",
    "day_asked",
    "error_page",
    "page_body",
    "page_key",
    "sent",
    "shell",
    "view",
]

LOG = logging.getLogger("rotascope.pages")
PATIENCE = 0.2
"""Seconds in which an answer is sent whole; after them the head of the page goes first."""
MAIN = re.compile(r"<main\b[^>]*>")
HTML = "text/html; charset=utf-8"
KEEP = "private, no-cache"


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent, compressed once, with the tag that says what it was made of."""

    packed: bytes
    tag: str
    media_type: str = HTML

    @property
    def size(self) -> int:
        """Bytes it takes to keep."""
        return len(self.packed)

    @classmethod
    def of(cls, text: str, tag: str, media_type: str = HTML) -> Body:
        """A text as it is sent."""
        return cls(gzip.compress(text.encode(), 5, mtime=0), tag, media_type)

    @property
    def text(self) -> str:
        """The text itself."""
        return gzip.decompress(self.packed).decode()


def asked_of(request: Request) -> Asked:
    """What the address asks for. Raises BadArgument for a day that is none, or a name given twice."""
    given = request.query_params
    names = [name for name, _ in given.multi_items()]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise BadArgument(f"'{twice}' is given twice", "each name once", "one of them")
    query = {name: value for name, value in given.items() if name != "as_of"}
    path = {name: str(value) for name, value in request.path_params.items()}
    return Asked(day_of(given.get("as_of") or None), path, query)


def day_asked(request: Request) -> Asked:
    """Only the day of the address, if it is one: an error page keeps it."""
    with suppress(BadArgument):
        return Asked(day_of(request.query_params.get("as_of") or None))
    return Asked()


def shell(server: Server, page: Page, asked: Asked) -> dict[str, Any]:
    """What every page shows beside its answer."""
    days = server.days
    day = _day(page, asked)
    shown = _shown(day, days.last)
    return {
        "past": day is not None and days.last is not None and shown < days.last,
        "static": static,
        "as_of": shown,
        **_beside(shown, days.first, days.last),
        "first_day": days.first or "",
        "last_day": days.last or "",
        "store": days.store,
        "hindsight": days.hindsight,
        "version": f"Rotascope {__version__}",
        "age_sessions": age(days.last) or 0,
        "table_version": server.version,
    }


def _day(page: Page, asked: Asked) -> date | None:
    """The day a page is about: a key's own day governs its page, whatever the address says."""
    if page.dated == "asked":
        return asked.as_of
    try:
        return date.fromisoformat(asked.path.get("key", "").rpartition("@")[2])
    except ValueError:
        return None


def _shown(asked: date | None, last: date | None) -> date:
    """The session that the page is about; what cannot be asked about is shown as it was asked."""
    if asked is None:
        return last or today()
    known = sessions.all_sessions()
    return sessions.last_session(asked) if known[0] <= asked <= known[-1] else asked


def _beside(shown: date, first: date | None, last: date | None) -> dict[str, date | None]:
    """The sessions before and after the one shown; None at the ends of what is on file."""
    known = sessions.all_sessions()
    inside = known[0] < shown < known[-1] and first is not None and last is not None
    return {
        "day_before": sessions.shift(shown, -1) if inside and first and shown > first else None,
        "day_after": sessions.shift(shown, 1) if inside and last and shown < last else None,
    }


def page_key(page: Page, asked: Asked) -> tuple[object, ...]:
    """What tells one page apart from every other."""
    path, query = (tuple(sorted(one.items())) for one in (asked.path, asked.query))
    return ("page", page.name, today(), asked.as_of, path, query)


def page_body(server: Server, page: Page, asked: Asked, tag: str) -> Callable[[Desk], Body]:
    """The question whose answer is the page as it is sent."""

    def made(desk: Desk) -> Body:
        told = page.build(desk, asked)
        return Body.of(rendered(page, asked, told, shell(server, page, asked)), tag)

    return made


def view(
    server: Server, page: Page, patience: float = PATIENCE
) -> Callable[[Request], Awaitable[Response]]:
    """The handler of a page's address: what takes longer than `patience` (seconds) is streamed."""

    async def handler(request: Request) -> Response:
        asked = asked_of(request)
        address = f"{request.url.path}?{request.url.query}".rstrip("?")
        own = tag(server.version, today(), address)
        if matches(request.headers.get("if-none-match"), own):
            return _unchanged(own)
        key = page_key(page, asked)
        kept: Body | None = server.known(key)
        if kept is not None:
            return sent(request, kept)
        found = server.begin(key, page_body(server, page, asked, own))
        answer = asyncio.ensure_future(asyncio.wrap_future(found))
        # A reader who leaves meanwhile leaves a failure that nobody asks about any more.
        answer.add_done_callback(lambda one: one.cancelled() or one.exception())
        done, _ = await asyncio.wait({answer}, timeout=patience)
        if done:
            return sent(request, answer.result())
        return _streamed(server, page, asked, answer)

    return handler


def _unchanged(tag: str) -> Response:
    from starlette.responses import Response

    return Response(status_code=304, headers={"ETag": tag, "Cache-Control": KEEP})


def sent(request: Request, body: Body, status: int = 200) -> Response:
    """A body whole: compressed for who takes that, with its tag."""
    from starlette.responses import Response

    headers = {"Cache-Control": KEEP, "Vary": "Accept-Encoding"}
    if body.tag:
        headers["ETag"] = body.tag
        if matches(request.headers.get("if-none-match"), body.tag):
            return _unchanged(body.tag)
    if "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["Content-Encoding"] = body.packed, "gzip"
    else:
        content = gzip.decompress(body.packed)
    return Response(content, status, headers, body.media_type)


def _streamed(server: Server, page: Page, asked: Asked, answer: asyncio.Future[Body]) -> Response:
    """The head at once, the content when it is known; nothing of it is kept by who asked."""
    from starlette.responses import StreamingResponse

    async def parts() -> AsyncIterator[str]:
        yield _head(server, page, asked)
        await asyncio.wait({answer}, timeout=server.limits.seconds)
        yield _rest(server, asked, answer)

    return StreamingResponse(parts(), headers={"Cache-Control": "no-store"}, media_type=HTML)


def _rest(server: Server, asked: Asked, answer: asyncio.Future[Body]) -> str:
    """The page from its content on, or what went wrong: the head has gone and cannot say it."""
    failed = answer.exception() if answer.done() else server.late()
    if failed is not None:
        if not isinstance(failed, RotascopeError):
            LOG.error("a page failed", exc_info=failed)
        text = error_page(server, asked, trouble_of(failed))
    else:
        text = answer.result().text
    return text[_content(text) :]


def _head(server: Server, page: Page, asked: Asked) -> str:
    """All of a page up to its content, and the line that says what is being waited for."""
    from markupsafe import escape

    shown = shell(server, page, asked)
    names = {"page": page, "asked": asked}
    text = _base(names | shown)
    waiting = f"Reading the market as known on {shown['as_of']} …"
    return f'{text[: _content(text)]}<p class="waiting" role="status">{escape(waiting)}</p>\n'


def _base(names: Mapping[str, Any]) -> str:
    from rotascope.surfaces.web.page import pages

    asked: Asked = names["asked"]
    told = {"pages": pages(), "url": asked.url, **names}
    return environment().get_template("base.html.j2").render(told)


def _content(text: str) -> int:
    """Where the content begins."""
    found = MAIN.search(text)
    return found.end() if found else 0


def error_page(server: Server, asked: Asked, trouble: Trouble) -> str:
    """The page that says what went wrong, what was expected and what to try."""
    page = Page("error", trouble.title, "", "error.html.j2", lambda _desk, _asked: {})
    return rendered(page, asked, {"trouble": trouble}, shell(server, page, asked))
