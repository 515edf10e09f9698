"""What holds: figures of an article that agree with one another, by arithmetic alone."""

from __future__ import annotations

from rotascope.articles.measures.fund_files import file_of, weight_of
from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.maths import what_must_be as solve
from rotascope.terms.articles import Claim, Remark

__all__ = ["adds_up"]

ENOUGH, CLOSE = 5, 0.01


@remark("adds_up")
def adds_up(scene: Scene) -> tuple[Remark, ...]:
    """Figures that can be tested against one another: means of members, annual rates, fees, sectors."""
    made = [told for window in own.windows(scene) for told in (
        _members(scene, window), _recombined(scene, window), _a_year(scene, window))]  # fmt: skip
    return tuple(r for r in (*made, _fees(scene), _sectors(scene), _rest(scene)) if r is not None)


def _members(scene: Scene, window: str) -> Remark | None:
    """The equal-weight mean of a fund's members beside the fund."""
    figures = own.printed(scene, window)
    fund = figures.get("MAGS")
    if fund is None:
        return None
    lines = [s for s in figures if scene.catalog.belongs(s, "MAG7")]
    mean = own.issuer_mean(scene, figures, lines)
    if mean is None or len(lines) < ENOUGH:
        return None
    gap = (fund.value or 0.0) - mean
    near = abs(gap) <= CLOSE
    text = (
        f"{own.worded(window)} the equal-weight mean of its companies, {own.percent(mean)}, is"
        f" {own.points(gap, 2)} from the fund's {own.percent(fund.value or 0.0)}:"
        f" {'what quarterly rebalancing does' if near else 'more than rebalancing does'}"
    )
    used = own.ids([fund, *(figures[s] for s in lines)])
    return Remark("", "supported" if near else "approximate", text, used, row="011",
                  start=fund.start, end=fund.end)  # fmt: skip


def _recombined(scene: Scene, window: str) -> Remark | None:
    """The whole index from the few and the rest, at the few's weight on file."""
    figures = own.printed(scene, window)
    few, rest = figures.get("MAGS"), figures.get("XMAG")
    file = file_of(scene.panel, ("^GSPC",), scene.day or scene.panel.as_of)
    weight = weight_of(file, scene.catalog, ("MAG7",)) if file else None
    if few is None or rest is None or file is None or weight is None:
        return None
    a, b = few.value or 0.0, rest.value or 0.0
    whole = weight * a + (1.0 - weight) * b
    ratio = (1.0 + b) / (1.0 + a) - 1.0
    text = (
        f"{own.worded(window)} XMAG is {own.points(b - a, 2)} ahead of MAGS (ratio {own.percent(ratio)});"
        f" with {weight * 100:.1f} % in the seven ({file.fund}'s file of {file.day}) the two imply about"
        f" {own.percent(whole, 1)} for the cap-weighted index"
    )
    return Remark("", "supported", text, own.ids((rest, few)), row="013",
                  start=rest.start, end=few.end)  # fmt: skip


def _a_year(scene: Scene, window: str) -> Remark | None:
    """Totals of many years as rates a year, which is how they compare."""
    years = window.removesuffix("y")
    claims = [c for c in scene.of("return", "group_floor")
              if c.window == window and c.value is not None and c.value > -1.0]  # fmt: skip
    if not (window.endswith("y") and years.isdigit() and int(years) > 1) or len(claims) < 2:
        return None
    told = own.listed([
        f"{own.called(scene, c.subject[0])} {own.percent(c.value or 0.0, 0)} is"
        f" {own.percent(solve.annual_rate(c.value or 0.0, int(years)), 1)}" for c in claims[:4]
    ])  # fmt: skip
    return Remark("", "supported", f"a year, {own.worded(window)}: {told}", own.ids(claims[:4]),
                  row="001", start=claims[0].start, end=claims[0].end)  # fmt: skip


def _fees(scene: Scene) -> Remark | None:
    """The gap of two printed fees in basis points."""
    fees = [c for c in scene.of("fee") if c.value is not None and len(c.subject) == 1]
    if len(fees) < 2 or fees[0].subject == fees[1].subject:
        return None
    first, second = sorted(fees[:2], key=lambda c: c.value or 0.0)
    gap = ((second.value or 0.0) - (first.value or 0.0)) * 1e4
    text = f"{first.subject[0]} costs {gap:.0f} basis points a year less than {second.subject[0]}"
    return Remark("", "supported", text, own.ids(fees[:2]), row="141",
                  start=fees[0].start, end=fees[1].end)  # fmt: skip


def _sectors(scene: Scene) -> Remark | None:
    """Sector shares of one index summed: they cannot exceed the whole."""
    shares = [c for c in scene.of("sector_weight") if c.digits is not None][:20]
    by_index: dict[tuple[str, ...], list[Claim]] = {}
    for claim in shares:
        by_index.setdefault(_index(claim), []).append(claim)
    for index, claims in by_index.items():
        count = sum(_named(c) for c in claims)
        if count < 2:
            continue
        low = sum((c.value or 0.0) * _named(c) for c in claims)
        high = sum((c.high or c.value or 0.0) * _named(c) for c in claims)
        whom = own.listed([own.called(scene, s) for s in index]) or "the index"
        text = f"{count} sectors of {whom} sum to {low * 100:.0f} to {high * 100:.0f} %"
        return Remark("", "supported" if low <= 1.0 else "contradicted", text, own.ids(claims),
                      row="059", start=claims[0].start, end=claims[-1].end)  # fmt: skip
    return None


def _index(claim: Claim) -> tuple[str, ...]:
    """Whose sector it is: what the claim is set against, else the index among its subjects."""
    return claim.against or tuple(s for s in claim.subject if s.startswith("^"))


def _named(claim: Claim) -> int:
    """How many sectors one claim is about."""
    told = dict(claim.detail).get("sector", "")
    return max(
        len([s for s in told.split(",") if s.strip()]), len(claim.subject) if not told else 1
    )


def _rest(scene: Scene) -> Remark | None:
    """What a fall of the largest few leaves for the others, at the weights that the article prints."""
    fall = next((c for c in scene.of("cap_change") if c.value is not None), None)
    weight = next((c for c in scene.of("weight") if c.value is not None
                   and "^GSPC" in (*c.against, *c.subject)), None)  # fmt: skip
    if fall is None or weight is None or not fall.window.isdigit():
        return None
    took = (weight.value or 0.0) * -abs(fall.value or 0.0)
    text = (
        f"at the {(weight.value or 0.0) * 100:.0f} % that the article gives the largest, their fall of"
        f" {abs(fall.value or 0.0) * 100:.0f} % {own.worded(fall.window)} took {own.points(took)} off the"
        " index"
    )
    earned = own.year_return(scene, "^GSPC", fall.window)
    if earned is not None:
        left = solve.rest_return(earned, weight.value or 0.0, -abs(fall.value or 0.0))
        text += f" of its {own.percent(earned, 1)}; the rest {own.percent(left, 1)}"
    needs = ("the weight at the start of the year: the one printed is of another date",)
    return Remark("", "supported", text, own.ids((fall, weight)), needs, row="057",
                  start=fall.start, end=fall.end)  # fmt: skip
