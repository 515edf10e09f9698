"""The entity tag of an answer, and whether who asks has it already: one way for pages and interface.

A tag is made of all that an answer depends on, so that a 304 costs no computing: the state of the
store, our own release, the day of the reader and the address with its question.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from rotascope import __version__

__all__ = ["matches", "release", "tag"]

OURS = {".py", ".j2", ".css", ".js", ".svg", ".toml"}


@cache
def release() -> str:
    """Changes with our own code, templates and files: what a browser kept is then asked for again."""
    root = Path(str(files("rotascope")))
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(one for one in root.rglob("*") if one.suffix in OURS):
        stat = path.stat()
        digest.update(f"{path.relative_to(root)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]


def tag(version: str, day: date, address: str) -> str:
    """The entity tag of an address for the store's `version` and the reader's `day`.

    Weak: the same answer may travel compressed or not.
    """
    told = f"{version}|{release()}|{day}|{address}"
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


def matches(header: str | None, own: str) -> bool:
    """Whether If-None-Match names the tag, or any; weak or strong is the same here (RFC 9110)."""
    if not header:
        return False
    named = {one.strip().removeprefix("W/") for one in header.split(",")}
    return "*" in named or own.removeprefix("W/") in named
