"""One table, one convention."""

from __future__ import annotations

from rotascope.articles.check.together import together
from rotascope.articles.measures.observed import Observed
from tests.articles.tape import claim, direction

USUAL, FIRST = "last close of the year before|2025-12-23", "first close of the year|2025-12-23"


def seen(usual: float, first: float) -> tuple[Observed, ...]:
    return (
        Observed("last close of the year before, price", usual, convention=USUAL),
        Observed("first close of the year, price", first, convention=FIRST, standard=False),
    )


def test_what_most_of_a_table_fits_is_its_convention() -> None:
    looked = [
        (claim("AMZN", 0.0541, group="t"), seen(0.0581, 0.0541)),
        (claim("TSLA", 0.2802, group="t"), seen(0.2024, 0.2802)),
        # Microsoft is near on both bases: the table says which one is meant.
        (claim("MSFT", 0.1631, group="t"), seen(0.16356, 0.1625)),
    ]
    found = together(looked)
    assert [f.verdict for f in found] == ["supported_under", "supported_under", "approximate"]
    assert {f.reading_used for f in found} == {"first close of the year, price"}


def test_figures_outside_the_table_follow_the_article() -> None:
    looked = [
        (claim("AMZN", 0.0541, group="t"), seen(0.0581, 0.0541)),
        (claim("TSLA", 0.2802, group="t"), seen(0.2024, 0.2802)),
        (claim("MSFT", 0.1631), seen(0.1625, 0.1635)),
    ]
    assert together(looked)[2].reading_used == "first close of the year, price"


def test_a_figure_that_only_another_convention_fits_is_said_to_stand_alone() -> None:
    looked = [
        (claim("AMZN", 0.0541, group="t"), seen(0.0581, 0.0541)),
        (claim("TSLA", 0.2802, group="t"), seen(0.2024, 0.2802)),
        (claim("MSFT", 0.1636, group="t"), seen(0.1636, 0.1)),
    ]
    odd = together(looked)[2]
    assert odd.verdict == "supported"
    assert "the figures beside it are counted from the first close of the year" in odd.reason


def test_rounded_figures_do_not_vote() -> None:
    looked = [
        (claim("AMZN", 0.05, op="~", tolerance=0.005), seen(0.0581, 0.0541)),
        (claim("TSLA", 0.2024), seen(0.2024, 0.2802)),
    ]
    assert together(looked)[1].verdict == "supported"


def test_a_direction_that_holds_on_the_usual_base_is_simply_supported() -> None:
    looked = [
        (claim("TSLA", 0.2802), seen(0.2024, 0.2802)),
        (direction("AMZN", "<", "^RUT"), seen(-0.081, -0.0846)),
    ]
    found = together(looked)[1]
    assert (found.verdict, found.observed) == ("supported", -0.0846)


def test_windows_do_not_share_a_convention() -> None:
    other = (Observed("same day a year before, price", 0.1, convention="x"),)
    found = together(
        [(claim("TSLA", 0.2802), seen(0.2024, 0.2802)), (claim("TSLA", 0.1, "1y"), other)]
    )
    assert [f.verdict for f in found] == ["supported_under", "supported"]


def test_a_close_that_two_figures_name_is_the_close_of_the_others() -> None:
    def late(usual: float, then: float) -> tuple[Observed, ...]:
        return (
            Observed("last close of the year before, price", usual, convention=USUAL),
            Observed(
                "to the close of 2025-12-19", then, convention="late", standard=False, late=True
            ),
        )

    looked = [
        (claim("AMZN", 0.0541), late(0.0581, 0.0541)),
        (claim("TSLA", 0.2802), late(0.2024, 0.2802)),
        (claim("MSFT", 0.1631), late(0.1658, 0.1632 + 0.0004)),
    ]
    near = together(looked)[2]
    assert (near.verdict, near.reading_used) == ("approximate", "to the close of 2025-12-19")


def test_one_other_figure_does_not_move_the_base_on_which_a_claim_fails() -> None:
    looked = [
        (claim("RSP", 0.0541), seen(0.0581, 0.0541)),
        (claim("SPY", -0.05), seen(-0.0042, 0.0128)),
    ]
    found = together(looked)[1]
    assert found.verdict == "contradicted"
    assert found.reading_used == "last close of the year before, price"
