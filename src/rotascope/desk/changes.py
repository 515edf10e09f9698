"""What differs from a month earlier: the verdict's facts first, then the readings that moved most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rotascope.signals.words import signed
from rotascope.terms import AXES, AxisVerdict, Change, Reading, Verdict

__all__ = ["MOST", "changes"]

MOST = 6
MOVED = 0.8  # of a lean that spans 2: from one side of its past to the other
NAMES = {"small": "small caps", "large": "large caps", "rest": "the rest", "few": "the few"}


def changes(
    now: Verdict, then: Verdict, readings: Sequence[Reading], before: Sequence[Reading]
) -> tuple[Change, ...]:
    """At most six sentences, the most important first; empty when nothing changed sides."""
    old = {r.signal: r for r in before}
    facts = [change for axis in AXES for change in _axis(_of(now, axis), _of(then, axis))]
    states = [change for r in readings for change in _state(r, old)]
    moved = sorted(
        ((abs(_lean(r) - _lean(old[r.signal])), r) for r in readings if _comparable(r, old)),
        key=lambda pair: (-pair[0], pair[1].signal),
    )
    turned = [_move(r, old[r.signal]) for size, r in moved if size >= MOVED]
    return tuple((*facts, *states, *turned)[:MOST])


def _of(verdict: Verdict, axis: str) -> AxisVerdict:
    return verdict.size if axis == "size" else verdict.concentration


def _axis(now: AxisVerdict, then: AxisVerdict) -> list[Change]:
    made = []
    if now.leader != then.leader:
        said = f"{_leader(then)} -> {_leader(now)}"
        made.append(_fact(now, f"{now.axis}: {said} ({_window(now, then, 126)})", "leader"))
    elif now.direction != then.direction:
        said = f"{then.direction} -> {now.direction}"
        made.append(_fact(now, f"{now.axis}: {said} ({_window(now, then, 21)})", "direction"))
    if now.pair != then.pair:
        pairs = f"{then.pair or 'no pair'} -> {now.pair or 'no pair'}"
        made.append(_fact(now, f"{now.axis}: another pair speaks, {pairs}", "relative_126"))
    spoke, speaks = then.forecast.probability, now.forecast.probability
    if (spoke is None) != (speaks is None):
        said = "no view any more" if speaks is None else f"{speaks * 100:.0f} %"
        made.append(_fact(now, f"{now.axis}: forecast {said}", "forecast"))
    return made


def _fact(now: AxisVerdict, text: str, fact: str) -> Change:
    return Change(text, now.key.replace("/leader@", f"/{fact}@"))


def _leader(verdict: AxisVerdict) -> str:
    return NAMES.get(verdict.leader, "nobody")


def _window(now: AxisVerdict, then: AxisVerdict, sessions: int) -> str:
    """'126 sessions: −3.2 % then, +14.7 % now'."""
    old, new = (
        v.relative_126 if sessions == 126 else v.relative_21 for v in (then, now)
    )  # fmt: skip
    was = "not known" if old is None else signed(old)
    if new is None:
        return f"{sessions} sessions: {was} then, not known now"
    return f"{sessions} sessions: {was} then, {signed(new)} now"


def _state(now: Reading, old: Mapping[str, Reading]) -> list[Change]:
    """Scored signals whose state changed or that ceased to answer.

    A state that theory gives no sign, such as a quadrant of the rotation map, turns on noise alone
    and is no news.
    """
    then = old.get(now.signal)
    if then is None or then.lean is None:
        return []
    if now.status == then.status == "ok" and now.state != then.state:
        was = then.state or "no state"
        return [Change(f"{now.title}: {was} -> {now.state or 'no state'}", now.key)]
    if then.status == "ok" and now.status != "ok":
        return [Change(f"{now.title}: no answer any more ({now.reason})", now.key)]
    return []


def _lean(one: Reading) -> float:
    return 0.0 if one.lean is None else one.lean


def _comparable(now: Reading, old: Mapping[str, Reading]) -> bool:
    then = old.get(now.signal)
    known = now.lean is not None and then is not None and then.lean is not None
    return known and then is not None and now.state == then.state


def _move(now: Reading, then: Reading) -> Change:
    words = ("small", "large") if now.axis == "size" else ("rest", "few")
    towards = NAMES[words[0] if _lean(now) > _lean(then) else words[1]]
    return Change(f"{now.title} moved towards {towards}: {now.text or now.title}", now.key)
