"""One store, open: one desk per state of it, every question asked once, answers kept until it changes.

`ask` is what pages and the interface share. Another process may import meanwhile: `look` sees it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from rotascope import sessions
from rotascope.errors import NoAnswer
from rotascope.store.market import Market
from rotascope.store.marks import mark, touched
from rotascope.surfaces.web.answers import Answers, Busy, Limits
from rotascope.surfaces.web.security import CLIENT

if TYPE_CHECKING:
    from rotascope.desk import Desk
    from rotascope.settings import Settings

__all__ = ["Days", "Server", "age", "today"]

Answer = TypeVar("Answer")
Question = Callable[["Desk"], Answer]


@dataclass(frozen=True, slots=True)
class Days:
    """The days a store can be asked about, and its name; None where it holds no prices.

    `hindsight` counts the datasets whose past was written later than it happened.
    """

    first: date | None
    last: date | None
    store: str
    hindsight: int = 0


class Server:
    """The desk of one folder, for many readers at once. `close` it at the end."""

    def __init__(self, folder: Path, settings: Settings, limits: Limits | None = None) -> None:
        self.folder = folder
        self.settings = settings
        self.limits = limits or Limits()
        self.version = ""
        self.days = Days(None, None, "")
        self._answers = Answers(self.limits)
        self._market: Market | None = None
        self._desk: Desk | None = None
        self._touched: tuple[tuple[int, int], ...] = ()
        self._answers.run(self._look).result()

    # ---------------------------------------------------------------- questions

    def ask(self, key: Hashable, question: Question[Answer]) -> Answer:
        """The answer to a question about the store as it stands, computed once; from any thread.

        `key` tells the question apart from every other. Raises Busy when the queue is full or the
        answer takes over 30 s (it is still found, and there when asked again).
        """
        found: Answer = self._in_time(self.begin(key, question))
        return found

    def begin(self, key: Hashable, question: Question[Answer]) -> Future[Answer]:
        """As `ask`, without waiting."""
        asking = CLIENT.get()
        return self._answers.find((self.version, key), lambda: question(self._open()), asking)

    async def asked(self, key: Hashable, question: Question[Answer]) -> Answer:
        """As `ask`, without holding up the event loop."""
        waiting = asyncio.wrap_future(self.begin(key, question))
        try:
            return await asyncio.wait_for(asyncio.shield(waiting), self.limits.seconds)
        except TimeoutError:
            raise self.late() from None

    def known(self, key: Hashable) -> Any:
        """The answer if it is kept already; None if not."""
        return self._answers.known((self.version, key))

    def change(self, work: Question[Answer]) -> Answer:
        """Something that writes to the store: done once, in its turn; the version follows."""

        def changing() -> Answer:
            try:
                return work(self._open())
            finally:
                self._look()

        done: Answer = self._in_time(self._answers.once(changing, CLIENT.get()))
        return done

    # ---------------------------------------------------------------- the store

    def look(self) -> bool:
        """Whether the store changed since the last look; the next question is asked of the new one."""
        before, market = self.version, self._market
        if market is not None and touched(market) == self._touched != ():
            return False
        self._answers.run(self._look).result()
        return self.version != before

    def close(self) -> None:
        """Finish what is under way, if that takes but a moment, and let go of the store."""
        if self._answers.close() and self._market is not None:
            self._market.close()

    def _look(self) -> None:
        """In the desk's thread: a new desk where the store says something else than before."""
        if self._market is None:
            self._market = Market.open(self.folder)
        seen = touched(self._market)
        version = mark(self._market)
        if version != self.version:
            self._desk = None
            self.days = _days(self._open())
            self.version = version
            self._answers.clear()
        self._touched = seen

    def _open(self) -> Desk:
        """In the desk's thread: the desk of the store as last looked at."""
        if self._desk is None:
            from rotascope.desk import Desk
            from rotascope.store.backend import StoreBackend

            self._market = self._market or Market.open(self.folder)
            self._desk = Desk(StoreBackend(self._market))
        return self._desk

    def _in_time(self, found: Future[Answer]) -> Answer:
        try:
            return found.result(self.limits.seconds)
        except TimeoutError:
            raise self.late() from None

    def late(self) -> Busy:
        """What is said to whoever waited for the whole time."""
        return Busy(
            f"the answer takes longer than {self.limits.seconds:g} s; it is being found", 10
        )


def _days(desk: Desk) -> Days:
    from rotascope.desk.brief import store_name
    from rotascope.desk.on_file import hindsight

    try:
        first, last = desk.span()
        return Days(first, last, store_name(desk.panel()), len(hindsight(desk.backend)))
    except NoAnswer:  # a store without prices: every page says what to do
        return Days(None, None, desk.backend.fingerprint()[:6])


def today() -> date:
    """The local day: pages say how far from it the data are."""
    return datetime.now().astimezone().date()


def age(last: date | None) -> int | None:
    """Complete sessions since `last`; None without data."""
    if last is None:
        return None
    return max(0, sessions.count(last, sessions.last_complete(datetime.now(UTC))))
