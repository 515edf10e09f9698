"""An article on file, checked again: the same claims, its keys only where they open something."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import rotascope
from rotascope.articles.intake import Document
from rotascope.desk import Desk
from rotascope.errors import NoAnswer, UnknownName
from tests.desk.articles import OWN

KEPT = date(2022, 6, 20)
AT = datetime(2022, 6, 17, 22, tzinfo=UTC)
UNDATED = "The S&P 500 gained 26.89% in 2021, and large caps lead."


@pytest.fixture(scope="module")
def desk(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("kept") / "store"
    shutil.copytree(sample_store, folder)
    made = rotascope.open(folder)
    for text in (OWN, UNDATED):
        made.keep_check(made.check(Document(text), as_of="2022-06-15"), KEPT, AT)
    return made


def id_of(desk: Desk, begins: str) -> str:
    return next(one.article for one in desk.library().articles if one.title.startswith(begins))


def test_it_says_what_the_check_said(desk: Desk) -> None:
    again = desk.article(id_of(desk, "Large Caps")[:8])
    told = desk.check(Document(OWN))
    assert again.findings == told.findings
    assert again.takeaways == told.takeaways
    assert again.key == f"article/{again.article.id[:12]}@2022-06-14"


def test_without_a_date_it_is_read_with_what_was_known_when_it_was_checked(desk: Desk) -> None:
    again = desk.article(id_of(desk, "The S&P"))
    assert again.as_of == date(2022, 6, 15)
    assert again.key
    assert any("is on file by now" in note for note in again.notes)


def test_a_day_the_reader_gives_is_its_publication(desk: Desk) -> None:
    given = desk.article(id_of(desk, "The S&P"), published=date(2022, 3, 1))
    assert (given.article.published.how, given.as_of) == ("given", date(2022, 3, 1))
    assert given.key == ""  # nothing was kept as of that day: nothing would open it


def test_before_it_was_on_file_it_is_not_shown(desk: Desk) -> None:
    with pytest.raises(UnknownName, match="was not on file by 2021-06-15"):
        desk.article(id_of(desk, "Large Caps"), "2021-06-15")


def test_what_is_not_on_file_is_said(desk: Desk) -> None:
    with pytest.raises(NoAnswer, match="no article on file"):
        desk.article("abcdef")
