"""Who says it."""

from __future__ import annotations

import pytest

from tests.articles.claims.labels import found


@pytest.mark.parametrize(
    ("text", "name", "hand"),
    [
        ("According to UBS, small caps could rally another 15%.", "UBS", 2),
        ("BTIG expects the Russell 2000 to gain 10%.", "BTIG", 2),
        ("A report from BTIG sees the Russell 2000 up 10% next year.", "BTIG", 2),
        ("The author argues that IWM may be the better choice for most.", "the author", 2),
        ("Most analysts expect the S&P 500 to gain 8% next year.", "analysts", 2),
        ("The Russell 2000 should gain 8% next year.", "", 1),
        ("Consensus still believes that IWM may be overstated.", "consensus", 2),
    ],
)
def test_the_speaker_and_the_hand_are_named(text: str, name: str, hand: int) -> None:
    claim = found(text)[1][0]
    assert (claim.speaker.name, claim.speaker.hand) == (name, hand)


def test_it_notes_goes_on_with_the_speaker_before() -> None:
    text = "The article argues that small caps will lead. It notes that IWM rose 17% this year."
    assert {c.speaker.name for c in found(text)[1]} == {"the article"}


def test_a_sentence_in_quotation_marks_is_somebodys() -> None:
    text = "He was sure of it.\n\n\u201cIWM has gained 14% this year.\u201d"
    (claim,) = found(text)[1]
    assert claim.speaker.name == "a quotation"
