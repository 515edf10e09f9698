"""What goes wrong, told once for pages and interface: a status, and what, expected, try."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from rotascope.errors import (
    BadArgument,
    BadFile,
    DataTrouble,
    NoAnswer,
    NotOnFile,
    RotascopeError,
    UnknownName,
    WrongUse,
)
from rotascope.surfaces.web.answers import Busy

if TYPE_CHECKING:
    from starlette.responses import Response

__all__ = ["API", "Trouble", "answer_of", "problem", "trouble_of"]

API = "/api/"

STATUS: tuple[tuple[type[RotascopeError], int], ...] = (
    (UnknownName, 404),
    (BadArgument, 400),
    (BadFile, 422),
    (WrongUse, 422),
    (NotOnFile, 404),
    (NoAnswer, 503),
    (DataTrouble, 503),
)
MISTAKE = "this is a mistake of ours"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One answer that is none: its status, the three parts of its sentence, when to come again."""

    status: int
    what: str
    expected: str = ""
    hint: str = ""
    retry_after: int | None = None

    @property
    def title(self) -> str:
        """The status in words."""
        return HTTPStatus(self.status).phrase

    @property
    def headers(self) -> dict[str, str]:
        """What the answer says beside its body."""
        told = {"Cache-Control": "no-store"}
        if self.retry_after is not None:
            told["Retry-After"] = str(self.retry_after)
        if self.status == 401:  # a browser then asks for a name and a password
            told["WWW-Authenticate"] = 'Basic realm="Rotascope: the key is the password"'
        return told


def trouble_of(error: BaseException) -> Trouble:
    """What an error means to whoever asked; anything unforeseen is 500 and says nothing of the inside."""
    if not isinstance(error, RotascopeError):
        return Trouble(500, MISTAKE, "", "the terminal that runs the server says more; report it")
    status = next((code for kind, code in STATUS if isinstance(error, kind)), 500)
    if isinstance(error, Busy):
        return Trouble(error.status, error.what, error.expected, error.hint, error.seconds)
    return Trouble(status, error.what, error.expected, error.hint)


def problem(trouble: Trouble) -> Mapping[str, Any]:
    """The body of application/problem+json."""
    return {
        "type": "about:blank",
        "title": trouble.title,
        "status": trouble.status,
        "detail": trouble.what,
        "expected": trouble.expected,
        "try": trouble.hint,
    }


def answer_of(path: str, trouble: Trouble, page: str | None = None) -> Response:
    """Problem JSON for the interface; for browsers `page`, or a plain one that needs no store."""
    from starlette.responses import HTMLResponse, JSONResponse

    if path.startswith(API):
        kind = "application/problem+json"
        headers = trouble.headers
        if trouble.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return JSONResponse(problem(trouble), trouble.status, headers, kind)
    return HTMLResponse(page or _plain(trouble), trouble.status, trouble.headers)


def _plain(trouble: Trouble) -> str:
    from rotascope.surfaces.web.render import environment

    return environment().get_template("refused.html.j2").render(trouble=trouble)
