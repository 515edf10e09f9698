"""Answers in a notebook: their finding, their figures and their tables, in the notebook's own theme.

`rotascope.open` inside IPython registers this for every term; the terms know nothing of it. Figures are
SVG and nothing is fetched, so that a saved notebook is small and shows the same without a kernel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from html import escape
from typing import Any, get_args

from rotascope import terms
from rotascope.errors import WrongUse
from rotascope.figures import pictures
from rotascope.figures.static import svg
from rotascope.figures.theme import FONT, TOKENS
from rotascope.plain import one_line
from rotascope.surfaces import numbers, wording
from rotascope.terms import AxisVerdict, Brief, Interval, Performance, Reading, Unit
from rotascope.terms.library import Library

__all__ = ["Shown", "html_of", "register", "show", "told"]

MOST, WIDE = 24, 160  # rows of a table, characters of a cell
ROOT = "rotascope-answer"
UNITS = frozenset(get_args(Unit)) - {"state"}  # a state has a word of its own
HEADS = ("finding", "headline", "text", "title", "statement", "claim", "reason", "name")
SILENT = (
    "history",
    "lines",
    "paths",
    "cloud",
    "marks",
    "sources",
    "curve",
    "sentences",
    "episodes",
)
"""Fields that a figure shows, or that fill pages: `answer.field` has them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer, or several, as a notebook shows it; elsewhere it prints its findings."""

    answer: Any

    def _repr_html_(self) -> str:
        return html_of(self.answer)

    def __repr__(self) -> str:
        many = self.answer if isinstance(self.answer, tuple | list) else (self.answer,)
        return "\n".join(told(one) for one in many)


def show(answer: Any) -> Shown:
    """`rs.show(desk.performance(["IWM", "SPY"]))`: a tuple of answers as one figure and one table."""
    return Shown(answer)


def register(shell: Any) -> None:
    """Teach an IPython shell to show every term: as HTML, and in one line where there is none."""
    named = [getattr(terms, name) for name in terms.__all__]
    kinds = [kind for kind in (*named, Library) if isinstance(kind, type) and is_dataclass(kind)]
    formatters = shell.display_formatter.formatters
    for kind in kinds:
        formatters["text/html"].for_type(kind, html_of)
        formatters["text/plain"].for_type(kind, _in_text)


def _in_text(answer: Any, printer: Any, _cycle: bool) -> None:
    printer.text(told(answer))


def told(answer: Any) -> str:
    """An answer in one line: its kind and its finding."""
    return f"{type(answer).__name__}: {one_line(_head(answer)) or 'no finding'}"


def _head(answer: Any) -> str:
    """The sentence that says what was found."""
    if isinstance(answer, Brief):
        return ". ".join(_lead(one) for one in answer.verdict.axes)
    if isinstance(answer, AxisVerdict):
        return _lead(answer)
    if isinstance(answer, Performance) and answer.value is not None:
        span = f"{answer.base_date} to {answer.end_date}"
        return f"{answer.symbol} {numbers.signed(answer.value)}, {answer.window}, {span}"
    found = (getattr(answer, name, "") for name in HEADS)
    return next((wording.sentence(text) for text in found if isinstance(text, str) and text), "")


def _lead(verdict: AxisVerdict) -> str:
    """'Small caps lead, strengthening (IWM / SPY +6.5 % in 126 sessions); no view: ...'."""
    turning = wording.turning(verdict)
    moved = numbers.signed(verdict.relative_126)
    lead = wording.sentence(wording.leads(verdict)) + (f", {turning}" if turning else "")
    return f"{lead} ({verdict.pair} {moved} in 126 sessions); {wording.forecast(verdict)}"


def html_of(answer: Any) -> str:
    """An answer or a tuple of them as HTML: nothing in it is markup but ours, and nothing is fetched."""
    many = answer if isinstance(answer, tuple | list) else (answer,)
    head = _head(many[0]) if len(many) == 1 else ""
    parts = [f"<style>{_style()}</style>", f"<h4>{escape(head)}</h4>" if head else ""]
    drawn = list(_figures(answer))
    parts += drawn
    parts.append(_table(many) if len(many) > 1 else "".join(_facts(many[0], opened=not drawn)))
    return f'<div class="{ROOT}">{"".join(parts)}</div>'


def _figures(answer: Any) -> Iterator[str]:
    try:
        drawn = pictures(answer)
    except WrongUse:
        return
    for one in drawn:
        yield (
            f"<figure><figcaption>{escape(one.title)}</figcaption>{svg(one)}"
            f"<p>{escape(one.note)}</p></figure>"
        )


def _facts(answer: Any, opened: bool) -> Iterator[str]:
    """Single values as a list of names and values, then each list of answers as a table."""
    if not is_dataclass(answer):
        return
    shown = [(one.name, getattr(answer, one.name)) for one in fields(answer)]
    plain = [(name, value) for name, value in shown if _is_plain(value) and name not in HEADS]
    if plain:
        rows = "".join(
            f"<tr><th>{_named(name)}</th><td>{_cell(value, answer, name)}</td></tr>"
            for name, value in plain
        )
        yield _folded("Facts", f"<table>{rows}</table>", opened)
    for name, value in shown:
        if name not in SILENT and isinstance(value, tuple) and value:
            inside = _table(value) if is_dataclass(value[0]) else _list(value)
            yield _folded(f"{_named(name)} ({len(value):,})", inside) if inside else ""


def _folded(summary: str, inside: str, opened: bool = False) -> str:
    return f"<details{' open' if opened else ''}><summary>{summary}</summary>{inside}</details>"


def _list(many: Sequence[Any]) -> str:
    """Sentences one below the other; other things have no list."""
    if not isinstance(many[0], str):
        return ""
    items = "".join(f"<li>{escape(one_line(str(text)))}</li>" for text in many[:MOST])
    return f"<ul>{items}</ul>"


def _is_plain(value: Any) -> bool:
    return (
        value is not None and value != "" and isinstance(value, str | int | float | date | Interval)
    )


def _table(many: Sequence[Any]) -> str:
    """A row an answer, a column a field that some answer fills; beyond so many rows it says how many."""
    if not is_dataclass(many[0]):
        return ""
    names = [one.name for one in fields(many[0]) if one.name not in SILENT]
    kept = [name for name in names if any(_is_plain(getattr(one, name, None)) for one in many)]
    head = "".join(f"<th>{_named(name)}</th>" for name in kept)
    rows = "".join(_row(one, kept) for one in many[:MOST])
    more = f"<p>{len(many) - MOST:,} more</p>" if len(many) > MOST else ""
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead>{rows}</table></div>{more}'


def _row(one: Any, names: Iterable[str]) -> str:
    cells = ((name, getattr(one, name, None)) for name in names)
    return (
        "<tr>" + "".join(f"<td>{_cell(value, one, name)}</td>" for name, value in cells) + "</tr>"
    )


def _named(name: str) -> str:
    return escape(name.replace("_", " "))


def _cell(value: Any, owner: Any, name: str) -> str:
    """A value as a reader wants it: with its answer's unit, a dash where there is none."""
    if value is None or not _is_plain(value):
        return numbers.NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(owner, Reading) and name == "value":
        return escape(numbers.value(owner))
    if isinstance(value, Interval):
        return escape(f"{_number(value.low, owner)} to {_number(value.high, owner)}")
    if isinstance(value, float):
        return escape(_number(value, owner))
    text = one_line(str(value))
    return escape(text if len(text) <= WIDE else f"{text[: WIDE - 1]}…")


