"""The form that takes an article: pasted or dropped in, checked, kept, and found at its own address.

Bytes go the way of the command `check`: what they are is told by their content, pages and PDF files are
parsed in the bounded process. What is refused is said on the page the reader came from.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from rotascope.errors import BadArgument, NoAnswer, RotascopeError
from rotascope.surfaces.check import past
from rotascope.surfaces.options import arriving, day_of
from rotascope.surfaces.web.answers import Busy
from rotascope.surfaces.web.page import Asked
from rotascope.surfaces.web.server import Server

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from rotascope.articles.intake.document import Document
    from rotascope.desk import Desk
    from rotascope.terms import Checked

__all__ = ["Given", "checked_and_kept", "come", "document_of", "mount"]

ADDRESS = re.compile(r"\s*https?://\S+\s*\Z", re.IGNORECASE)
FIELD = 8_000_000
"""Bytes of a pasted text: twice the longest that is read, in the widest characters."""
AGAIN = 20_000
"""Characters of a refused text that stand in the form again."""
PASTED, DROPPED = "the pasted text", "the file"


@dataclass(frozen=True, slots=True)
class Given:
    """What a reader handed in: the bytes, what they are called here, and the day he says."""

    content: bytes
    name: str
    published: date | None = None


def mount(app: FastAPI, server: Server) -> None:
    """Take articles at the address of the page Research."""

    async def drop(request: Request) -> Response:
        return await _dropped(request, server)

    app.add_route("/research", drop, methods=["POST"], name="drop")


async def _dropped(request: Request, server: Server) -> Response:
    from starlette.responses import RedirectResponse

    text = ""
    asked = Asked()
    try:
        form = await come(request)
        text = _text(form)
        asked = Asked(day_of(str(form.get("as_of") or "") or None))
        given = await _given(form, text)
        document = await asyncio.to_thread(document_of, given)
        told = await asyncio.to_thread(
            server.change, lambda desk: checked_and_kept(desk, document, given, asked.as_of)
        )
    except RotascopeError as error:
        return await _refused(server, asked, error, text)
    finally:
        await request.close()
    # What is on file already keeps what it says of its day: the one that was given stands in the address.
    day = given.published if told.article.published.how == "given" else None
    return RedirectResponse(asked.url(f"/research/{told.article.id[:12]}", published=day), 303)


async def come(request: Request, seconds: float | None = None) -> FormData:
    """The form, in one of the places that all files share. Raises Busy: none is free, or it is slow."""
    from rotascope.surfaces.api.uploads import COMING, SECONDS

    if not COMING.acquire(blocking=False):
        raise Busy("other files are being read first")
    try:
        async with asyncio.timeout(SECONDS if seconds is None else seconds):
            return await request.form(max_files=1, max_fields=8, max_part_size=FIELD)
    except TimeoutError:
        raise Busy("the article took too long to come", status=408) from None
    finally:
        COMING.release()


def _text(form: FormData) -> str:
    said = form.get("text")
    return said.replace("\r\n", "\n") if isinstance(said, str) else ""


async def _given(form: FormData, text: str) -> Given:
    """The one thing that was handed in. Raises BadArgument for none, for both and for an address."""
    from rotascope.desk.documents import MOST_BYTES

    file = form.get("file")
    # One byte more than is taken: the check of the size says what is too large.
    content = b"" if file is None or isinstance(file, str) else await file.read(MOST_BYTES + 1)
    day = past(str(form.get("published") or "") or None)
    if content and text.strip():
        raise BadArgument("a file and a pasted text at once", "one of them", "empty the other")
    if content:
        return Given(content, DROPPED, day)
    if not text.strip():
        raise BadArgument("nothing was dropped or pasted", "an article", "drop a file, or paste it")
    if ADDRESS.match(text):
        hint = "paste the article's words, or `rotascope check URL` on the command line"
        raise BadArgument("an address alone", "the article: this page fetches nothing", hint)
    return Given(text.encode("utf-8", "replace"), PASTED, day)


def document_of(given: Given) -> Document:
    """What the bytes are. Raises BadFile or NoAnswer for what is no article, or Busy."""
    from rotascope.surfaces.api.uploads import Sent, read_document

    return read_document(Sent(given.content, given.name))  # two at a time, wherever they come in


def checked_and_kept(
    desk: Desk, document: Document, given: Given, as_of: date | None = None
) -> Checked:
    """The article checked, and kept with all that was found, as the command `check` does."""
    told = desk.check(document, given.published, as_of=as_of)
    desk.keep_check(told, arriving(), datetime.now(UTC))
    return told


async def _refused(server: Server, asked: Asked, error: RotascopeError, text: str) -> Response:
    """The page Research with what was wrong and with what was pasted; the bare error if it has none."""
    from starlette.responses import HTMLResponse

    from rotascope.surfaces.web.pages.research import PAGE
    from rotascope.surfaces.web.render import rendered
    from rotascope.surfaces.web.trouble import trouble_of
    from rotascope.surfaces.web.views import error_page, shell

    trouble = trouble_of(error)
    unread = isinstance(error, NoAnswer) and not isinstance(error, Busy)
    status = 422 if unread else trouble.status  # it is the article that gives no answer
    more: dict[str, Any] = {"trouble": trouble, "pasted": text[:AGAIN]}
    try:
        told = await server.asked(("research", asked.as_of), lambda desk: PAGE.build(desk, asked))
        body = rendered(PAGE, asked, {**told, **more}, shell(server, PAGE, asked))
    except RotascopeError:
        body = error_page(server, asked, trouble)
    return HTMLResponse(body, status, trouble.headers)
