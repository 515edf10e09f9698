"""Every key a brief prints opens, and says formula, convention, rows and versions."""

import re
from dataclasses import fields
from typing import Any

import pytest

from rotascope.desk import Desk
from rotascope.desk.why import KINDS, versions
from rotascope.errors import BadArgument, UnknownName
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from tests.laws.raw_world import as_traded

FRAMES, TRUTH = planted.frames()


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(MemoryBackend(FRAMES))


def keys_in(value: Any) -> set[str]:
    if isinstance(value, tuple):
        return {key for one in value for key in keys_in(one)}
    if not hasattr(value, "__dataclass_fields__"):
        return set()
    own = {value.key} if isinstance(getattr(value, "key", None), str) else set()
    return own | {key for f in fields(value) for key in keys_in(getattr(value, f.name))}


def test_every_key_of_a_brief_and_of_performance_opens(desk: Desk) -> None:
    answers = desk.performance(["PW:SMALL", "PW:LARGE", "SPY"], "2024")
    keys = keys_in(desk.brief()) | keys_in(answers)
    # Keys of reactions are opened in test_reaction, those of articles in test_why_article.
    elsewhere = {"reaction", "article"}
    assert {key.split("/")[0].split("@")[0] for key in keys} == set(KINDS) - elsewhere
    for key in keys:
        told = desk.why(key)
        assert told.key == key
        assert told.title
        assert told.formula
        assert told.convention
        assert dict(told.versions).keys() >= {"rotascope", "store", "numpy", "python"}


def test_the_value_is_the_one_printed(desk: Desk) -> None:
    brief = desk.brief()
    for reading in brief.readings:
        if reading.status == "ok":
            assert desk.why(reading.key).value == reading.value
    (shown,) = desk.performance(["PW:SMALL"], "2024")
    assert desk.why(shown.key).value == shown.value


def test_performance_shows_the_two_closes_it_divides(desk: Desk) -> None:
    (shown,) = desk.performance(["PW:LARGE"], "2024", "pr")
    told = desk.why(shown.key)
    rows = {what: (day, float(level)) for what, day, level in told.rows}
    assert rows["end"][1] / rows["base"][1] - 1 == pytest.approx(shown.value, abs=1e-8)
    assert rows["base"][0] == str(shown.base_date)
    assert told.sources[0].dataset == "planted"


def test_the_convention_says_how_raw_closes_were_adjusted() -> None:
    raw = Desk(as_traded(FRAMES))
    for basis, said in (
        ("tr", r"5 splits and \d+ dividends known by then, dividends reinvested"),
        ("pr", r"adjusted with 5 splits known by then; base"),
    ):
        told = raw.why(f"performance/PW:LARGE/2024/{basis}@{TRUTH.last}")
        assert re.search(said, told.convention)
        assert len(told.sources) == 2


def test_a_signal_shows_its_last_points(desk: Desk) -> None:
    told = desk.why(f"signal/rs.small_large@{TRUTH.last}")
    assert told.rows[-1][0] == str(TRUTH.last)
    assert float(told.rows[-1][1]) == pytest.approx(told.value, rel=1e-9)
    assert len(told.rows) == 4


def test_a_refused_figure_opens_too_and_says_why(desk: Desk) -> None:
    (refused,) = desk.performance(["SPY"], "2024")
    assert desk.why(refused.key).value == refused.reason


def test_versions_name_the_store(desk: Desk) -> None:
    assert dict(versions(desk.panel()))["store"] == desk.backend.fingerprint()


@pytest.mark.parametrize(
    ("key", "error", "said"),
    [
        ("signals/rs@2025-06-30", UnknownName, "did you mean 'signal'"),
        ("signal/rs.small_larg@2025-06-30", UnknownName, "did you mean 'rs.small_large'"),
        ("signal/rs.small_large", BadArgument, "no key"),
        ("verdict/size@2025-06-30", BadArgument, "verdict/<axis>/<fact>"),
        ("verdict/age/leader@2025-06-30", UnknownName, "no axis 'age'"),
        ("performance/SPY@2025-06-30", BadArgument, "performance/<symbol>"),
        ("performance/PW:SMALL/2w/tr@2025-06-30", BadArgument, "no window"),
        ("performance/PW:SMALL/2024/xx@2025-06-30", BadArgument, "no basis"),
    ],
)
def test_what_is_no_key_is_refused(desk: Desk, key: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=re.escape(said)):
        desk.why(key)
