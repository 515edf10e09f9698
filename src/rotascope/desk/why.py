"""Any printed figure back to its formula, its convention, its source rows and the versions behind it.

Keys are `<kind>/...@<date>`: signal/<name>, verdict/<axis>/<fact>,
performance/<symbol>/<window>/<basis>, reaction/<symbol>/<date>, article/<id>, and brief.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from datetime import date
from importlib.metadata import version

from rotascope.adjusted import CHAINED, CLOSE
from rotascope.desk import brief as briefs
from rotascope.desk import why_verdict
from rotascope.desk.performance import BASES, ends_of, performance
from rotascope.desk.reaction import why_reaction
from rotascope.desk.why_article import why_article
from rotascope.desk.windows import window
from rotascope.errors import BadArgument, UnknownName
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.series import Series
from rotascope.signals import kept
from rotascope.signals.reading import measure
from rotascope.terms import Reading, Why

__all__ = ["KINDS", "versions", "why"]

LIBRARIES = ("numpy", "polars", "numba", "deltalake", "exchange_calendars")
FORM = (
    "<kind>/<name>@YYYY-MM-DD, as printed beside a figure, such as signal/rs.small_large@2026-06-12"
)


def why(panel_of: Callable[[date], Panel], key: str) -> Why:
    """The Why of a key. Raises BadArgument for what is no key, UnknownName for a name it holds."""
    head, _, day = key.strip().partition("@")
    kind, *parts = head.split("/")
    if kind not in KINDS:
        told = UnknownName.among("kind of key", kind, KINDS, "")
        raise UnknownName(told.what, f"one of {', '.join(KINDS)}", FORM)
    try:
        as_of = date.fromisoformat(day)
    except ValueError:
        said = f"'{day}' is no day" if day else "it names no day"
        raise BadArgument(f"no key '{key}': {said}", FORM) from None
    return KINDS[kind](panel_of(as_of), parts, key.strip())


def versions(panel: Panel) -> tuple[tuple[str, str], ...]:
    """What else shaped the number: our version, the store's state, the libraries, Python."""
    return (
        ("rotascope", version("rotascope")),
        ("store", panel.backend.fingerprint()),
        *((name, version(name)) for name in LIBRARIES),
        ("python", platform.python_version()),
    )


def _signal(panel: Panel, parts: list[str], key: str) -> Why:
    name = "/".join(parts)
    (measured,) = measure(panel, [name], history=True)
    spec, reading = SIGNALS[name], measured.reading
    convention = f"axis {spec.axis}, family {spec.family}; {_sign(spec.sign)}: {spec.theory}"
    return Why(
        key=key,
        title=reading.title,
        value=reading.value if reading.value is not None else (reading.reason or None),
        unit=reading.unit,
        as_of=reading.as_of,
        formula=spec.help,
        convention=convention,
        sources=reading.sources,
        rows=_history_rows(reading),
        columns=("date", "value"),
        versions=versions(panel),
        notes=_reading_notes(reading),
    )


def _sign(sign: int) -> str:
    words = {
        1: "a high value leans to small / the rest",
        -1: "a high value leans to large / the few",
    }
    return words.get(sign, "shown, never scored")


def _history_rows(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The first and the last three points of the history."""
    if reading.history is None:
        return ()
    points = list(zip(reading.history.dates, reading.history.values, strict=True))
    shown = points if len(points) <= 4 else [points[0], *points[-3:]]
    return tuple((day.isoformat(), f"{value:.10g}") for day, value in shown)


def _reading_notes(reading: Reading) -> tuple[str, ...]:
    placed = reading.percentile is not None
    past = f"percentile {reading.percentile:.3f} of {reading.n_obs} own values" if placed else ""
    chance = reading.null.statement if reading.null else ""
    lean = f"lean {reading.lean:+.3f}" if reading.lean is not None else ""
    return tuple(text for text in (reading.text, past, lean, chance, reading.reason) if text)


def _performance(panel: Panel, parts: list[str], key: str) -> Why:
    if len(parts) < 3:
        raise BadArgument(f"no key '{key}'", "performance/<symbol>/<window>/<basis>@<date>")
    symbol, name = "/".join(parts[:-2]), parts[-2]
    basis = next((known for known in BASES if known == parts[-1]), None)
    if basis is None:
        raise BadArgument(f"no basis '{parts[-1]}' in the key '{key}'", "tr or pr")
    (answer,) = performance(panel, [symbol], name, basis)
    series = panel.series(answer.symbol, answer.basis)
    # A basket is made of levels of its own legs; they were made as the adjusted close would be.
    usual = CHAINED if basis == "tr" else CLOSE
    return Why(
        key=key,
        title=f"{answer.name}, {answer.window}, {answer.basis}",
        value=answer.value if answer.value is not None else answer.reason,
        unit=answer.unit,
        as_of=answer.as_of,
        formula="level at the end / level at the base - 1",
        convention=(
            f"level: {series.convention or usual}; base: the last close before the window starts;"
            " the two bases are never mixed"
        ),
        sources=series.sources,
        rows=_level_rows(panel, series, answer.window),
        columns=("row", "date", "level"),
        versions=versions(panel),
        notes=tuple(text for text in (series.note, answer.reason) if text),
    )


def _level_rows(panel: Panel, series: Series, name: str) -> tuple[tuple[str, ...], ...]:
    ends = ends_of(series, window(name, panel.as_of))
    if ends.status != "ok":
        return ()
    rows = {"first on file": 0, "base": ends.base, "end": ends.end, "last on file": len(series) - 1}
    return tuple(
        (what, str(series.days[row]), f"{series.levels[row]:.10g}") for what, row in rows.items()
    )


def _verdict(panel: Panel, parts: list[str], key: str) -> Why:
    if len(parts) != 2:
        raise BadArgument(f"no key '{key}'", "verdict/<axis>/<fact>@<date>")
    return why_verdict.why_fact(panel, parts[0], parts[1], key, versions(panel))


def _brief(panel: Panel, parts: list[str], key: str) -> Why:
    del parts
    readings = kept.readings(panel, null=False)
    sources = {(s.dataset, s.what): s for r in readings for s in r.sources}
    return Why(
        key=key,
        title=f"The brief as of {panel.as_of}",
        value=None,
        unit="",
        as_of=panel.as_of,
        formula="each figure has a key of its own; this one lists everything that was read",
        convention="only rows known by the close of the date; the newest version of each",
        sources=tuple(sources[name] for name in sorted(sources)),
        rows=tuple((r.key, r.status) for r in readings),
        columns=("key", "status"),
        versions=versions(panel),
        notes=(f"store {briefs.store_name(panel)}",),
    )


def _reaction(panel: Panel, parts: list[str], key: str) -> Why:
    return why_reaction(panel, parts, key, versions)


def _article(panel: Panel, parts: list[str], key: str) -> Why:
    return why_article(panel, parts, key, versions(panel))


KINDS: dict[str, Callable[[Panel, list[str], str], Why]] = {
    "article": _article,
    "brief": _brief,
    "performance": _performance,
    "reaction": _reaction,
    "signal": _signal,
    "verdict": _verdict,
}
