"""What `check` made of an article, as rows of the table `sentiment` that signals read.

The scores are ours: no file is parsed. They are known from the session on which they were given, so
that no past day changes; the same scores again are the same import.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

import polars as pl

from rotascope.errors import BadArgument
from rotascope.store.batches import Batch
from rotascope.store.market import Market
from rotascope.store.tables import JUDGED, TABLES

__all__ = ["Score", "keep_scores"]

Score = tuple[str, float, str]
"""Entity (a symbol, a group in words, or `market`), score in [-1, 1], label."""
ITEM = 32


def keep_scores(
    market: Market, article: str, title: str, day: date, scores: Sequence[Score], known: date
) -> int:
    """Keep an article's scores, published on `day`, known from `known` on; how many rows were added.

    A score given before and unchanged adds none. Raises BadArgument for a score outside [-1, 1].
    """
    table = TABLES[JUDGED[0]]
    wrong = [score for _, score, _ in scores if not -1.0 <= score <= 1.0]
    if wrong:
        raise BadArgument(f"a score of {wrong[0]:g}", "-1 to 1", "")
    rows = [
        (JUDGED[1], entity, day, max(known, day), article[:ITEM], score, label, "article", title)
        for entity, score, label in scores
    ]
    names = ("dataset", "entity", "date", "known_at", "item", "score", "label", "kind", "title")
    frame = pl.DataFrame(rows, {name: table.columns[name] for name in names}, orient="row")
    frame = frame.select(list(table.columns))
    fresh = frame.join(_before(market, article), on=["entity", "date", "score"], how="anti")
    if fresh.is_empty():
        return 0
    market.append(JUDGED[0], fresh, _batch(fresh, article))
    return len(fresh)


def _before(market: Market, article: str) -> pl.DataFrame:
    """The newest score of each entity that is on file for this article."""
    columns = ("entity", "date", "score")
    mine = (pl.col("dataset") == JUDGED[1]) & (pl.col("item") == article[:ITEM])
    rows = market.collect(market.scan(JUDGED[0]).filter(mine)).sort("known_at", maintain_order=True)
    return rows.unique(["entity", "date"], keep="last", maintain_order=True).select(columns)


def _batch(rows: pl.DataFrame, article: str) -> Batch:
    """An import of its own, named by its content."""
    told = f"{article} {rows.write_csv()}"
    name = hashlib.sha256(told.encode()).hexdigest()[:32]
    n = len(rows)
    return Batch(name, JUDGED[0], JUDGED[1], f"article {article[:12]}", "", "", n, n, 0, 0)
