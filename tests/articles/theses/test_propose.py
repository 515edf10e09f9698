"""Articles into theses: numbered triggers, if-thens, calls, falsifiers; hostile text costs nothing."""

from __future__ import annotations

import time
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rotascope.articles.theses import opened_on, theses_of
from rotascope.articles.theses.propose import MOST, due_after
from rotascope.conditions import parse
from rotascope.terms import Speaker
from tests.articles.theses.texts import DAY, conditions, read, theses
from tests.store.kept_articles import made_claim

GOLDEN = Path(__file__).parents[2] / "golden"
TWO_KEYS = (
    "Buyers of small caps should be patient. Allocators ought to wait for two simple conditions before"
    " they add small-cap funds. The first is a federal funds rate under the two-year yield. The second is"
    " that small-cap revisions turn up against those of large caps."
)
FIRST, SECOND = "ffr_2y.spread < 0", 'revisions.small_large.state == "upturn"'


def test_numbered_triggers_are_one_thesis_with_two_keys() -> None:
    (told,) = theses(TWO_KEYS)
    assert [(key.role, key.condition) for key in told.triggers] == [
        ("trigger", FIRST),
        ("trigger", SECOND),
    ]
    assert (told.axis, told.side, told.pair, told.horizon_days) == ("size", "small", "", 126)
    assert (told.opened, told.expires) == (DAY, due_after(DAY, 126))
    assert "no span is named" in told.note
    article, _ = read(TWO_KEYS)
    words = article.text[told.triggers[0].start : told.triggers[0].end]
    assert words == told.triggers[0].words == "a federal funds rate under the two-year yield"


def test_two_conditions_in_one_sentence_are_two_keys() -> None:
    text = (
        "Wait for the funds rate to fall below the 2-year yield and small-cap earnings revisions to turn"
        " up before buying small caps."
    )
    assert conditions(text) == [[("trigger", FIRST), ("trigger", SECOND)]]


def test_a_break_of_a_trend_line_names_its_pair() -> None:
    text = (
        "The S&P 600 against the Magnificent 7 is trying to break a downtrend of several years. If it"
        " holds, small caps could lead over the next 12 months."
    )
    (told,) = theses(text)
    assert told.triggers[0].condition == 'trend_break("SPSM/MAGS").state == "confirmed"'
    assert (told.pair, told.side, told.horizon_days) == ("SPSM/MAGS", "small", 252)
    assert told.note == "horizon: 'over the next 12 months'"
    assert told.hedge is not None
    assert told.hedge.word == "could"


def test_what_would_end_the_move_falsifies_it_and_is_no_thesis_of_the_other_side() -> None:
    text = (
        "XMAG rose 4 % while MAGS fell 2 %. If the rotation persists, XMAG should lead MAGS over the next"
        " six months. A better-than-feared print from the mega-caps could quickly compress the XMAG/MAGS"
        " spread."
    )
    (told,) = theses(text)
    assert (told.axis, told.side, told.pair, told.horizon_days) == (
        "concentration",
        "rest",
        "XMAG/MAGS",
        126,
    )
    assert [(key.role, key.condition) for key in told.triggers] == [
        ("trigger", 'rs("XMAG/MAGS").relative > 0'),
        ("falsifier", "surprise.few > 0"),
    ]


def test_an_article_that_only_says_what_would_end_the_move_has_a_thesis_to_end() -> None:
    text = (
        "XMAG beats MAGS. A better-than-feared print from the mega-caps could reverse the rotation."
    )
    (told,) = theses(text)
    assert [(key.role) for key in told.triggers] == ["falsifier"]
    assert told.side == "rest"


@pytest.mark.parametrize(
    ("text", "side", "pair"),
    [
        ("We would go long IWM and short NVDA for 3-12 months.", "small", ""),
        ("A pair trade, long IWM, short MAGS, is attractive.", "small", "IWM/MAGS"),
        ("Strategists upgraded small caps, preferring them over large caps.", "small", "IWM/SPY"),
        ("We are overweight mega caps against small caps.", "large", "IWM/MAGS"),
        ("Given rich mega caps, small caps may be the more prudent choice.", "small", "IWM/MAGS"),
    ],
)
def test_a_call_is_a_thesis_without_an_if(text: str, side: str, pair: str) -> None:
    (told,) = theses(text)
    assert (told.side, told.pair, told.triggers) == (side, pair, ())


def test_a_call_that_names_its_span_is_the_one_to_be_held_to() -> None:
    text = (
        "We prefer small caps over large caps. An overweight in small caps against large caps is our"
        " highest-conviction idea for 3-12 months."
    )
    (told,) = theses(text)
    assert told.horizon_days == 252
    assert "highest-conviction" in told.statement


def test_words_that_no_observable_stands_for_stay_words() -> None:
    text = (
        "There are two conditions before we buy small caps. The first is a kinder mood among bakers. The"
        " second is the funds rate below the 2-year yield."
    )
    (told,) = theses(text)
    assert [key.condition for key in told.triggers] == ["", FIRST]
    assert told.triggers[0].reason == "no observable stands for these words"


@pytest.mark.parametrize(
    "text",
    [
        "If you are not a chart person, small caps lag big tech.",
        "Ask whether small caps lead or if it is just noise.",
        "If so, small caps lead.",
        "Small caps rose 3 % this year.",
        "The baker opens at six if the oven works.",
        "",
        "如果小盘股上涨",
    ],
)
def test_what_is_no_condition_of_a_market_is_no_thesis(text: str) -> None:
    article, names = read(text or "A line.")
    assert theses_of(article, names) == ()


