"""What Rotascope raises, and the exit code each family ends a command with.

RotascopeError
├── WrongUse (exit 2)         the question cannot be asked like this
│   ├── UnknownName           a name that no registry or catalog holds; the nearest ones are listed
│   ├── BadArgument           a value outside what the option accepts
│   └── Refused               an address, or a size, that is never fetched
├── NoAnswer (exit 1)         the question is fine, the store cannot answer it; says why
│   ├── NotOnFile             an id that is not on file, or a day before the data
│   └── NoData                a source on the network gave nothing, and why
└── DataTrouble (exit 3)      the store or a file is not what it should be
    ├── IntegrityError        bytes differ from the commit ledger
    ├── SchemaMismatch        a store of another schema version
    ├── StoreBusy             another process holds the writer's lock
    ├── BadFile               a file that cannot be read as what it claims to be
    └── BatchHeld             a whole batch was held back by the breaker

Wrong *data* is not an exception but a value (`terms.Issue`). Every message has three parts: what
was wrong, what was expected, what to try.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = [
    "BadArgument",
    "BadFile",
    "BatchHeld",
    "DataTrouble",
    "IntegrityError",
    "NoAnswer",
    "NoData",
    "NotOnFile",
    "Refused",
    "RotascopeError",
    "SchemaMismatch",
    "StoreBusy",
    "UnknownName",
    "WrongUse",
]


class RotascopeError(Exception):
    """Base of everything raised on purpose: `what`, then `expected`, then `hint` (what to try)."""

    exit_code = 1

    def __init__(self, what: str, expected: str = "", hint: str = "") -> None:
        self.what, self.expected, self.hint = what, expected, hint
        parts = [what, f"Expected: {expected}" if expected else "", f"Try: {hint}" if hint else ""]
        super().__init__(" ".join(_sentence(part) for part in parts if part))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


class WrongUse(RotascopeError):
    """The question cannot be asked like this."""

    exit_code = 2


class UnknownName(WrongUse):
    """A name that nothing is registered under."""

    @classmethod
    def among(cls, kind: str, name: str, known: Iterable[str], listing: str) -> UnknownName:
        """Build the message with the nearest known names; `listing` is the command that lists all."""
        names = {known_name.lower(): known_name for known_name in sorted(known)}
        near = get_close_matches(name.lower(), names, n=3, cutoff=0.5)
        guess = " or ".join(f"'{names[n]}'" for n in near)
        what = f"no {kind} '{name}'" + (f"; did you mean {guess}?" if guess else "")
        return cls(what, "", f"`{listing}` lists all {len(names)}")


class BadArgument(WrongUse):
    """A value outside what the option accepts."""


class Refused(WrongUse):
    """An address that is not public, a scheme or a port that is not used, a body that is too large."""


class NoAnswer(RotascopeError):
    """The question is well asked, but the store cannot answer it."""


class NotOnFile(NoAnswer):
    """What is asked for by its id or its day is not on file, or was not yet."""


class NoData(NoAnswer):
    """A source on the network gave nothing: too many requests, its own failure, silence, rubbish."""


class DataTrouble(RotascopeError):
    """The store, or a file, is not what it should be."""

    exit_code = 3


class IntegrityError(DataTrouble):
    """Bytes on disk differ from the commit ledger."""


class SchemaMismatch(DataTrouble):
    """The store was written by a version this one cannot read."""


class StoreBusy(DataTrouble):
    """Another process holds the writer's lock."""


class BadFile(DataTrouble):
    """A file that cannot be read as what it claims to be."""


class BatchHeld(DataTrouble):
    """The breaker held a whole batch; the last good data stays in service."""
