"""An agenda is plain data; what is not known is null."""

from __future__ import annotations

import json
from datetime import date

from rotascope.surfaces.encode import encode
from rotascope.terms import Scheduled


def test_an_event_without_a_weight_has_none() -> None:
    one = Scheduled(
        date(2026, 6, 17), 3, "FOMC", "policy meeting", "confirmed", None, None, None, "", None, ""
    )
    told = json.loads(encode(one))
    assert told["weight"] is None
    assert told["standing"] == "confirmed"
