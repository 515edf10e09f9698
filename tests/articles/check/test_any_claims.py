"""Claims as a hostile text might make them: every one gets a finding, and none an error."""

from __future__ import annotations

import math
import random
from datetime import date
from typing import Any, get_args

from rotascope.articles.check import check_claims
from rotascope.panel import Panel
from rotascope.terms.articles import (
    CLAIM_KINDS,
    FINDING_VERDICTS,
    MEASURES,
    Claim,
    ClaimOp,
)
from rotascope.terms.words import Unit
from tests.articles.tape import article, claim
from tests.conftest import last_day

NAMES = (
    "IWM", "^RUT", "^GSPC", "MAG7", "PW:SMALL", "PW:LARGE", "PW01", "PW02", "small caps", "big tech",
    "top 10", "other 93", "DFF", "DGS2", "^VIX", "", "^", "\N{PILE OF POO}", "S&P",
)  # fmt: skip
WINDOWS = (
    "", "ytd", "1y", "1m", "10y", "2022", "since:2015", "since:--09", "2024Q3", "1d", "0d", "mtd",
    "2024-07-10:2024-08-05", "999d", "99y", "since:", "since:2025-02-30", "same", "last",
)  # fmt: skip
DETAILS = ((), (("n", "10"),), (("n", "-1"),), (("sector", "Financials"),), (("since", "zz"),),
           (("of", "0"),), (("shock", "x"),), (("shock", "0.1..0.25"), ("names", "1..2")),
           (("basis", "price"),), (("order", "worst"),))  # fmt: skip
VALUES = (None, 0.0, 0.1, -0.5, -1.0, -3.0, 34.0, 1e9, 1e15)
MANY = 600


def any_claim(rng: random.Random, number: int) -> Claim:
    given: dict[str, Any] = {
        "id": str(number), "kind": rng.choice(CLAIM_KINDS), "measure": rng.choice(MEASURES),
        "op": rng.choice(get_args(ClaimOp)), "unit": rng.choice(get_args(Unit)),
        "high": rng.choice((None, 0.2, -1.0)), "tolerance": rng.choice((0.0, 0.005, 0.00005)),
        "digits": rng.choice((None, 0, 2)), "detail": rng.choice(DETAILS),
        "against": tuple(rng.choices(NAMES, k=rng.choice((0, 1, 1, 2)))),
        "as_of": rng.choice((None, None, date(2004, 3, 1), date(2031, 1, 1), date(1950, 1, 1))),
    }  # fmt: skip
    subject = ",".join(rng.choices(NAMES, k=rng.choice((1, 1, 2, 3))))
    return claim(subject, rng.choice(VALUES), rng.choice(WINDOWS), **given)


def test_any_claim_gets_a_finding(planted_backend: Any) -> None:
    rng, newest = random.Random(11), last_day(planted_backend)
    days = (None, newest, date(newest.year + 4, 1, 1), date(2001, 5, 5))
    for number in range(MANY):
        asked = any_claim(rng, number)
        (found,), _ = check_claims(
            lambda day: Panel(planted_backend, day), newest, article(rng.choice(days)), [asked]
        )
        assert found.claim == asked
        assert found.verdict in FINDING_VERDICTS
        assert found.observed is None or math.isfinite(found.observed)
        if found.verdict in ("not_checkable", "approximate", "contradicted", "check_failed"):
            assert found.reason
        if found.verdict == "contradicted":
            assert found.observed is not None
