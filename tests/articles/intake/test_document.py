"""A document is plain data: frozen, with nothing that it does not say."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from rotascope.articles.intake import Document


def test_a_document_says_only_what_it_was_given() -> None:
    document = Document("Small caps rose.")
    assert (document.title, document.dates, document.kind, document.notes) == ("", (), "text", ())
    with pytest.raises(FrozenInstanceError):
        document.text = "other"  # type: ignore[misc]
