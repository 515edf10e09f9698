"""The page Structure: the largest of both funds, and what to do where no file is known."""

from __future__ import annotations

from datetime import date

from rotascope.desk.holders import of_both
from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from rotascope.surfaces.web.pages.structure import PAGE
from tests.signals.test_files import holdings
from tests.surfaces.web.pages.looks import Said, family, shown

LINES = [("MSFT", 0.3, "equity"), ("GOOG", 0.2, "equity"), ("GOOGL", 0.15, "equity")]
FILES = [("SPY", date(2026, 6, 5), date(2026, 6, 8), LINES)]
FAMILIES = {
    "concentration": family("concentration", "concentration.top10_large_cap", "groups.capacity"),
    "breadth": family("breadth", "breadth.beat_share", "breadth.above_200"),
    "dispersion": family("dispersion", "dispersion.correlation", "dispersion.implied"),
    "structure": family("structure", "structure.exit_few"),
}


def test_the_largest_issuers_stand_by_issuer_with_their_lines_and_open_why() -> None:
    panel = Panel(MemoryBackend({"holdings": holdings(FILES)}), date(2026, 6, 12))
    page = shown(PAGE, Said(FAMILIES, holders=of_both(panel)))
    assert "The ten largest issuers are 65.0 % of SPY" in page.text
    assert "Alphabet GOOG + GOOGL 35.00 %" in page.text
    assert "/why/signal/concentration.top10_large_cap%402026-06-12" in " ".join(
        link.replace("@", "%40") for link in page.links
    )
    # The small-cap fund has no file: what is looked for, and the command that brings it.
    assert "No holdings file of IWM, IJR known by 2026-06-12" in page.text
    assert "rotascope import FILE" in page.text


def test_a_family_says_what_is_silent_and_why() -> None:
    panel = Panel(MemoryBackend({"holdings": holdings(FILES)}), date(2026, 6, 12))
    page = shown(PAGE, Said(FAMILIES, holders=of_both(panel)))
    assert "Breadth.beat_share says so" in page.text
    assert "1 signal of 2 without an answer, and why" in page.text
    assert "None of the 1 signals of this family has an answer" in page.text


def test_the_sample_store_gets_a_page_that_says_what_to_do(site: object) -> None:
    text = site.get("/structure").text  # type: ignore[attr-defined]
    assert "No holdings file is on file" in text
    assert "rotascope sync" in text
