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
from rotascope.store.marks import mark, touched
from rotascope.surfaces.web.answers import Answers, Busy, Limits

if TYPE_CHECKING:
    from rotascope.desk import Desk
    from rotascope.settings import Settings

__all__ = ["Days", "Server", "age", "today"]

Answer = TypeVar("Answer")
Question = Callable[["Desk"], Answer]


@dataclass(frozen=True, slots=True)
class Days:
    """The days a store can be asked about, and its name; None where it holds no prices."""

    first: date | None
    last: date | None
    store: str


class Server:
    """The desk of one folder, for many readers at once. `close` it at the end."""

    def __init__(self, folder: Path, settings: Settings, limits: Limits | None = None) -> None:
        self.folder = folder
        self.settings = settings
        self.limits = limits or Limits()
        self.version = ""
        self.days = Days(None, None, "")
        self._answers = Answers(self.limits)
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
        return self._answers.find((self.version, key), lambda: question(self._open()))

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

        done: Answer = self._in_time(self._answers.run(changing))
        return done

    # ---------------------------------------------------------------- the store

    def look(self) -> bool:
        """Whether the store changed since the last look; the next question is asked of the new one."""
        before = self.version
        if self._desk is not None and touched(self._market()) == self._touched != ():
            return False
        self._answers.run(self._look).result()
        return self.version != before

    def close(self) -> None:
        """Finish what is under way and let go of the store."""
        self._answers.close()
        if self._desk is not None:
            self._market().close()

    def _look(self) -> None:
        """In the desk's thread: open the store anew where it says something else than before."""
        from rotascope.store.market import Market

        market = Market.open(self.folder) if self._desk is None else self._market()
        seen = touched(market)
        version = mark(market)
        if version != self.version or self._desk is None:
            self._desk = None
            self.days = _days(self._open())
            self.version = version
        self._touched = seen

    def _open(self) -> Desk:
        if self._desk is None:
            from rotascope.desk import open_store

            self._desk = open_store(self.folder)
        return self._desk

    def _market(self) -> Any:
        backend: Any = self._open().backend
        return backend.market

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

    try:
        first, last = desk.span()
        return Days(first, last, store_name(desk.panel()))
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
