"""What a fetch gives."""

import hashlib
from datetime import UTC, datetime

from rotascope.net.body import Body, Manners

DAY = datetime(2026, 1, 2, tzinfo=UTC)


def test_a_body_knows_its_digest() -> None:
    body = Body("https://a", "https://a", b"abc", "", "", DAY)
    assert body.sha256 == hashlib.sha256(b"abc").hexdigest()


def test_a_download_tells_the_digest_of_what_it_wrote() -> None:
    assert Body("https://a", "https://a", b"", "", "", DAY, digest="feed").sha256 == "feed"


def test_neither_bodies_nor_headers_are_printed() -> None:
    body = Body("https://a", "https://a", b"confidential", "", "", DAY)
    assert "confidential" not in repr(body)
    assert "confidential" not in repr(Manners(headers={"X-Key": "confidential"}))
