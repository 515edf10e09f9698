"""The key of a checked article opens its claims as they were found that day."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import rotascope
from rotascope.articles.intake import Document
from rotascope.desk import Desk
from rotascope.errors import BadArgument, NoAnswer
from rotascope.terms import Checked
from tests.desk.articles import OWN


@pytest.fixture(scope="module")
def kept(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Checked]:
    folder = tmp_path_factory.mktemp("why") / "own"
    shutil.copytree(sample_store, folder)
    desk = rotascope.open(folder)
    told = desk.check(Document(OWN))
    desk.keep_check(told, date(2026, 6, 15), datetime(2026, 6, 13, tzinfo=UTC))
    return desk, told


def test_the_key_opens_every_claim_with_its_own_key(kept: tuple[Desk, Checked]) -> None:
    desk, told = kept
    why = desk.why(told.key)
    assert why.title == told.article.title
    assert why.value == round(told.sentiment.score, 4)
    assert len(why.rows) == len(told.findings)
    assert why.columns[1] == "verdict"
    keys = [row[5] for row in why.rows if row[5]]
    assert keys
    assert all(desk.why(key).key == key for key in keys)


def test_every_finding_with_a_number_has_a_key_that_opens(kept: tuple[Desk, Checked]) -> None:
    desk, told = kept
    printed = [one for one in told.findings if one.observed is not None]
    assert printed
    assert all(desk.why(one.key).value is not None for one in printed)


@pytest.mark.parametrize(
    ("key", "kind", "said"),
    [
        ("article/@2022-06-14", BadArgument, "no key"),
        ("article/ffffffffffff@2022-06-14", NoAnswer, "no article"),
        ("article/zz@2022-06-14", BadArgument, "hex"),
    ],
)
def test_a_key_of_nothing_is_told(
    kept: tuple[Desk, Checked], key: str, kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        kept[0].why(key)


def test_a_day_without_a_check_names_the_days_with_one(kept: tuple[Desk, Checked]) -> None:
    desk, told = kept
    with pytest.raises(NoAnswer, match="2022-06-14"):
        desk.why(f"article/{told.article.id[:12]}@2022-06-10")


def test_a_claim_opens_with_every_reading_that_was_tried(kept: tuple[Desk, Checked]) -> None:
    desk, told = kept
    jpm = next(one for one in told.findings if one.claim.subject == ("JPM",))
    why = desk.why(f"article/{told.article.id[:12]}/{jpm.claim.id}@{told.as_of}")
    assert (why.value, why.unit) == (jpm.observed, "fraction")
    assert len(why.rows) == len(jpm.tried)
    assert why.convention.startswith("contradicted")
    with pytest.raises(NoAnswer, match="no claim"):
        desk.why(f"article/{told.article.id[:12]}/none@{told.as_of}")


def test_what_is_no_single_line_is_opened_by_its_claim(kept: tuple[Desk, Checked]) -> None:
    desk, told = kept
    for one in told.findings:
        if one.observed is not None and one.claim.measure not in ("return", "group_floor"):
            assert one.key.startswith(f"article/{told.article.id[:12]}/{one.claim.id}@")
            assert desk.why(one.key).value == one.observed
    alone = [one for one in told.findings if one.key.startswith("performance/")]
    assert alone
    assert all(desk.why(one.key).value == pytest.approx(one.observed) for one in alone)


def test_a_key_without_a_day_is_told_so(kept: tuple[Desk, Checked]) -> None:
    desk, told = kept
    with pytest.raises(BadArgument, match="it names no day"):
        desk.why(f"article/{told.article.id[:12]}")
    with pytest.raises(NoAnswer, match="--no-keep"):
        desk.why("article/ffffffffffff@2022-06-14")
