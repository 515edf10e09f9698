"""What a fetch gives."""

import hashlib
from datetime import UTC, datetime

from rotascope.net.body import Body


def test_a_body_knows_its_digest() -> None:
    body = Body("https://a", "https://a", b"abc", "", "", datetime(2026, 1, 2, tzinfo=UTC))
    assert body.sha256 == hashlib.sha256(b"abc").hexdigest()