def test_the_speaker_is_the_one_who_is_quoted_there() -> None:
    article, names = read(TWO_KEYS)
    number = next(i for i, one in enumerate(article.sentences) if "two simple" in one.text)
    claim = replace(made_claim(), sentence=number, speaker=Speaker("BTIG", 2))
    (told,) = theses_of(article, names, [claim])
    assert told.speaker == Speaker("BTIG", 2)


def test_a_call_is_its_house_s_and_what_it_refers_to_is_the_sentence_before_s() -> None:
    (call,) = theses("Strategists upgraded small caps, preferring them over large caps.")
    assert call.speaker == Speaker("strategists", 2)
    text = (
        "The S&P 600 against the Magnificent 7 is trying to break a downtrend of several years. If it"
        " holds, small caps could lead."
    )
    article, names = read(text)
    claim = replace(made_claim(), sentence=0, speaker=Speaker("BTIG", 2))
    (told,) = theses_of(article, names, [claim])
    assert told.speaker == Speaker("BTIG", 2)


def test_the_same_article_gives_the_same_ids() -> None:
    assert [one.id for one in theses(TWO_KEYS)] == [one.id for one in theses(TWO_KEYS)]
    assert len(theses(TWO_KEYS)[0].id) == 12


def test_an_undated_thesis_is_watched_from_the_day_it_is_registered() -> None:
    (told,) = theses(TWO_KEYS, None)
    assert (told.opened, told.expires) == (None, None)
    opened = opened_on(told, date(2026, 1, 5))
    assert (opened.opened, opened.expires) == (date(2026, 1, 5), due_after(date(2026, 1, 5), 126))
    assert "undated" in opened.note
    assert opened_on(opened, date(2026, 6, 1)) == opened


def test_a_horizon_beyond_the_calendar_is_told_by_the_year() -> None:
    assert due_after(date(2027, 6, 1), 252) == date(2028, 5, 31)


def test_at_most_twelve_theses_are_taken_from_one_text() -> None:
    many = " ".join(f"If VIX falls below {n}, small caps should lead." for n in range(10, 40))
    assert len(theses(many)) == MOST


@pytest.mark.parametrize(
    "piece", ["if ", "a", " ", "(", "1", "if a, ", "could reverse ", ", or ", "wait for "]
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    article, names = read("Small caps lead large caps.")
    long = piece * (2_000_000 // len(piece))
    sentence = replace(article.sentences[0], text=long, end=len(long))
    begun = time.process_time()
    found = theses_of(replace(article, sentences=(sentence,), text=long), names)
    assert time.process_time() - begun < 2.0
    assert len(found) <= MOST


def test_a_long_text_full_of_ifs_costs_no_more_than_a_short_one() -> None:
    text = (
        "If the rotation holds, small caps lead large caps. We prefer small caps over large caps. "
    )
    article, names = read(text * 3_000)
    begun = time.process_time()
    found = theses_of(article, names)
    assert time.process_time() - begun < 3.0
    assert 1 <= len(found) <= MOST


# ---------------------------------------------------------------- the five articles


def of_file(path: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    made = theses(path.read_text(encoding="utf-8"), None)
    for one in made:
        for key in one.triggers:
            if key.condition:
                parse(key.condition)
    return [
        (one.side, one.pair, tuple(k.condition for k in one.triggers if k.role == "trigger"))
        for one in made
    ]


@pytest.mark.shared
def test_the_article_with_two_triggers_gives_its_two_keys(articles: dict[str, Path]) -> None:
    assert ("small", "", (FIRST, SECOND)) in of_file(articles["003"])


@pytest.mark.shared
def test_the_article_on_a_trend_line_gives_the_line(articles: dict[str, Path]) -> None:
    found = of_file(articles["004"])
    line = 'trend_break("SPSM/MAGS").state == "confirmed"'
    assert ("small", "SPSM/MAGS", (line,)) in found
    assert ("small", "SPSM/MAGS", (line, 'rs("SPSM/MAGS").relative > 0')) in found


@pytest.mark.shared
def test_the_article_on_breadth_is_watched_by_its_spread_and_ended_by_prints(
    articles: dict[str, Path],
) -> None:
    made = theses(articles["002"].read_text(encoding="utf-8"), None)
    assert {one.side for one in made} == {"rest"}
    first = made[0]
    assert first.pair == "XMAG/MAGS"
    roles = [(key.role, key.condition) for key in first.triggers]
    assert ("trigger", 'rs("XMAG/MAGS").relative > 0') in roles
    assert ("falsifier", "surprise.few > 0") in roles


@pytest.mark.shared
def test_the_articles_that_take_a_side_outright_are_calls(articles: dict[str, Path]) -> None:
    assert of_file(articles["000"]) == [("small", "IWM/MAGS", ())]
    assert of_file(articles["001"]) == [("small", "", ("macro.soft_landing > 0.5",))]


# ---------------------------------------------------------------- sentences of our own

CASES = tomllib.loads((GOLDEN / "theses.toml").read_text("utf-8"))["case"]


def as_labelled(case: dict[str, Any]) -> bool:
    found = [
        (one.side, [[key.role, key.condition] for key in one.triggers])
        for one in theses(case["text"])
    ]
    return found == ([(case["side"], case["keys"])] if case["side"] else [])


@pytest.mark.parametrize(
    "case", [case for case in CASES if "held" not in case], ids=lambda case: case["text"][:40]
)
def test_a_labelled_sentence_means_what_its_label_says(case: dict[str, Any]) -> None:
    assert as_labelled(case)


def test_of_the_sentences_held_back_eleven_of_twelve_are_read_as_labelled() -> None:
    held = [case for case in CASES if "held" in case]
    assert sum(as_labelled(case) for case in held) >= 11
    assert len(held) == 12
