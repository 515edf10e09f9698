"""Keys of the interface: 256 random bits shown once; a prefix and a SHA-256 are kept, mode 0600.

A guess costs the same whether its prefix exists or not, and no key can be read back from the file.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from rotascope.errors import BadArgument, DataTrouble, UnknownName

__all__ = ["SCOPES", "Key", "Scope", "keys_on_file", "make_key", "revoke_key", "scope_of"]

Scope = Literal["read", "write"]
SCOPES: tuple[Scope, ...] = ("read", "write")
FILE = "keys.json"
MARK = "rsk"
NAME = 64
OTHERS = 0o077 if os.name == "posix" else 0
NOBODY = hashlib.sha256(b"no key has this digest").hexdigest()


@dataclass(frozen=True, slots=True)
class Key:
    """What is kept of a key: enough to know it again, not enough to use it."""

    prefix: str
    sha256: str
    name: str
    scope: Scope
    made: date
    expires: date | None = None


def keys_on_file(folder: Path) -> tuple[Key, ...]:
    """The keys of a store, oldest first; none where there is no file. Raises DataTrouble for another."""
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        if path.stat().st_mode & OTHERS:
            raise DataTrouble(
                f"others may open the keys in {path}", "mode 0600", f"chmod 600 {path}"
            )
        told = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_key(one) for one in told["keys"])
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise DataTrouble(
            f"the keys in {path} cannot be read", "the file as it was written", "a new key"
        ) from trouble


def make_key(
    folder: Path, name: str, scope: Scope, today: date, expires: date | None
) -> tuple[Key, str]:
    """A new key, and its secret, which is kept nowhere. Raises BadArgument for a bad name or day."""
    if not name.strip() or len(name) > NAME or not name.isprintable():
        raise BadArgument("a key without a name one can print", f"1 to {NAME} characters")
    if expires is not None and expires <= today:
        raise BadArgument(f"a key that ends on {expires}", f"a day after {today}")
    prefix = secrets.token_hex(4)
    secret = f"{MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    key = Key(prefix, _digest(secret), name.strip(), scope, today, expires)
    _write(folder, (*keys_on_file(folder), key))
    return key, secret


def revoke_key(folder: Path, prefix: str) -> Key:
    """Take a key off file: it opens nothing from now on. Raises UnknownName for none."""
    known = keys_on_file(folder)
    gone = next((key for key in known if key.prefix == prefix), None)
    if gone is None:
        prefixes = [key.prefix for key in known]
        raise UnknownName.among("key", prefix, prefixes, "rotascope keys list")
    _write(folder, tuple(key for key in known if key is not gone))
    return gone


def scope_of(secret: str, known: Sequence[Key], today: date) -> Scope | None:
    """What a secret opens; None for one that is unknown or over. The comparison takes constant time."""
    parts = secret.split("_", 2)
    prefix = parts[1] if len(parts) == 3 else ""
    key = next((one for one in known if one.prefix == prefix), None)
    kept = key.sha256 if key else NOBODY
    right = hmac.compare_digest(_digest(secret).encode(), kept.encode(errors="replace"))
    if key is None or not right or (key.expires is not None and key.expires <= today):
        return None
    return key.scope


def _digest(secret: str) -> str:
    # 256 random bits need no slow hash: there is no list of likely ones to try.
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(one: dict[str, str | None]) -> Key:
    ends = one["expires"]
    scope = next((known for known in SCOPES if known == one["scope"]), None)
    if scope is None:
        raise ValueError(f"no scope {one['scope']!r}")
    prefix, sha, name, made = (str(one[field]) for field in ("prefix", "sha256", "name", "made"))
    over = date.fromisoformat(ends) if ends else None
    return Key(prefix, sha, name, scope, date.fromisoformat(made), over)


def _write(folder: Path, known: Sequence[Key]) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    rows = [{name: value and str(value) for name, value in asdict(one).items()} for one in known]
    path = folder / FILE
    partial = path.with_name(f"{FILE}.{os.getpid()}.partial")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"keys": rows}, file, indent=1)
        partial.replace(path)
    except OSError as trouble:
        raise DataTrouble(
            f"{path} cannot be written: {trouble.strerror}", "a folder of yours"
        ) from None
