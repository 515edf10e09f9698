"""Addresses as written: taken apart once, joined, asked of a mirror, shown without their secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote_plus

from rotascope.errors import BadArgument, Refused

__all__ = [
    "EVERY",
    "Url",
    "joined",
    "mirrored",
    "parsed",
    "parsed_mirror",
    "redacted",
    "secrets_of",
    "veiled",
]

PORTS = {"http": 80, "https": 443}
ALWAYS_SECRET = frozenset(
    {"api_key", "apikey", "api-key", "key", "token", "access_token", "auth", "password", "passwd",
     "secret", "client_secret", "signature", "sig", "subscription-key"}
)  # fmt: skip
_PARAMETER = re.compile(r"(?<=[?&;])([^=&;#\s]+)=([^&;#\s]*)")
_USER = re.compile(r"^([^/?#]*//)[^/?#]*@")
# An address whose user, if any, stands where _USER looks. Of any other, nobody knows where it ends.
_CLEAR = re.compile(
    r"^[A-Za-z][A-Za-z0-9+.-]*://([^/?#\\@:\[\]]*|\[[0-9A-Fa-f:.]*\])(:[0-9]*)?([/?#]|$)"
)
EVERY = "*"
"""Among names of secret parameters: the whole query is secret."""


@dataclass(frozen=True, slots=True)
class Url:
    """An address taken apart by one parser, so that what is checked is what is dialled.

    `host` is lower case ASCII, without brackets and final dot; `target` is path and query.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host, in brackets if it has colons, and the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def text(self) -> str:
        """The address in one piece."""
        return f"{self.scheme}://{self.authority}{self.target}"


def parsed(url: str) -> Url:
    """An address that may be asked for: http or https, port 80 or 443, no user and password.

    Raises Refused otherwise. Where the host leads is not looked at here.
    """
    found = _taken_apart(url)
    if found.port not in PORTS.values():
        raise Refused(f"{redacted(url)} names port {found.port}", "port 80 or 443")
    return found


def parsed_mirror(url: str) -> Url:
    """The address of a mirror: any host and any port. Raises BadArgument for what is no address."""
    try:
        return _taken_apart(url)
    except Refused as refused:
        raise BadArgument(
            f"the mirror: {refused.what}",
            refused.expected,
            "ROTASCOPE_MIRROR=http://127.0.0.1:8000",
        ) from None


def joined(base: Url, location: str) -> Url:
    """Where a redirect leads: an address in full, or one relative to the address that was asked."""
    from httpx import URL, InvalidURL

    try:
        return parsed(str(URL(base.text).join(location)))
    except (InvalidURL, ValueError):
        raise Refused(
            f"{base.host} redirects to what is no address", "a http or https address"
        ) from None


def mirrored(url: Url, mirror: Url) -> Url:
    """The address at which a mirror keeps another one: MIRROR/host/path?query."""
    path = mirror.target.partition("?")[0].rstrip("/")
    return Url(mirror.scheme, mirror.host, mirror.port, f"{path}/{url.host}{url.target}")


def _taken_apart(url: str) -> Url:
    from httpx import URL, InvalidURL

    shown = redacted(url)
    try:
        found = URL(url)
    except (InvalidURL, ValueError):
        raise Refused(f"'{shown}' is no address", "such as https://www.example.com/path") from None
    if found.scheme not in PORTS:
        raise Refused(f"'{shown}' is of the scheme '{found.scheme}'", "http or https")
    if found.userinfo:
        raise Refused(f"'{shown}' holds a user or password", "an address without")
    name = found.raw_host.decode("ascii").lower()
    host = name.removesuffix(".")
    # A percent sign is an escape, or the zone of a link-local address: no public host has either.
    if not host or "%" in host or ".." in f".{name}":
        raise Refused(f"'{shown}' names no host", "such as https://www.example.com/path")
    port = PORTS[found.scheme] if found.port is None else found.port
    return Url(found.scheme, host, port, found.raw_path.decode("ascii"))


def redacted(url: str, secret: Iterable[str] = (), values: Iterable[str] = ()) -> str:
    """An address fit to be printed and stored.

    Values of the query parameters named in `secret`, and of those that are always secret (api_key,
    token, password and the like), become `***`, as does every occurrence of `values`; a user and
    password before the host, and what follows `#`, are left out. With EVERY in `secret` the whole query
    is. In what is written unlike an address everything before the last `@` is.
    """
    names = _secret_names(secret)
    text = _without_user(url).partition("#")[0]
    if EVERY in names and "?" in text:
        text = text.partition("?")[0] + "?***"
    return veiled(_PARAMETER.sub(lambda found: _hidden(found, names), text), values)


def _without_user(url: str) -> str:
    text = _USER.sub(r"\1", url)
    return text if _CLEAR.match(text) else text.rpartition("@")[2]


def veiled(text: str, values: Iterable[str]) -> str:
    """A text in which `***` stands for every occurrence of the values, in capitals or not."""
    for value in sorted(values, key=len, reverse=True):
        text = re.sub(re.escape(value), "***", text, flags=re.IGNORECASE)
    return text


def secrets_of(url: str, secret: Iterable[str]) -> tuple[str, ...]:
    """Values of the secret parameters of an address: as written, as meant, as fully escaped.

    Values of less than 4 characters are left out: they are found in any text.
    """
    names = _secret_names(secret)
    whole = url.partition("#")[0]
    pairs = _PARAMETER.findall(whole)
    every = EVERY in names
    written = [value for name, value in pairs if every or _plain(name) in names]
    written += [whole.partition("?")[2]] if every else []
    meant = [unquote_plus(value) for value in written]
    escaped = [quote(value, safe="") for value in meant]
    return tuple(value for value in dict.fromkeys([*written, *meant, *escaped]) if len(value) >= 4)


def _hidden(found: re.Match[str], names: frozenset[str]) -> str:
    return f"{found[1]}=***" if _plain(found[1]) in names else found[0]


def _secret_names(secret: Iterable[str]) -> frozenset[str]:
    return ALWAYS_SECRET | {_plain(name) for name in secret}


def _plain(name: str) -> str:
    return unquote_plus(name).lower()
