"""How files were read, kept by digest, so that a held row can be read again the same way.

The text is kept behind its own sha256: a held row is never read by a mapping that was changed since.
"""

from __future__ import annotations

import hashlib
import json

from rotascope.errors import IntegrityError
from rotascope.store.state import State, schema

__all__ = ["check", "keep", "kept"]


def keep(state: State, digest: str, body: str) -> None:
    """Keep a mapping's text, a JSON object, under its digest; one that is there already is left alone."""
    if state.read("SELECT 1 FROM mappings WHERE digest = :digest", digest=digest):
        return
    table = schema().tables["mappings"]
    text = f"{_seal(digest, body)}\n{body}"
    with state.changing() as connection:
        connection.execute(table.insert().values(digest=digest, body=text))


def kept(state: State, digest: str) -> str | None:
    """The text kept under a digest; None if the import was made by a release that kept none.

    Raises IntegrityError if it is not as it was kept.
    """
    found = state.read("SELECT body FROM mappings WHERE digest = :digest", digest=digest)
    return _opened(digest, str(found[0][0])) if found else None


def check(state: State) -> None:
    """Raise IntegrityError for a mapping that is not as it was kept."""
    for digest, text in state.read("SELECT digest, body FROM mappings"):
        _opened(str(digest), str(text))


def _seal(digest: str, body: str) -> str:
    """The digest belongs to it: two mappings that changed places are found too."""
    return hashlib.sha256(f"{digest}\n{body}".encode("utf-8", "replace")).hexdigest()


def _opened(digest: str, text: str) -> str:
    seal, _, body = text.partition("\n")
    try:
        sound = seal == _seal(digest, body) and isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        sound = False
    if not sound:
        raise IntegrityError(
            f"the mapping {digest} is not as it was kept",
            "how a file was read, unchanged since",
            "restoring the state database from a backup",
        )
    return body
