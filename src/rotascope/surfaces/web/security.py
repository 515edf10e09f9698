"""What every request passes before a page sees it, and what every answer says beside its body.

A name that is not ours (a web page that points its own name at this machine), a request that another
site's page sends, a body without end, a caller without a key: refused here, for pages, interface and
websocket alike.
"""

from __future__ import annotations

import base64
import ipaddress
import re
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rotascope.surfaces.web.keys import Key, Scope, scope_of
from rotascope.surfaces.web.trouble import Trouble

if TYPE_CHECKING:
    from starlette.types import Scope as Called

__all__ = ["CLIENT", "HEADERS", "UPLOADS", "Rules", "allowance", "refusal"]

CLIENT: ContextVar[str] = ContextVar("client", default="")
"""Who asks, while a request is answered: dear questions are counted by it. "" is the server itself."""

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LOCAL = frozenset({"localhost"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PLAIN = 1024 * 1024
UPLOADED = 26 * 1024 * 1024
UPLOADS = ("/research", "/api/v1/check", "/api/v1/book")
"""Addresses that take a file: up to 26 MB, all others 1 MB."""
DEAR = "/report/pdf"
"""It starts a browser: no link of another site leads there."""
LONGEST = 4096
"""Bytes of an address with its query."""
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Rules:
    """Names the server answers to beside addresses of this machine, and its keys; None: none needed."""

    names: frozenset[str] = frozenset()
    keys: Callable[[], tuple[Key, ...]] | None = None
    today: Callable[[], date] = date.today


def refusal(called: Called, rules: Rules) -> Trouble | None:
    """Why a request goes no further; None if it may."""
    headers = _headers(called["headers"])
    method = str(called.get("method", "GET"))
    for told in (
        _misdirected(headers, rules),
        _too_long(called),
        _foreign(called, headers, method, rules),
        _locked(called, headers, method, rules),
    ):
        if told is not None:
            return told
    return None


def allowance(called: Called) -> int:
    """The most bytes the body of a request may have."""
    path = str(called["path"])
    takes = any(path == one or path.startswith(f"{one}/") for one in UPLOADS)
    return UPLOADED if takes and called.get("method") == "POST" else PLAIN


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """By lower-case name; one given twice is joined, so that two hosts are no host."""
    found: dict[str, str] = {}
    for name, value in raw:
        told = name.decode("latin-1").lower()
        text = value.decode("latin-1")
        found[told] = f"{found[told]},{text}" if told in found else text
    return found


def _misdirected(headers: Mapping[str, str], rules: Rules) -> Trouble | None:
    """Another site can point a name at this machine, never an address: names are listed."""
    name = _name(headers.get("host", ""))
    if name in LOCAL or name in rules.names or _is_address(name):
        return None
    return Trouble(
        421,
        "the server does not answer to the name in this address",
        "localhost, an address of this machine, or a name given with --name",
        "`rotascope serve --name NAME`",
    )


def _name(host: str) -> str:
    """The name a host header tells; "" for one that holds anything beside a name and a port."""
    told = HOST.fullmatch(host.lower())
    return told[1].strip("[]") if told else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _too_long(called: Called) -> Trouble | None:
    size = len(called.get("raw_path") or b"") + len(called.get("query_string") or b"")
    if size <= LONGEST:
        return None
    return Trouble(
        414, f"the address has {size:,} bytes", f"at most {LONGEST:,}", "a shorter question"
    )


def _foreign(
    called: Called, headers: Mapping[str, str], method: str, rules: Rules
) -> Trouble | None:
    """A page of another site may lead here by a link; it may not post, embed, read or listen."""
    changes = method not in SAFE or called["type"] == "websocket"
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
    wrong = changes and origin is not None and origin not in _origins(called, headers, rules)
    if site not in ("same-origin", "none"):
        leads = headers.get("sec-fetch-mode", "navigate") == "navigate"
        leads = leads and headers.get("sec-fetch-dest", "document") == "document"
        wrong = wrong or changes or not leads or called["path"] == DEAR
    if not wrong:
        return None
    return Trouble(403, "a page of another site sent this", "a request from our own pages")


def _origins(called: Called, headers: Mapping[str, str], rules: Rules) -> tuple[str, ...]:
    """The origins of our own pages, whole; a listed name may have a proxy with TLS before it."""
    host = headers.get("host", "")
    safe = called.get("scheme") in ("https", "wss")
    schemes = {"https" if safe else "http"} | ({"https"} if _name(host) in rules.names else set())
    return tuple(f"{scheme}://{host.lower()}" for scheme in schemes)


def _locked(
    called: Called, headers: Mapping[str, str], method: str, rules: Rules
) -> Trouble | None:
    """Without a key where one is needed, or with one that only reads where something is written."""
    if rules.keys is None:
        return None
    secret = _secret(headers.get("authorization", ""))
    given: Scope | None = scope_of(secret, rules.keys(), rules.today()) if secret else None
    if given is None:
        return Trouble(
            401, "a key is needed here", "one that is valid", "`rotascope keys new NAME`"
        )
    if given == "read" and method not in SAFE:
        return Trouble(
            403, "this key only reads", "a write key", "`rotascope keys new NAME --scope write`"
        )
    return None


def _secret(authorization: str) -> str:
    """The key of `Bearer KEY`, or the password of `Basic`; "" for anything else."""
    kind, _, told = authorization.partition(" ")
    if kind.lower() == "bearer":
        return told.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(told.strip(), validate=True).decode("utf-8").partition(":")[2]
    except ValueError:  # not base64, not ASCII or not UTF-8: all three are one
        return ""
