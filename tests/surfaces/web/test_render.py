"""Templates to text: what is drawn stands there without a script, and nobody's text becomes markup."""

from __future__ import annotations

from rotascope.figures.bars import performance
from rotascope.surfaces.web.markup import drawn
from rotascope.surfaces.web.page import Asked
from rotascope.surfaces.web.render import environment
from tests.surfaces.fixtures import HOSTILE, reading
from tests.surfaces.web.pages.test_today import returned


def part(call: str, of: str = "_parts", **names: object) -> str:
    """What one macro of the parts says."""
    source = f'{{% import "{of}.html.j2" as parts with context %}}{{{{ parts.{call} }}}}'
    return environment().from_string(source).render(url=Asked().url, **names)


def test_a_figure_is_drawn_twice_for_readers_without_a_script_and_for_the_script() -> None:
    picture = performance((returned("IWM", 0.1), returned("SPY", -0.05)))
    text = part("figure(picture)", picture=picture)
    assert str(drawn(picture, 720)) in text
    assert 'type="application/json" class="figure"' in text
    assert "IWM returned" in text
    assert "var(--" in drawn(picture)


def test_a_figure_opens_its_why_and_one_without_a_key_is_plain() -> None:
    assert 'href="/why/signal/x@2026-06-12"' in part("why(key, '6 %')", key="signal/x@2026-06-12")
    assert part("why('', '6 %')").strip() == "6 %"


def test_hostile_words_stay_words_in_every_part() -> None:
    told = reading(title=HOSTILE, text=HOSTILE)
    for call in ("readings([one])", "lean(one)", "tile(one)", "multiple(one, none)"):
        assert "<script>alert" not in part(call, "_readings", one=told)
    for call in ("empty(one.title, one.title)", "pagehead(one.title, one.text, one.text)"):
        assert "<script>alert" not in part(call, one=told)


def test_a_reading_without_an_answer_carries_its_status_in_words() -> None:
    silent = reading(status="not_measurable", value=None)
    assert "not measurable" in part("status(one)", "_readings", one=silent)
    assert part("status(one)", "_readings", one=reading()).strip() == ""


def test_a_pager_leads_only_where_there_are_rows() -> None:
    assert part("pager()").strip() == ""
    assert 'rel="next"' in part("pager(none, '/rows?offset=100')")
    assert 'rel="prev"' not in part("pager(none, '/rows?offset=100')")


def test_a_filter_says_which_choice_is_taken() -> None:
    text = part("chips('by axis', [('size', '/signals?axis=size', true, 4)])")
    assert 'aria-current="true"' in text
    assert "<small>4</small>" in text
