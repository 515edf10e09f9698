"""Addresses as written: taken apart once, joined, asked of a mirror, shown without their secrets."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["redacted"]


def redacted(url: str, secret: Iterable[str] = ()) -> str:
    """An address fit to be printed and stored.

    Values of the query parameters named in `secret`, and of those that are always secret (api_key,
    token, password and the like), become `***`; a user and password before the host, and what
    follows `#`, are left out.
    """
    raise NotImplementedError
