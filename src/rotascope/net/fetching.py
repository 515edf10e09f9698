"""The seam itself: one Fetcher whose `get` and `download` are all of the network the program sees."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from random import Random

from rotascope.errors import DataTrouble, NoData, Refused
from rotascope.net.address import Resolve, looked_up
from rotascope.net.body import Body, Clock, Manners
from rotascope.net.decoding import TOO_LARGE, decoded
from rotascope.net.dialling import Dial, dialled, tls_context
from rotascope.net.exchange import Answer, credentials
from rotascope.net.following import Way, followed
from rotascope.net.manners import retry_after
from rotascope.net.troubles import Again, Nowhere
from rotascope.net.turns import LATER, Tries, Turns
from rotascope.net.urls import Url, parsed, parsed_mirror, redacted, secrets_of, veiled

__all__ = ["Fetcher"]

WORTH_ANOTHER_TRY = frozenset({408, 425, 429})
PLAIN = Manners()
ELSEWHERE = "the source's own public address, or a mirror named by ROTASCOPE_MIRROR"
ASKED = "whether the source still has an answer at this address"
DENIED = "whether the source wants a key, or a contact in the User-Agent"
# What becomes of a body's bytes: what of them is held, and the digest of what is not.
Keep = Callable[[Iterable[bytes]], tuple[bytes, str]]


@dataclass(frozen=True, slots=True)
class _Question:
    """An address as it may be shown, taken apart, with the values that may not be shown."""

    shown: str
    url: Url
    secrets: tuple[str, ...] = field(repr=False)
    manners: Manners
    keep: Keep


class Fetcher:
    """Asks public addresses for bodies, politely, within bounds; `get` is a Get, `download` a Download.

    clock: the time, and how to wait. agent: the User-Agent where manners name none. random: for the
    jitter of waits. mirror: address that stands for the internet ('' = none): https://host/path is
    asked of MIRROR/host/path. patience: seconds one `get` may wait between its tries in all; where a
    longer wait is due the answer is NoData at once. resolve, dial: names to addresses, addresses to
    connections; the system's own unless a caller brings others. Waits, failures in a row and the
    circuit are kept a host, so one Fetcher serves a whole run; threads may share it.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        agent: str,
        random: Random,
        mirror: str = "",
        resolve: Resolve | None = None,
        dial: Dial | None = None,
        patience: float = 60.0,
    ) -> None:
        self._clock = clock
        self._turns = Turns(clock, random, patience)
        self._way = Way(
            resolve or looked_up,
            dial or dialled,
            cache(tls_context),
            agent,
            parsed_mirror(mirror) if mirror else None,
        )

    def get(self, url: str, manners: Manners = PLAIN) -> Body:
        """One body in full, or NoData, or Refused: see Get."""
        return self._fetched(url, manners, _held)

    def download(self, url: str, path: Path, manners: Manners = PLAIN) -> Body:
        """One body into a file, complete or not at all: see Download.

        The folder is there already. Raises DataTrouble if the file cannot be written.
        """
        return self._fetched(url, manners, partial(_written, path))

    def _fetched(self, url: str, manners: Manners, keep: Keep) -> Body:
        """A body after as many tries as manners and patience allow; troubles told without secrets."""
        secrets = (*secrets_of(url, manners.secret), *credentials(manners.headers))
        shown = redacted(url, manners.secret, secrets)
        try:
            return self._until_it_comes(_Question(shown, parsed(url), secrets, manners, keep))
        except (NoData, Refused) as trouble:
            kind = Refused if isinstance(trouble, Refused) else NoData
            told = veiled(f"{shown}: {trouble.what}", secrets)
            hint = trouble.hint or (ELSEWHERE if kind is Refused else LATER)
            raise kind(told, trouble.expected, hint) from None

    def _until_it_comes(self, question: _Question) -> Body:
        """Try, wait, try again."""
        host, made, waited = question.url.host, 0, 0.0
        while True:
            self._turns.take(host, question.manners.per_minute)
            made += 1
            try:
                body = self._tried(question)
            except Again as trouble:
                tries = Tries(question.shown, question.manners.tries, made, waited)
                wait = self._turns.after(host, trouble, tries)
            except Nowhere:
                self._turns.lost(host)
                raise
            except NoData:
                self._turns.answered(host)
                raise
            else:
                self._turns.answered(host)
                return body
            waited += wait
            self._clock.sleep(wait)

    def _tried(self, question: _Question) -> Body:
        """One try, within the seconds that manners give it."""
        manners, secrets = question.manners, question.secrets
        end = self._clock.monotonic() + manners.seconds

        def left() -> float:
            return end - self._clock.monotonic()

        with followed(self._way, question.url, manners, secrets, left) as (final, answer):
            _judge(answer, manners, self._clock.now())
            encoding = answer.header("content-encoding")
            whole = decoded(answer.chunks, encoding, wire=manners.wire, cap=manners.cap)
            content, digest = question.keep(whole)
        return Body(
            question.shown,
            redacted(final.text, manners.secret, secrets),
            content,
            answer.header("content-type"),
            answer.header("etag"),
            self._clock.now(),
            digest,
        )


def _judge(answer: Answer, manners: Manners, now: datetime) -> None:
    """Whether the answer is one that carries a body: status 200, and not longer than may be."""
    status = answer.status
    if status in WORTH_ANOTHER_TRY or status >= 500:
        wait = retry_after(answer.header("retry-after"), now)
        raise Again(f"status {status}", "status 200", wait=wait)
    if status != 200:
        raise NoData(f"status {status}", "status 200", DENIED if status in {401, 403} else ASKED)
    length = answer.header("content-length")
    # A length that is no number never gets here: it is not HTTP.
    if length and int(length) > manners.wire:
        raise Refused(
            f"the body has {int(length):,} bytes",
            f"at most {manners.wire:,} as transferred",
            TOO_LARGE,
        )


def _held(chunks: Iterable[bytes]) -> tuple[bytes, str]:
    return b"".join(chunks), ""


def _written(path: Path, chunks: Iterable[bytes]) -> tuple[bytes, str]:
    """The bytes in a file, complete and on the disk before it has its name; their digest."""
    part, digest = path.with_name(f"{path.name}.part"), sha256()
    try:
        with part.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _on_disk(path.parent)
    except OSError as trouble:
        what = f"{path} cannot be written: {trouble.strerror}"
        raise DataTrouble(what, "a folder with room", "another folder") from None
    finally:
        part.unlink(missing_ok=True)
    return b"", digest.hexdigest()


def _on_disk(folder: Path) -> None:
    """The folder's list of names as well, where the system lets one ask for that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
