"""Files that are sent: an article to check, a book to value. Length and kind are bounded first."""

from __future__ import annotations

import asyncio
import hashlib
import re
import tempfile
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rotascope.surfaces.api.answering import Declined, json_response
from rotascope.surfaces.api.describe import MULTIPART, UPLOADS, Upload
from rotascope.surfaces.api.given import given
from rotascope.surfaces.book import valued
from rotascope.surfaces.check import moment, past, second_reader
from rotascope.surfaces.encode import encode
from rotascope.surfaces.options import arriving
from rotascope.surfaces.web.answers import Busy

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from rotascope.articles.intake.document import Document
    from rotascope.desk import Desk
    from rotascope.surfaces.web.server import Server
    from rotascope.terms import Book, Checked

__all__ = ["COMING", "SECONDS", "Sent", "book_view", "check_view", "read_document", "received"]

CHECK, BOOK = UPLOADS
AROUND = 65_536
"""What a form may add to its file."""
# Each takes a process of its own, and that a gigabyte at most.
AT_ONCE = threading.BoundedSemaphore(2)
# Each is held in memory.
COMING = threading.BoundedSemaphore(8)
SECONDS = 120
"""How long a body may take to come."""
UNSAFE = re.compile(r"[^\w .()-]", re.ASCII)  # a name of a file is bounded in bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came, under a name that is safe on any disk."""

    content: bytes
    name: str


async def received(request: Request, one: Upload, seconds: float = SECONDS) -> Sent:
    """The file of a request, waited for so long. Raises Declined, by its head before a byte is read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    length = request.headers.get("content-length", "")
    if kind not in one.kinds:
        raise Declined(415, f"a body of {kind[:60] or 'no kind'}", f"one of {', '.join(one.kinds)}")
    if not length.isdecimal():
        raise Declined(411, "a body that does not say its length", "a Content-Length", "")
    most = one.most + (AROUND if kind == MULTIPART else 0)
    if int(length) > most:
        what = f"a body of {int(length):,} bytes"
        raise Declined(413, what, f"at most {one.most:,}", "the file alone, or `rotascope` itself")
    with _turn(COMING):
        try:
            async with asyncio.timeout(seconds):
                form = kind == MULTIPART
                return await (_from_form(request) if form else _from_body(request))
        except TimeoutError:
            raise Declined(408, f"a body that took over {seconds:g} seconds", "", "again") from None


async def _from_body(request: Request) -> Sent:
    return Sent(await request.body(), "the body")


async def _from_form(request: Request) -> Sent:
    from starlette.datastructures import UploadFile
    from starlette.exceptions import HTTPException

    try:
        async with request.form(max_files=1, max_fields=1) as form:
            files = [(name, one) for name, one in form.multi_items()]
            if len(files) != 1 or files[0][0] != "file" or not isinstance(files[0][1], UploadFile):
                raise Declined(400, "a form of other fields", "one file in the field `file`", "")
            name = UNSAFE.sub("_", files[0][1].filename or "")[-80:].strip(" .")
            return Sent(await files[0][1].read(), name or "the file")
    except HTTPException as trouble:
        raise Declined(400, f"no form: {trouble.detail}", "multipart/form-data", "") from None


def read_document(sent: Sent, item: int = 0) -> Document:
    """The document in a file, parsed in the bounded process. Raises BadFile, NoAnswer, Busy."""
    from rotascope.desk.documents import document_at

    with _turn(AT_ONCE), _written(sent) as path:
        return document_at(path, item)


def _book(sent: Sent) -> Book:
    from rotascope.book import read_book

    with _turn(AT_ONCE), _written(sent) as path:
        return read_book(path)


@contextmanager
def _turn(places: threading.BoundedSemaphore) -> Iterator[None]:
    if not places.acquire(blocking=False):
        raise Busy("other files are being read first")
    try:
        yield
    finally:
        places.release()


@contextmanager
def _written(sent: Sent) -> Iterator[Path]:
    """Parsers take files: one of our own, for as long as it is read."""
    with tempfile.TemporaryDirectory(prefix="rotascope-sent-") as folder:
        path = Path(folder) / sent.name
        path.write_bytes(sent.content)
        yield path


def check_view(server: Server) -> Callable[[Request], Awaitable[Response]]:
    """POST /api/v1/check: the object of `rotascope check --json`; kept as the command keeps it."""

    async def view(request: Request) -> Response:
        asked = given(CHECK.parameters, request.query_params.multi_items())
        day, fetched = past(asked["published"]), moment(asked["fetched"])
        sent = await received(request, CHECK)
        document = await asyncio.to_thread(read_document, sent, asked["item"])
        reader = asked["reader"]
        another = second_reader(reader)

        def question(desk: Desk) -> Checked:
            return desk.check(
                document, day, reader, asked["as_of"], fetched=fetched, another=another
            )

        told = await server.asked(_key("check", sent, asked), question)
        headers = {"Cache-Control": "no-store"}
        if asked["keep"]:
            headers["Rotascope-Kept"] = await asyncio.to_thread(_kept, server, told)
        return json_response(encode(told, None).encode(), headers)

    return view


def _kept(server: Server, told: Checked) -> str:
    """Whether it could be kept: where nothing can be written the answer stands."""
    from rotascope.errors import DataTrouble

    try:
        server.change(lambda desk: desk.keep_check(told, arriving(), datetime.now(UTC)))
    except DataTrouble:
        return "no"
    return "yes"


def book_view(server: Server) -> Callable[[Request], Awaitable[Response]]:
    """POST /api/v1/book: the object of `rotascope book --json`. Nothing of it is stored."""

    async def view(request: Request) -> Response:
        asked = given(BOOK.parameters, request.query_params.multi_items())
        sent = await received(request, BOOK)
        made = await asyncio.to_thread(_book, sent)
        told = await server.asked(
            _key("book", sent, asked), lambda desk: valued(desk, made, asked["as_of"])
        )
        return json_response(encode(told, None).encode(), {"Cache-Control": "no-store"})

    return view


def _key(name: str, sent: Sent, asked: Mapping[str, Any]) -> tuple[Any, ...]:
    digest = hashlib.sha256(sent.content).hexdigest()
    return ("api", name, digest, sent.name, tuple(sorted(asked.items(), key=lambda one: one[0])))
