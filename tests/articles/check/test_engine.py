"""A whole article looked up: as of its day, of the day its figures tell, or of none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from rotascope.articles.check import check_claims
from rotascope.articles.check.engine import MOST_CLAIMS, NOT_CHECKED
from rotascope.panel import Panel
from rotascope.terms.articles import Claim
from tests.articles.tape import article, claim, closes, direction, tape

FIRST, LAST = date(2024, 12, 2), date(2025, 12, 23)
PUBLISHED = date(2025, 6, 30)
LINES = {
    "IWM": closes(FIRST, LAST, d2025_06_30=110.0, d2025_12_23=150.0),
    "^RUT": closes(FIRST, LAST, d2025_06_30=105.0),
}


@pytest.fixture
def panels() -> Callable[[date], Panel]:
    whole = tape(LAST, LINES)
    return lambda day: Panel(whole.backend, day)


def verdicts(panels: Callable[[date], Panel], day: date | None, *claims: Claim) -> list[str]:
    found, _ = check_claims(panels, LAST, article(day), claims)
    return [finding.verdict for finding in found]


def test_a_claim_is_checked_as_of_its_publication(panels: Callable[[date], Panel]) -> None:
    found, dating = check_claims(panels, LAST, article(PUBLISHED), [claim("IWM", 0.10)])
    assert dating is None
    assert (found[0].verdict, found[0].end_date) == ("supported", PUBLISHED)
    assert found[0].key.endswith("@2025-06-30")


def test_nothing_known_later_is_asked(panels: Callable[[date], Panel]) -> None:
    asked: list[date] = []

    def watched(day: date) -> Panel:
        asked.append(day)
        return panels(day)

    check_claims(
        watched, LAST, article(PUBLISHED), [claim("IWM", 0.10), direction("IWM", ">", "^RUT")]
    )
    assert set(asked) == {PUBLISHED}


def test_opinions_and_forecasts_are_not_looked_up(panels: Callable[[date], Panel]) -> None:
    views = [claim("IWM", 0.5, kind=kind) for kind in NOT_CHECKED]
    found, _ = check_claims(panels, LAST, article(PUBLISHED), [*views, claim("IWM", 0.10)])
    assert [(f.verdict, f.reason) for f in found[:2]] == [
        ("not_checkable", "opinion"), ("not_checkable", "forecast"),
    ]  # fmt: skip
    assert [f.claim for f in found] == [*views, claim("IWM", 0.10)]


def test_an_undated_article_is_dated_by_its_figures() -> None:
    moving = {
        name: {day: level * (1 + 0.001 * n) for n, (day, level) in enumerate(levels.items())}
        for name, levels in LINES.items()
    }
    backend = tape(LAST, moving).backend
    day, base = date(2025, 9, 3), date(2024, 12, 31)
    claims = [claim(n, round(moving[n][day] / moving[n][base] - 1.0, 4)) for n in moving]
    found, dating = check_claims(lambda on: Panel(backend, on), LAST, article(), claims)
    assert dating is not None
    assert dating.day == day
    assert {f.verdict for f in found} == {"supported"}
    assert {f.end_date for f in found} == {day}


def test_an_undated_claim_is_not_checked_against_a_guessed_day(
    panels: Callable[[date], Panel],
) -> None:
    found, dating = check_claims(panels, LAST, article(), [direction("IWM", ">", "^RUT")])
    assert found[0].verdict == "not_checkable"
    assert found[0].reason.startswith("undated: give the day with --published")
    assert dating is not None
    assert dating.day is None


def test_a_year_gone_by_needs_no_date(panels: Callable[[date], Panel]) -> None:
    older = tape(LAST, {"IWM": closes(date(2021, 12, 1), LAST, d2022_06_01=80.0)})
    found, _ = check_claims(
        lambda day: Panel(older.backend, day), LAST, article(), [claim("IWM", -0.20, "2022")]
    )
    assert found[0].verdict == "supported"
    named = claim("IWM", 0.10, as_of=PUBLISHED)
    assert verdicts(panels, None, named) == ["supported"]


def test_an_article_of_tomorrow_is_checked_on_what_is_on_file(
    panels: Callable[[date], Panel],
) -> None:
    found, _ = check_claims(panels, LAST, article(date(2026, 3, 2)), [claim("IWM", 0.10)])
    assert found[0].verdict == "not_checkable"
    assert "is of 2025-12-23" in found[0].reason


def test_a_month_without_a_year_is_the_last_one(panels: Callable[[date], Panel]) -> None:
    since = claim("IWM", 0.10, "since:--04")
    found, _ = check_claims(panels, LAST, article(PUBLISHED), [since])
    assert found[0].verdict == "supported"
    assert found[0].base_date == date(2025, 3, 31)
    assert found[0].claim == since


def test_an_article_without_claims_has_no_findings(panels: Callable[[date], Panel]) -> None:
    assert check_claims(panels, LAST, article(PUBLISHED), []) == ((), None)


def test_a_text_of_endless_claims_is_looked_up_so_far(panels: Callable[[date], Panel]) -> None:
    many = [claim("IWM", 0.10, id=str(n)) for n in range(MOST_CLAIMS + 1)]
    found, _ = check_claims(panels, LAST, article(PUBLISHED), many)
    assert [f.verdict for f in found[-2:]] == ["supported", "check_failed"]
    assert found[-1].reason == "only the first 2,000 claims of an article are looked up"


def test_nothing_is_contradicted_as_of_a_day_that_two_figures_tell() -> None:
    iwm = closes(FIRST, LAST, d2025_06_30=111.23, d2025_07_01=150.0)
    spy = closes(FIRST, LAST, d2025_06_30=107.77, d2025_07_01=150.0)
    whole = tape(LAST, {"IWM": iwm, "SPY": spy})
    told = [claim("IWM", 0.1123), claim("SPY", 0.0777), direction("IWM", "<", "SPY", "ytd")]
    found, dating = check_claims(lambda day: Panel(whole.backend, day), LAST, article(None), told)
    assert dating is not None
    assert (dating.day, dating.fits) == (PUBLISHED, 2)
    assert [one.verdict for one in found] == ["supported", "supported", "not_checkable"]
    assert "2 of its figures alone" in found[2].reason
