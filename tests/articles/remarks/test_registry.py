"""Kinds of remark are registered by name, stamped, and never take the others down."""

from __future__ import annotations

from rotascope.articles.remarks import REMARKS, Scene, registry
from rotascope.articles.remarks.registry import RemarkSpec, remarks
from rotascope.errors import NoAnswer
from rotascope.terms.articles import Remark
from tests.articles.remarks import scenes

SCENE = scenes.scene(scenes.article("Nothing that could be looked up is said here."))


def _noticed(notice: registry.Notice, monkey_row: str = "C99") -> tuple[Remark, ...]:
    return registry._noticed(RemarkSpec("planted", monkey_row, notice, "help"), SCENE)


def test_a_remark_is_stamped_with_its_kind_and_row() -> None:
    made = _noticed(lambda scene: (Remark("", "not_checkable", "so"),))
    assert [(r.kind, r.row) for r in made] == [("planted", "C99")]


def test_a_remark_that_names_its_own_row_keeps_it() -> None:
    made = _noticed(lambda scene: (Remark("", "not_checkable", "so", row="C01"),))
    assert made[0].row == "C01"


def test_a_kind_that_fails_says_so_and_the_rest_go_on() -> None:
    def fails(scene: Scene) -> tuple[Remark, ...]:
        raise NoAnswer("the market is shut", "a market that is open", "tomorrow")

    (made,) = _noticed(fails)
    assert made.verdict == "check_failed"
    assert "the market is shut" in made.text


def test_an_article_that_says_nothing_draws_no_remark_on_its_figures() -> None:
    assert not [r for r in remarks(SCENE) if r.verdict == "contradicted"]


def test_every_kind_explains_itself_and_names_one_row() -> None:
    for name, spec in REMARKS.items():
        assert len(spec.help.split()) >= 6, name
        assert spec.row == "" or spec.row[0] == "C" or spec.row.isdigit(), name
