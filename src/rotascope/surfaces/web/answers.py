"""Answers that are kept, and the one thread that finds the rest: each question is computed once.

A desk belongs to one thread. Whoever asks what is being found already waits for the same answer; a
queue that is full refuses at once, which is kinder than a wait without end.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from rotascope.errors import NoAnswer

__all__ = ["Answers", "Busy", "Limits"]

MINUTE = 60.0
CLIENTS = 1024
SHARE = 8
"""An answer over one part in so many of the room is not kept: it would push out the others."""
UNSIZED = 256 * 1024
"""What an answer that does not tell its size counts for, in bytes."""


class Busy(NoAnswer):
    """Too many questions at once, or one that takes too long: the same again in a moment."""

    def __init__(self, what: str, seconds: int = 5, status: int = 503) -> None:
        super().__init__(what, "", f"the same again in {seconds} seconds")
        self.seconds = seconds
        self.status = status


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is kept, how many questions may wait, and how long anyone waits, also at the end."""

    answers: int = 512
    room: int = 96 * 1024 * 1024
    waiting: int = 5
    seconds: float = 30.0
    closing: float = 3.0
    a_minute: int = 120
    """Questions of one client a minute that must be computed; what is kept costs nothing."""


class Answers:
    """What was answered, newest kept; `find` gives a future, made once a key."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._size = 0
        self._under_way: dict[Hashable, Future[Any]] = {}
        self._lock = threading.Lock()
        self._clerk = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._counted: OrderedDict[str, deque[float]] = OrderedDict()

    def known(self, key: Hashable) -> Any:
        """The answer if it is kept; None if not."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def find(self, key: Hashable, compute: Callable[[], Any], client: str = "") -> Future[Any]:
        """The kept answer, the one under way, or a new one.

        Raises Busy when too many wait, or `client` asked for too much within a minute.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                done: Future[Any] = Future()
                done.set_result(self._kept[key][0])
                return done
            if key in self._under_way:
                return self._under_way[key]
            if len(self._under_way) > self.limits.waiting:
                raise Busy(f"{len(self._under_way)} other questions are being answered first")
            self._count(client)
            found = self._clerk.submit(compute)
            self._under_way[key] = found
        # Outside the lock: what is done already calls back here and now.
        found.add_done_callback(lambda future: self._keep(key, future))
        return found

    def run(self, work: Callable[[], Any]) -> Future[Any]:
        """Something of the server's own done in the desk's thread; nobody keeps what comes of it."""
        return self._clerk.submit(work)

    def once(self, work: Callable[[], Any], client: str = "") -> Future[Any]:
        """As `run`, for a client: it waits among the questions and is refused as they are."""
        return self.find(object(), work, client)

    def close(self) -> bool:
        """No more questions; whether the one under way ended within a moment.

        If not it ends with the process: what it writes is whole or not there at all.
        """
        self._clerk.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            left = tuple(self._under_way.values())
        return not wait(left, self.limits.closing).not_done

    def clear(self) -> None:
        """Forget what was kept: the store says something else now."""
        with self._lock:
            self._kept.clear()
            self._size = 0

    def _count(self, client: str) -> None:
        """One more dear question of a client, or Busy."""
        if not client:
            return
        now = time.monotonic()
        asked = self._counted.setdefault(client, deque())
        self._counted.move_to_end(client)
        while asked and asked[0] < now - MINUTE:
            asked.popleft()
        if len(asked) >= self.limits.a_minute:
            left = int(asked[0] + MINUTE - now) + 1
            raise Busy(f"over {self.limits.a_minute} new questions a minute", left, 429)
        asked.append(now)
        if len(self._counted) > CLIENTS:
            self._counted.popitem(last=False)

    def _keep(self, key: Hashable, found: Future[Any]) -> None:
        with self._lock:
            self._under_way.pop(key, None)
            if found.cancelled() or found.exception() is not None:
                return
            if type(key) is object:  # of `once`: nobody can ask for it again
                return
            answer = found.result()
            size = _size(answer)
            if size > self.limits.room // SHARE:
                return
            self._kept[key] = (answer, size)
            self._size += size
            while self._size > self.limits.room or len(self._kept) > self.limits.answers:
                _, (_, freed) = self._kept.popitem(last=False)
                self._size -= freed


def _size(answer: object) -> int:
    told = getattr(answer, "size", None)
    if isinstance(told, int):
        return told
    return len(answer) if isinstance(answer, bytes | str) else UNSIZED
