"""Losses called permanent, against the years that they took to come back."""

from __future__ import annotations

import re
from itertools import islice

import numpy as np

from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.maths.what_must_be import sessions_to_recover
from rotascope.terms.articles import Remark

__all__ = ["permanent"]

WORD = re.compile(r"\b(?:permanent(?:ly)?|irreversibl[ey]|never recover(?:ed|s)?)\b", re.I)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
INDEX, YEAR_DAYS, MOST = "^GSPC", 365.25, 5


@remark("permanent", row="C22")
def permanent(scene: Scene) -> tuple[Remark, ...]:
    """When the S&P 500's price was back at its peak of each year of a loss called permanent."""
    series = scene.panel.series(INDEX, "pr")
    made = []
    for _, sentence, word in islice(scene.saying(WORD), MOST):
        years = list(dict.fromkeys(YEAR.findall(sentence.text)))[:6]
        told = [one for year in years if (one := _recovery(scene, int(year))) is not None]
        if not len(series) or not told:
            continue
        back = all(done for done, _ in told)
        text = (
            f'"{word[0].lower()}" is {"not borne out" if back else "true so far of some"}: '
            + "; ".join(said for _, said in told)
        )
        made.append(
            Remark("", "contradicted" if back else "partial", text, (),
                   ("years to recover in place of the word; dividends shorten them",), "", "",
                   sentence.start, sentence.end)
        )  # fmt: skip
    return tuple(made)


def _recovery(scene: Scene, year: int) -> tuple[bool, str] | None:
    """(whether the price came back, the sentence) for the highest close of a year; None off file."""
    series = scene.panel.series(INDEX, "pr")
    inside = np.flatnonzero(series.days.astype("datetime64[Y]") == np.datetime64(f"{year}", "Y"))
    if not len(inside) or series.days[0] > np.datetime64(f"{year}-01-31"):
        return None
    peak = int(inside[np.argmax(series.levels[inside])])
    steps = sessions_to_recover(series.levels, peak)
    top = f"the S&P 500's peak of {series.days[peak]}, {series.levels[peak]:,.0f},"
    if steps == 0:
        return None
    if steps is None:
        return False, f"{top} has not been reached again by {series.days[-1]}"
    at = peak + steps
    years = (series.days[at] - series.days[peak]).astype(int) / YEAR_DAYS
    return True, f"{top} was reached again on {series.days[at]}, {years:.1f} years later"
