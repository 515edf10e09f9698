"""The command `base-rate`: when a condition was true before, and what followed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from rotascope.surfaces import numbers
from rotascope.surfaces.layout import plain_table, roomy, say
from rotascope.surfaces.options import AsOf, Json, Store, answer, desk_of

if TYPE_CHECKING:
    from rich.console import Console

    from rotascope.terms import Axis, BaseRate, Case, Outcome

__all__ = [
    "COMMANDS",
    "HORIZONS",
    "METHOD",
    "Side",
    "base_rate",
    "counted",
    "print_base_rate",
    "side_of",
]

FEW_CASES, SHOWN = 8, 12
WIDE = 100
METHOD = (
    "judged as known on each session; fires anew after five sessions without; entered at the next close"
    " · total return · median and share of independent cases, 90 % intervals · p: random dates of equal"
    " number and spacing · all: every day on which the condition could be judged"
)


class Side(StrEnum):
    """The two axes, as typed."""

    size = "size"
    concentration = "concentration"


class Horizon(StrEnum):
    """How long after a firing the headline looks."""

    one = "1m"
    three = "3m"
    six = "6m"
    twelve = "12m"


HORIZONS = tuple(one.value for one in Horizon)
SIDES: dict[Side, Axis] = {Side.size: "size", Side.concentration: "concentration"}


def side_of(axis: Side | None) -> Axis | None:
    """The axis that was typed; None if none was."""
    return SIDES[axis] if axis else None


def base_rate(
    condition: Annotated[
        str,
        typer.Argument(
            help="""Such as 'rs("IWM/SPY").streak >= 8' or 'vix.percentile < 0.2 for 5';"""
            " values of any signal by its name.",
            metavar="CONDITION",
        ),
    ],
    horizon: Annotated[
        Horizon, typer.Option(help="The horizon of the headline and of the cases.")
    ] = Horizon.three,
    axis: Annotated[
        Side | None,
        typer.Option(
            help="Whose pair is followed; as the condition says if not given.", show_default=False
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--cases", help="List every firing.")] = False,
    as_of: AsOf = None,
    as_json: Json = False,
    store: Store = None,
) -> None:
    """When this happened before: how often, what followed, and whether that was unusual.

    A condition compares values of signals (rs.small_large.percentile, vix.level, ffr_2y.spread) and of
    pairs (rs("X/Y") relative, ratio, streak, percentile; trend_break("X/Y") state, distance), joined by
    and, or, not and parentheses; `for N` asks N sessions running.
    """
    from rotascope.surfaces.screen import screen

    told = desk_of(store).base_rate(condition, horizon.value, side_of(axis), as_of)
    answer(told, as_json, lambda term: print_base_rate(screen(), term, every=every))
    raise typer.Exit(0 if told.status == "ok" else 1)


def print_base_rate(console: Console, told: BaseRate, *, every: bool = False) -> None:
    """The finding, how often it fired, what chance shows, a table of outcomes, the cases."""
    say(console, f"{told.condition} · {told.axis} · as known on {told.as_of}", "head")
    say(console, told.finding, "plain")
    if told.first is not None:
        say(console, counted(told), "plain")
    for null in told.nulls:
        say(console, f"by chance: {null}", "plain")
    if told.n_raw:
        _print_outcomes(console, told.outcomes)
        _print_cases(console, told, every)
    for note in told.notes:
        say(console, note)
    if told.n_raw:
        say(console, METHOD)


def counted(told: BaseRate) -> str:
    """'59 firings since 1990-03-30, last on 2025-08-15, 26 of them independent at 3m; ...'."""
    now = {True: "true now", False: "false now", None: "unknown now"}[told.now]
    last = f", last on {told.cases[-1].date}" if told.cases else ""
    return (
        f"{numbers.plural(told.n_raw, 'firing')} since {told.first}{last}, {told.n_independent} of them"
        f" independent at {told.horizon}{_told_of(told)}; true on {told.days_true:,} of"
        f" {numbers.plural(told.days_known, 'session')}; {now}"
    )


def _told_of(told: BaseRate) -> str:
    """' (12 with IWM / SPY known afterwards)' where its prices say less than the condition; else ''."""
    months = int(told.horizon.removesuffix("m"))
    one = next((one for one in told.outcomes if one.months == months), None)
    if one is None or one.n == told.n_independent:
        return ""
    return f" ({one.n} with {one.line} known afterwards)"


def _print_outcomes(console: Console, outcomes: Sequence[Outcome]) -> None:
    """One row a line and horizon; the counts of all firings only where there is room."""
    wide = console.width >= WIDE
    table = plain_table(
        ("after", ""), ("", ""), *([("fired", "right")] if wide else ()), ("n", "right"),
        ("median % (90 %)", "right"), ("all", "right"), ("p", "right"), ("won % (90 %)", "right"),
        ("all", "right"),
    )  # fmt: skip
    before = ""
    for one in outcomes:
        if one.line != before and before:
            table.add_section()
        first, before = one.line != before, one.line
        p = numbers.p_value(one.p)
        cells = [_median(one), _plain(one.base_median), p, _won(one), _share(one.base_hit)]
        raw = [str(one.n_raw)] if wide else []
        name = one.line.replace(" / ", "/") if first else ""
        table.add_row(f"{one.months}m", name, *raw, str(one.n), *cells)
    console.print(roomy(table))


def _plain(fraction: float | None) -> str:
    return numbers.NONE if fraction is None else numbers.signed(fraction).removesuffix(" %")


def _share(fraction: float | None) -> str:
    return numbers.percent(fraction).removesuffix(" %")


def _median(one: Outcome) -> str:
    """'−0.7 (−2.3 to +1.2)'."""
    told = _plain(one.median)
    if one.interval is None:
        return told
    return f"{told} ({_plain(one.interval.low)} to {_plain(one.interval.high)})"


def _won(one: Outcome) -> str:
    """'45 (20–73)', or '1 of 2' where there are too few for a share."""
    if one.hit is None:
        return f"{one.won} of {one.n}" if one.n else numbers.NONE
    ends = numbers.share_range(one.hit_interval).removesuffix(" %")
    return _share(one.hit) if one.hit_interval is None else f"{_share(one.hit)} ({ends})"


def _print_cases(console: Console, told: BaseRate, every: bool) -> None:
    """All cases where they are few or asked for, else the newest."""
    shown: Sequence[Case] = told.cases
    if len(shown) > SHOWN and not every:
        shown = shown[-FEW_CASES:]
        say(console, f"the newest {FEW_CASES} of {len(told.cases)} (all of them with --cases)")
    lines = [name for name, _ in shown[0].outcomes] if shown else []
    table = plain_table(
        ("fired", ""), *((f"{name.replace(' / ', '/')} {told.horizon}", "right") for name in lines),
        ("", "fold"),
    )  # fmt: skip
    for case in shown:
        after = [numbers.signed(value) for _, value in case.outcomes]
        table.add_row(str(case.date), *after, "" if case.independent else "overlaps the one before")
    console.print(roomy(table))


COMMANDS = (base_rate,)