def _number(value: float, owner: Any) -> str:
    unit: Any = getattr(owner, "unit", None)
    if unit in UNITS:
        return numbers.quantity(value, unit)
    return f"{value:,.4g}".replace("-", numbers.MINUS)


def _style() -> str:
    """The theme's tokens for this element alone: light, and dark where the notebook or the system is."""
    light, dark = (
        "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in TOKENS[mode].items())
        for mode in ("light", "dark")
    )  # fmt: skip
    own = f".{ROOT}"
    return (
        f"{own}{{{light}font:13px/1.45 {FONT};color:var(--text);background:var(--surface);padding:12px;"
        f"border:1px solid var(--border);border-radius:8px;max-width:760px}}"
        f"@media(prefers-color-scheme:dark){{body:not([data-jp-theme-light=true]) {own}{{{dark}}}}}"
        f"body[data-jp-theme-light=false] {own},body.vscode-dark {own}{{{dark}}}"
        f"{own} h4{{margin:0 0 8px;font-size:15px}}{own} figure{{margin:0 0 14px}}"
        f"{own} figcaption{{font-weight:600;margin-bottom:4px}}{own} svg{{width:100%;height:auto}}"
        f"{own} p{{color:var(--muted);font-size:12px;margin:2px 0}}{own} .scroll{{overflow-x:auto}}"
        f"{own} table{{border-collapse:collapse;font-variant-numeric:tabular-nums;color:var(--text)}}"
        f"{own} th,{own} td{{padding:3px 10px 3px 0;text-align:left;vertical-align:top;"
        "border-bottom:1px solid var(--border);background:var(--surface)}"
        f"{own} th{{color:var(--muted);font-weight:500}}{own} summary{{cursor:pointer;margin:4px 0}}"
    )
