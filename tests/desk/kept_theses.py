"""The sample store with a few theses and predictions of our own registered in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from rotascope.store.market import Market
from rotascope.store.theses import keep_predictions, keep_theses
from rotascope.terms import Hedge, Thesis, Trigger
from tests.store.kept_articles import made_prediction, made_thesis

LEADS, NEVER = "rs.small_large > 0", 'revisions.small_large.state == "upturn"'


def one(name: str, opened: date, *conditions: str) -> Thesis:
    """A thesis over 20 sessions that small caps lead if all of these hold."""
    keys = tuple(Trigger(f"as {text}", text, "trigger", None) for text in conditions)
    return replace(
        made_thesis(name),
        triggers=keys,
        horizon_days=20,
        opened=opened,
        expires=date(2030, 1, 2),
        hedge=Hedge("likely", 0.56, 0.70),
        source="Demo Wire",
        statement="Small caps [b]lead[/b] if they lead.",
    )


def shelf_of_theses(sample: Path, folder: Path) -> None:
    """Fill a folder: one that is over, one that waits, one that cannot be measured, a later one."""
    shutil.copytree(sample, folder)
    market = Market.open(folder)
    made = [
        one("aa01aa01aa01", date(2019, 1, 2), LEADS),
        one("bb02bb02bb02", date(2019, 1, 2), LEADS, NEVER),
        one("cc03cc03cc03", date(2019, 1, 2), "rs.small_large > 9"),
        one("dd04dd04dd04", date(2022, 12, 20)),
    ]
    for thesis in made:  # each as it came out
        keep_theses(market.state, [thesis], f"{thesis.opened}T10:00:00+00:00")
    foretold = replace(
        made_prediction(), opened=date(2019, 1, 2), due=date(2019, 6, 3), source="Demo Wire"
    )
    keep_predictions(market.state, [foretold], "2019-01-02T10:00:00+00:00")
    market.close()
