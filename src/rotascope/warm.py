"""Run once at installation, so that the first brief is as quick as the second.

Bytecode is written, the NYSE calendar is kept as an array, and every numerical kernel is compiled by
answering real questions on two small stores: the planted market and the sample. Questions through
the store, not kernels by name: only they meet the types the kernels really get (mapped, read-only
arrays compile apart from plain ones), and no list of kernels can grow stale. Nothing of it is kept
but what was compiled.
"""

from __future__ import annotations

import compileall
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rotascope import sessions
from rotascope.articles.intake import Document
from rotascope.desk import Desk, open_store
from rotascope.store.market import Batch, Market

__all__ = ["main", "warm"]

TODAY = date(
    2026, 1, 2
)  # the day the two stores say they were filled; they are gone a moment later

ARTICLE = """Small caps beat large caps

The Russell 2000 rose 5% in 2021, and IWM outperformed SPY by 2% in 2021. SPY is 3% below its high, and
IWM closed at its highest level since 2021. SPY trades above its 200-day moving average. The top 10
holdings make up 34% of the S&P 500, and a 10-25% fall in any 1-2 names takes 3-8% off it. If the
2-year yield falls below the fed funds rate and IWM/SPY rises above 0.40, small caps will outperform.
"""
"""Of our own making: it asks what articles ask, so that the first that is read waits for no compiler."""


def _planted(market: Market) -> None:
    from rotascope.providers import planted

    frames, _truth = planted.frames()
    with market.writing():
        for name, frame in frames.items():
            n = len(frame)
            market.append(name, frame, Batch(name, name, "planted", name, name, "", n, n, 0, 0))


def _sample(market: Market) -> None:
    from rotascope.ingest.run import import_sample

    import_sample(market, today=TODAY)


def _ask(desk: Desk) -> None:
    """The questions whose answers need kernels; their answers are of no interest here."""
    desk.brief()
    desk.check(Document(ARTICLE))


def _read() -> None:
    """What reads the tone of articles: its kernels are met by sentences, not by any store."""
    from rotascope.articles import bulk, polarity

    polarity.entity_polarity(["Small caps rise"], [(0, 10)])
    polarity.sentence_polarity(["Small caps rise"])
    bulk.bulk_scores(["Small caps rise"])


def warm(say: Callable[[str], None]) -> None:
    """Compile everything; `say` is told each step."""
    say("writing bytecode")
    compileall.compile_dir(str(Path(__file__).parent), quiet=2)
    say(f"keeping {len(sessions.all_sessions()):,} sessions")
    for name, fill in (("planted market", _planted), ("sample", _sample)):
        say(f"compiling kernels on the {name}")
        with tempfile.TemporaryDirectory() as folder:
            market = Market.open(Path(folder), create=True)
            fill(market)
            market.close()
            _ask(open_store(folder))
    say("compiling what reads articles")
    _read()


def main() -> None:
    """What `make install` calls: one line a step on a terminal, silence in a pipe."""
    warm(print if sys.stdout.isatty() else lambda _step: None)


if __name__ == "__main__":
    main()
