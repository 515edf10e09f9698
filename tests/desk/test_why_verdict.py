"""The facts of the verdict back to their rows."""

import math

import pytest

from rotascope.desk import Desk
from rotascope.desk.why_verdict import FACTS
from rotascope.errors import UnknownName
from rotascope.maths.stats import normal_cdf
from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.store.memory import MemoryBackend
from tests.evidence.recording import with_readings

FRAMES, TRUTH = planted.frames()


@pytest.fixture(scope="module")
def desk() -> Desk:
    backend = MemoryBackend(FRAMES)
    return Desk(with_readings(backend, Panel(backend, TRUTH.last)))


@pytest.mark.parametrize("axis", ["size", "concentration"])
@pytest.mark.parametrize("fact", sorted(FACTS))
def test_every_fact_opens_with_rows_and_sources(desk: Desk, axis: str, fact: str) -> None:
    told = desk.why(f"verdict/{axis}/{fact}@{TRUTH.last}")
    assert told.value is not None
    assert told.rows
    assert all(len(row) == len(told.columns) for row in told.rows)
    assert {source.dataset for source in told.sources} == {"planted"}


def test_the_rows_of_the_pair_give_the_relative_return_again(desk: Desk) -> None:
    told = desk.why(f"verdict/size/relative_126@{TRUTH.last}")
    (_, small, large, _), (_, end_small, end_large, _) = told.rows[1], told.rows[3]
    again = float(end_small) / float(small) / (float(end_large) / float(large)) - 1
    assert again == pytest.approx(told.value, abs=1e-8)
    assert told.value == pytest.approx(desk.brief().verdict.size.relative_126)


def test_the_outcomes_behind_a_forecast_can_be_counted_again(desk: Desk) -> None:
    told = desk.why(f"verdict/concentration/forecast@{TRUTH.last}")
    view = desk.brief().verdict.concentration.forecast
    outcomes, won = (sum(int(row[i]) for row in told.rows) for i in (1, 3))
    independent = math.fsum(float(row[2]) for row in told.rows)
    assert independent == pytest.approx(view.n_all, abs=1.5)
    assert view.base_rate == pytest.approx(won / outcomes, abs=0.02)
    counted = told.columns[1].removeprefix("outcomes of ").split(" / ")
    assert set(counted) <= {source.what.split()[-1] for source in told.sources}


def test_the_families_behind_a_score_average_to_it(desk: Desk) -> None:
    told = desk.why(f"verdict/concentration/score@{TRUTH.last}")
    *families, average = told.rows
    means = [float(row[1]) for row in families if row[1] != "silent"]
    assert math.fsum(means) / len(means) == pytest.approx(float(average[1]), abs=1e-3)
    noise = float(average[3].rsplit(" ", 1)[1])
    assert isinstance(told.value, float)
    assert normal_cdf(float(average[1]) / noise) == pytest.approx(told.value, abs=1e-3)


def test_an_axis_on_which_nothing_speaks_opens_without_rows() -> None:
    bare = Desk(MemoryBackend({"returns": FRAMES["returns"]}))
    day = str(TRUTH.first)  # one session: no pair has 148
    told = bare.why(f"verdict/size/leader@{day}")
    assert (told.value, told.rows) == ("neither", ())


def test_a_fact_that_is_none_lists_those_that_are(desk: Desk) -> None:
    with pytest.raises(UnknownName, match="did you mean 'leader'"):
        desk.why(f"verdict/size/leaders@{TRUTH.last}")
