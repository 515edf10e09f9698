"""The headline, the key facts and the lists of a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rotascope.surfaces.report_words import (
    facts,
    few,
    groups,
    header,
    headline,
    silent,
    sources,
    story,
)
from tests.surfaces import fixtures

BRIEF = fixtures.brief()


def test_the_headline_says_who_leads_on_each_axis_and_how_it_turns() -> None:
    said = headline(BRIEF)
    assert said.startswith("Small caps lead")
    assert "; " in said
    nobody = replace(BRIEF.verdict.size, leader="neither")
    told = replace(BRIEF, verdict=replace(BRIEF.verdict, size=nobody))
    assert headline(told).startswith("Neither leads on size")


def test_the_key_facts_are_five_each_with_the_key_that_explains_it() -> None:
    told = facts(BRIEF.verdict.size)
    assert [one.name for one in told][:3] == ["Leader", "126 sessions", "21 sessions"]
    assert all("/size/" in one.key and "@" in one.key for one in told)
    dated = replace(BRIEF.verdict.size, since=None, since_low=None, since_high=None)
    assert facts(dated)[3].value == "not dated"


def test_the_chance_stands_beside_the_move_it_belongs_to() -> None:
    told = {one.name: one for one in facts(replace(BRIEF.verdict.size, chance=0.03))}
    assert "by chance 3 in 100" in told["126 sessions"].beside
    assert "chance" not in told["21 sessions"].beside


def test_the_story_says_nothing_twice() -> None:
    none = replace(
        BRIEF.verdict.size, relative_126=None, note="no pair", since=None, since_note="no pair"
    )
    assert story(none) == "no pair."
    assert story(BRIEF.verdict.size).startswith("+6.5 %")


def test_lists_are_short_ordered_and_whole() -> None:
    assert len(few(BRIEF.verdict.size.evidence_for * 9)) == 3
    brief = fixtures.brief(readings=fixtures.readings())
    told = dict(groups(brief))
    assert set(told) == {"size", "concentration", "market"}
    leans = [abs(one.lean or 0.0) for one in told["size"]]
    assert leans == sorted(leans, reverse=True)
    assert silent(brief) == (
        ("no member returns on file", 1, "Members above their 50-session average"),
    )
    assert [one.dataset for one in sources(brief)] == ["invented"]


def test_the_header_says_how_far_prices_reach_and_when_it_was_printed() -> None:
    brief = replace(fixtures.brief(), data_age_sessions=0)
    assert header(brief, None)[1] == "prices to 2026-06-12"
    assert "printed" not in "".join(header(brief, None))
    # 15 to 18 June are four sessions; the 19th is a holiday.
    assert header(brief, date(2026, 6, 19))[2] == "printed 2026-06-19, 4 sessions later"
