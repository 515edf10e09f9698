"""How files were read, kept by digest, so that a held row can be read again the same way."""

from __future__ import annotations

import json

from rotascope.errors import IntegrityError
from rotascope.store.state import State, schema

__all__ = ["check", "keep", "kept"]


def keep(state: State, digest: str, body: str) -> None:
    """Keep a mapping's text under its digest; one that is there already is left alone."""
    if kept(state, digest) is not None:
        return
    table = schema().tables["mappings"]
    with state.changing() as connection:
        connection.execute(table.insert().values(digest=digest, body=body))


def kept(state: State, digest: str) -> str | None:
    """The text kept under a digest; None if the import was made by a release that kept none."""
    found = state.read("SELECT body FROM mappings WHERE digest = :digest", digest=digest)
    return str(found[0][0]) if found else None


def check(state: State) -> None:
    """Raise IntegrityError for a mapping that is no JSON object any more."""
    for digest, body in state.read("SELECT digest, body FROM mappings"):
        try:
            sound = isinstance(json.loads(body), dict)
        except (ValueError, TypeError):
            sound = False
        if not sound:
            raise IntegrityError(
                f"the mapping {digest} cannot be read",
                "how a file was read, as it was kept",
                "restoring the state database from a backup",
            )
