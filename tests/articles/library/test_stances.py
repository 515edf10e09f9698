"""Sides are seen in sentences of other words than those they were found in."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from time import process_time

import pytest

from rotascope.articles.intake import Document, article_of
from rotascope.articles.library.frames import Spans, normal, said
from rotascope.articles.library.stances import shortened, stances, strongest
from rotascope.articles.library.topics import topics
from tests.articles.library import texts

SAYS = [
    ("rates", -1, "Rate cuts would lift small caps, and quickly."),
    ("rates", -1, "Tighter money always hurts smaller companies first."),
    ("rates", -1, "A dovish surprise helped the Russell 2000 beat everything else."),
    ("rates", 1, "Rising yields weigh on growth stocks whose profits lie far ahead."),
    ("rates", 1, "Lower rates have long favoured the tech giants."),
    ("rates", 1, "Cheaper funding may narrow the XMAG/MAGS spread within weeks."),
    ("rates", 0, "The claim that small caps need rate cuts is exaggerated."),
    ("rates", 1, "Rate cuts do not help small caps, whatever the brokers say."),
    ("duration", 1, "An overweight in small caps adds to the duration of the whole portfolio."),
    ("duration", -1, "The rotation is an escape from duration and nothing more."),
    ("rerating", -1, "You cannot count on multiple expansion any more."),
    ("rerating", 1, "There is a potential for mean reversion after such a gap."),
    ("flows", -1, "Fund flows are fickle this year."),
    ("flows", 1, "Money is pouring into small-cap funds every week."),
    ("flows", 1, "Pension boards will have to move capital into smaller companies."),
    ("drawdown", -1, "A broad correction looks unlikely while sectors take turns."),
    ("drawdown", 1, "Passive money can lead to a sell-off nobody is paid for."),
    ("timing", -1, "Be patient until a signal confirms the turn in small caps."),
    ("timing", 1, "It is time to buy small caps."),
    ("cycle", -1, "Recession odds are at a record."),
    ("cycle", 1, "The economy is entering an early-cycle phase."),
    ("concentration", 1, "A top-heavy index is a danger to everybody who owns it."),
    ("concentration", -1, "Such narrow leadership is nothing new."),
    ("shocks", 1, "Local firms are shielded from trade wars."),
    ("shocks", -1, "Small caps are exposed when credit dries up."),
    ("beneficiaries", 1, "Excluding the giants, XMAG owns energy and banks."),
    ("beneficiaries", -1, "The rotation into small caps has begun."),
]
SILENT = [
    "Small caps closed higher on Tuesday.",
    "The Fed meets on Wednesday; yields were flat.",
    "Nvidia reports earnings next week.",
    "The fund holds 2,000 names and charges 0.19%.",
    "Oil fell 2% as the dollar rose.",
    "The index has 500 members and is rebalanced every quarter.",
    "We moved offices in June, and the coffee is better.",
    "XMAG is up 10.73% and MAGS down 0.45%.",
]


@pytest.mark.parametrize(("topic", "pole", "sentence"), SAYS, ids=[f"{t}{p}" for t, p, _ in SAYS])
def test_a_side_is_seen(topic: str, pole: int, sentence: str) -> None:
    taken = {one.topic: one.pole for one in stances(texts.article(sentence))}
    assert taken.get(topic) == pole


@pytest.mark.parametrize("sentence", SILENT)
def test_a_sentence_that_takes_no_side_gets_none(sentence: str) -> None:
    assert stances(texts.article(sentence)) == ()


GOLDEN = tomllib.loads((Path(__file__).parents[2] / "golden" / "stances.toml").read_text("utf-8"))


def counted(part: str) -> tuple[int, int, int]:
    """(sentences whose side is seen, sentences on a wrong side, all) of one part of the golden set."""
    seen = wrong = 0
    for one in GOLDEN[part]:
        taken = {stance.topic: stance.pole for stance in stances(texts.article(one["says"]))}
        seen += taken.get(one["topic"]) == one["pole"]
        wrong += taken.get(one["topic"], one["pole"]) != one["pole"]
    return seen, wrong, len(GOLDEN[part])


def test_sentences_that_widened_the_words_are_seen() -> None:
    assert counted("tuned") == (30, 0, 30)


def test_of_sentences_never_looked_at_two_thirds_are_seen_and_one_is_wrong() -> None:
    # what a reader may expect of other people's words: silence more often than a wrong side
    seen, wrong, whole = counted("held")
    assert seen >= 2 * whole / 3
    assert wrong <= 1


def test_neutral_sentences_take_no_side() -> None:
    assert [says for says in GOLDEN["neutral"] if stances(texts.article(says))] == []


@pytest.mark.shared
def test_of_eight_thousand_headlines_hardly_any_takes_a_side(shared_data: Path) -> None:
    # headlines on single companies of another market: a side seen there would be a false one
    path = shared_data / "news" / "sentfin_train.csv"
    with path.open(encoding="utf-8", newline="") as rows:
        titles = [row["Title"] for row in csv.DictReader(rows)]
    known = topics()
    sided = 0
    for title in titles:
        spans = Spans(normal(title), known.classes)
        sided += any(said(frame, spans) for topic in known.each for frame in topic.frames)
    assert len(titles) > 8_000
    assert sided <= 5


def test_every_side_of_every_question_is_tested() -> None:
    tested = {(topic, pole) for topic, pole, _ in SAYS}
    assert tested == {(topic.name, frame.pole) for topic in topics().each for frame in topic.frames}


def test_a_stance_points_at_its_sentence() -> None:
    article = texts.article(f"{texts.ABOUT_BREAD} {texts.RATES_HURT_LARGE}")
    (found,) = stances(article)
    assert article.text[found.start : found.end].startswith("Rising yields weigh on growth")
    assert found.quote == "Rising yields weigh on growth companies"
    assert found.axis == "size"


def test_of_several_the_one_that_says_most_speaks() -> None:
    article = texts.article("Higher rates crush small caps. Small caps rely on lower rates.")
    found = stances(article)
    rates = [one for one in found if one.topic == "rates"]
    assert len(rates) == 2
    assert strongest(rates) == rates[0]


def test_what_is_long_is_cut() -> None:
    assert shortened("a  b\nc") == "a b c"
    assert len(shortened("word " * 100)) == 220


def test_the_longest_text_is_read_in_time() -> None:
    article = texts.article("".join(f"Higher rates hurt {at} small caps. " for at in range(9_000)))
    began = process_time()
    assert len({one.sentence for one in stances(article)}) <= 2_000
    assert process_time() - began < 8


@pytest.mark.shared
def test_the_five_articles_take_the_sides_that_readers_see(articles: dict[str, Path]) -> None:
    taken = {
        name: {(one.topic, one.axis, one.pole) for one in stances(_read(path))}
        for name, path in articles.items()
    }
    assert {("rates", "size", -1), ("rates", "size", 0), ("duration", "size", 1)} <= taken["000"]
    assert {("rates", "size", 1), ("duration", "size", -1), ("shocks", "size", 1)} <= taken["001"]
    assert ("shocks", "size", -1) in taken["001"]
    assert {("rates", "concentration", 1), ("beneficiaries", "", 1)} <= taken["002"]
    assert {("rates", "size", -1), ("timing", "size", -1), ("flows", "", -1)} <= taken["003"]
    assert {("rates", "size", -1), ("drawdown", "", -1), ("timing", "size", 1)} <= taken["004"]
    assert ("rates", "size", 1) not in taken["003"] | taken["004"]


def _read(path: Path):  # type: ignore[no-untyped-def]
    return article_of(Document(text=path.read_text()))
