"""Pages, PDF files and plain texts of strangers, damaged: an article or a sentence, never anything else.

2,000 inputs each in `make test`, for a page takes milliseconds; `make soak` gives each 100,000.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import pytest

from rotascope.articles.intake import Document, article_of
from rotascope.desk.documents import kind_of
from rotascope.providers.pages import page
from rotascope.providers.pdf_pages import printed
from tests.articles.documents import FEED, PAGE, pdf
from tests.desk.articles import OWN
from tests.fuzz.mutate import damaged
from tests.fuzz.test_parsers import COUNT, outcome, place

__all__ = ["place"]

pytestmark = pytest.mark.slow
TIMES = COUNT // 10


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Libraries log every oddity of a damaged file: hundreds of thousands of lines."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def read(path: Path) -> object:
    raw = path.read_bytes()
    kind_of(raw, "input")
    return article_of(Document(raw.decode("utf-8", "replace")))


FAMILIES: dict[str, tuple[Callable[[Path], object], list[bytes]]] = {
    "page": (page, [PAGE.encode(), PAGE[300:1500].encode()]),
    "pdf": (printed, [pdf(), pdf(("One line.",), ("Another page.",))]),
    "text": (read, [OWN.encode(), FEED.encode(), (OWN + "\n\n" + OWN).encode()]),
}


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_a_damaged_article_is_read_or_refused_in_a_sentence(family: str, place: Path) -> None:
    act, seeds = FAMILIES[family]
    seen: dict[str, bytes] = {}
    for body in damaged(seeds, TIMES, crc32(family.encode())):
        place.write_bytes(body)
        seen.setdefault(outcome(lambda: act(place)), body)
    assert seen.pop("rows", b"")
    seen.pop("sentence", b"")
    assert seen == {}
