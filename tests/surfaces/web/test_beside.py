"""The lines an article speaks of, side by side: as known on its day, or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import rotascope
from rotascope.articles.intake import Document
from rotascope.surfaces.web.beside import WINDOWS, beside

DAY = date(2022, 6, 15)


def test_two_lines_on_file_stand_side_by_side_with_their_days(sample_store: Path) -> None:
    desk = rotascope.open(sample_store)
    text = "The S&P 500 beat the Russell 2000. The S&P 500 leads, and large caps lead with SPY and IWM."
    told = desk.check(Document(text), as_of=DAY)
    found = beside(desk, told, DAY)
    assert all(len(each) == len(WINDOWS) for each in found.returns)
    assert all(one.as_of == DAY for each in found.returns for one in each)
    assert len(found.returns) != 1


def test_an_article_that_names_no_line_has_no_table(sample_store: Path) -> None:
    desk = rotascope.open(sample_store)
    told = desk.check(Document("Nobody knows what comes next, and that is all."), as_of=DAY)
    assert beside(desk, told, DAY).returns == ()
