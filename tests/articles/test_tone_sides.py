"""Who gains and who loses in one sentence, and what a sentence on rates says for shares."""

from __future__ import annotations

import pytest

from rotascope.articles.tone_sides import Named, grain, only_against, sides, turned


def named(text: str, *pairs: tuple[str, str]) -> tuple[Named, ...]:
    """Names by the words they stand in the text as, in order."""
    found, at = [], 0
    for symbol, word in pairs:
        at = text.index(word, at)
        found.append(Named(symbol, at, at + len(word)))
        at += len(word)
    return tuple(found)


def told(text: str, *words: str) -> list[int | None]:
    """Signs of what is said of each."""
    found = sides(text, named(text, *[(w, w) for w in words]))
    return [None if v is None else (v > 0) - (v < 0) for v in found]


@pytest.mark.parametrize(
    ("text", "words", "signs"),
    [
        ("IWM outperforms SPY.", ("IWM", "SPY"), [1, -1]),
        ("IWM and IJR have outperformed SPY.", ("IWM", "IJR", "SPY"), [1, 1, -1]),
        ("Amazon and Meta have underperformed the Russell.", ("Amazon", "Meta", "Russell"), [-1, -1, 1]),
        ("IWM has not outperformed SPY.", ("IWM", "SPY"), [-1, 1]),
        ("The outperformance of IWM versus SPY is clear.", ("IWM", "SPY"), [1, -1]),
        ("Investors rotate out of MAGS and into IWM.", ("MAGS", "IWM"), [-1, 1]),
        ("Capital flows from MAGS into IWM.", ("MAGS", "IWM"), [-1, 1]),
        ("Pair trade: long IWM, short NVDA/MAGS.", ("IWM", "NVDA", "MAGS"), [1, -1, -1]),
        ("XMAG is up 10.73% versus MAGS down 0.45%.", ("XMAG", "MAGS"), [1, -1]),
        ("IWM fell while SPY rose.", ("IWM", "SPY"), [-1, 1]),
        ("The recent weakness in SPY is plain.", ("SPY",), [-1]),
        ("IWM was crushed relative to MAGS for years.", ("IWM", "MAGS"), [-1, 1]),
        ("IWM holds shares relative to its MAGS weight.", ("IWM", "MAGS"), [None, None]),
        ("The top ten of SPY and the top ten of IWM.", ("SPY", "IWM"), [None, None]),
        ("The outperformance of small caps (IWM) versus SPY.", ("small caps", "IWM", "SPY"), [1, 1, -1]),
        ("Overweight to broad IWM.", ("IWM",), [1]),
        ("NVDA led the SPY lower.", ("NVDA", "SPY"), [-1, -1]),
        ("NVDA led QQQ higher.", ("NVDA", "QQQ"), [1, 1]),
        ("Nobody expects MAGS to beat XMAG.", ("MAGS", "XMAG"), [-1, 1]),
        ("The ratio of IWM to SPY fell again.", ("IWM", "SPY"), [-1, 1]),
        ("IWM/SPY rose.", ("IWM", "SPY"), [1, -1]),
        ("IWM/SPY is a ratio.", ("IWM", "SPY"), [None, None]),
        ("It gains from the fall of MAGS and its link to XLF.", ("MAGS", "XLF"), [None, None]),
        ("SPY was beaten by IWM.", ("SPY", "IWM"), [-1, 1]),
        ("Prefer IWM over SPY.", ("IWM", "SPY"), [1, -1]),
        ("Cut QQQ to underweight, lift IWM to overweight.", ("QQQ", "IWM"), [-1, 1]),
        ("The weight of IWM went from 3% to 4% in MAGS.", ("IWM", "MAGS"), [None, None]),
        ("IWM is a fund, SPY is another.", ("IWM", "SPY"), [None, None]),
        ("IWM beats.", ("IWM",), [None]),
    ],
)  # fmt: skip
def test_plain_words_take_sides(text: str, words: tuple[str, ...], signs: list[int | None]) -> None:
    assert told(text, *words) == signs


def test_a_possible_lead_counts_half() -> None:
    sure = sides("IWM leads SPY", named("IWM leads SPY", ("I", "IWM"), ("S", "SPY")))
    maybe = sides("IWM may lead SPY", named("IWM may lead SPY", ("I", "IWM"), ("S", "SPY")))
    assert sure[0] is not None
    assert maybe[0] == pytest.approx(sure[0] / 2)


@pytest.mark.parametrize(
    ("text", "pairs", "sign"),
    [
        ("The VIX is approaching its lowest close.", [("^VIX", "VIX")], 1),
        ("The VIX spiked.", [("^VIX", "VIX")], -1),
        ("Yields rose.", [("treasury yields", "Yields")], -1),
        ("A further decline in funding costs.", [("interest rates", "funding costs")], 1),
        ("Hopes of rate cuts.", [("rate cuts", "rate cuts")], 1),
        ("Higher for longer.", [("rate rises", "Higher for longer")], -1),
    ],
)
def test_a_word_on_rates_speaks_by_what_it_moves(
    text: str, pairs: list[tuple[str, str]], sign: int
) -> None:
    value = grain(text, named(text, *pairs))
    assert value is not None
    assert value * sign > 0


def test_a_sentence_without_rates_or_without_a_move_says_nothing_of_them() -> None:
    assert grain("IWM fell.", named("IWM fell.", ("IWM", "IWM"))) is None
    assert grain("The VIX is an index.", named("The VIX is an index.", ("^VIX", "VIX"))) is None


def test_no_name_no_side() -> None:
    assert sides("Nothing here.", ()) == ()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Unemployment rose.", -1),
        ("Initial jobless claims fell.", 1),
        ("The odds of a recession climbed to 40%.", -1),
        ("Jobless claims did not rise.", 1),
    ],
)
def test_words_without_a_series_have_a_grain_too(text: str, sign: int) -> None:
    value = grain(text, ())
    assert value is not None
    assert value * sign > 0


def test_what_is_bad_when_it_rises_is_turned_and_nothing_else_is() -> None:
    text = "Small caps rose while the VIX jumped."
    names = named(text, ("small caps", "Small caps"), ("^VIX", "VIX"))
    assert turned(text, names) == (None, -0.5)
    assert turned("The VIX is 14.", named("The VIX is 14.", ("^VIX", "VIX"))) == (0.0,)


def test_a_sentence_is_only_of_such_names_or_not() -> None:
    vix, small = Named("^VIX", 4, 7), Named("IWM", 12, 15)
    assert only_against((vix,))
    assert not only_against((vix, small))
