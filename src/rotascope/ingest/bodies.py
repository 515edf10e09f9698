"""Raw bodies: fetched through the seam, seen to be what their source gives, kept on disk as they came.

A body lies in STORE/raw/<source>/<name>-<12 digits of its sha256>, complete and forced to disk before
anything speaks of it, readable by its owner only. What a crash left half written is swept away.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from rotascope.errors import BadArgument, BadFile, NoData
from rotascope.net.body import Body, Download, Get
from rotascope.net.urls import redacted
from rotascope.providers.jobs import file_digest
from rotascope.providers.limits import plain_file
from rotascope.providers.requests import Request
from rotascope.registry import SourceSpec
from rotascope.store.fetches import raw_path
from rotascope.store.files import fsync_folder

__all__ = ["Raw", "checked", "fetch", "folder_of", "path_of", "shown", "sound", "sweep", "whole"]

NAME = re.compile(r"[A-Za-z0-9._^=-]{1,120}")
HEAD = 4096
PARTIAL = ".partial"


@dataclass(frozen=True, slots=True)
class Raw:
    """A body on disk. `at`: the moment in UTC at which it had come."""

    path: Path
    sha256: str
    size: int
    etag: str
    at: datetime


def shown(request: Request) -> str:
    """The request's address as it may be printed and stored: values of secrets left out."""
    return redacted(request.url, (*request.secret, *request.manners.secret))


def checked(spec: SourceSpec, request: Request) -> Request:
    """The request, with its secrets told to the seam. Raises BadArgument for a mistake of its source.

    A source that names no hosts is asked at addresses its user names.
    """
    host = urlsplit(request.url).hostname or ""
    if not NAME.fullmatch(request.name):
        raise BadArgument(f"{spec.name}: {request.name!r} cannot name a file", NAME.pattern)
    if spec.hosts and host not in spec.hosts:
        raise BadArgument(f"{spec.name} asks {host or shown(request)}", ", ".join(spec.hosts))
    secret = (*request.manners.secret, *request.secret)
    return replace(request, manners=replace(request.manners, secret=secret))


def folder_of(root: Path, source: str) -> Path:
    """Where a source's raw bodies lie."""
    return root / "raw" / source


def path_of(root: Path, source: str, name: str, sha256: str) -> Path:
    """Where one raw body lies."""
    return root / raw_path(source, name, sha256)


def whole(path: Path, sha256: str) -> bool:
    """Whether a plain file lies there, and holds these bytes."""
    try:
        plain_file(path)
        return file_digest(path) == sha256
    except BadFile:
        return False


def sweep(root: Path, source: str) -> None:
    """Remove what an interrupted fetch left. Nobody else may be fetching into this store."""
    for left in folder_of(root, source).glob(f"*{PARTIAL}*"):
        left.unlink()


def fetch(root: Path, spec: SourceSpec, request: Request, get: Get, download: Download) -> Raw:
    """Fetch one body and keep it. Raises NoData, also for what no sound body begins with; Refused."""
    request = checked(spec, request)
    folder = _made(folder_of(root, spec.name))
    partial = folder / f"{request.name}.{os.getpid()}{PARTIAL}"
    try:
        body = _into(partial, request, get, download)
        path = path_of(root, spec.name, request.name, body.sha256)
        size = partial.stat().st_size
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    fsync_folder(folder)
    if request.large:
        _only(path, request.name)
    return Raw(path, body.sha256, size, body.etag, body.fetched_at)


def _into(partial: Path, request: Request, get: Get, download: Download) -> Body:
    """The body in a file of its own, forced to disk, once its beginning has been looked at."""
    if request.large:
        body = download(request.url, partial, request.manners)
        with partial.open("rb") as stream:
            head = stream.read(HEAD)
        partial.chmod(0o600)
    else:
        body = get(request.url, request.manners)
        head = body.content[:HEAD]
    sound(request, head)
    if not request.large:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(body.content)
            stream.flush()
            os.fsync(stream.fileno())
    return body


def sound(request: Request, head: bytes) -> None:
    """Raise NoData unless a body begins like one of its source; `head` is its first bytes.

    An empty body is none, and an error page with status 200 is none.
    """
    begun = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not begun:
        raise NoData(f"{shown(request)}: an empty body", "data", "again later")
    if request.begins and not begun.startswith(request.begins):
        wanted = " or ".join(repr(start.decode("latin-1")) for start in request.begins)
        raise NoData(
            f"{shown(request)}: a body that begins with {begun[:40].decode('latin-1')!r}",
            f"one that begins with {wanted}",
            "again later; if it stays, the source has changed or wants no programs",
        )


def _made(folder: Path) -> Path:
    """The folder, there and forced to disk; nobody but its owner may look into it."""
    for one in (folder.parent, folder):
        if not one.exists():
            one.mkdir(mode=0o700, parents=True)
            fsync_folder(one.parent)
    return folder


def _only(path: Path, name: str) -> None:
    """Of a large body only the newest stays: an archive of a gigabyte a week would fill any disk."""
    earlier = re.compile(re.escape(name) + r"-[0-9a-f]{12}")
    for other in path.parent.iterdir():
        if other != path and earlier.fullmatch(other.name):
            other.unlink()
