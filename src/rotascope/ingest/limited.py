"""Files of others are parsed in a process of their own: bounded memory and time, no network, no programs.

The process is started once and asked many times; a file that breaks it costs one sentence, and the
next file gets a fresh one. Frames come back as Arrow files, never unpickled.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

import polars as pl

from rotascope import errors
from rotascope.errors import BadFile, RotascopeError
from rotascope.providers.jobs import Job, job_of
from rotascope.providers.limits import guard

__all__ = ["LIMITS", "Limits", "ask", "frame_of", "recognised", "stop"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What parsing one file may take: bytes of memory, and seconds."""

    memory: int = 1 << 30
    seconds: float = 20.0


LIMITS = Limits()
PREFIX = "rotascope-reader-"
ANSWER = 64 << 20
"""Bytes of one answer without its frame."""


class _Reader:
    """The process and the folder it may write to."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        _sweep()
        self.folder = tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-")
        # -P: a file called polars.py beside the one that is read is no module of ours.
        command = [sys.executable, "-P", "-m", "rotascope.ingest.reader", self.folder.name,
                   str(limits.memory)]  # fmt: skip
        # Bytes, not text: an answer may hold any file's words. Its own session: a Ctrl-C is ours.
        self.process = subprocess.Popen(  # noqa: S603 - this very interpreter, fixed words
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            start_new_session=True, env=_environment(),
        )  # fmt: skip

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()
        self.folder.cleanup()

    def exchange(self, question: Mapping[str, Any]) -> dict[str, Any] | None:
        """One line there, one line back; None if the process died or took too long."""
        given, taken = self.process.stdin, self.process.stdout
        if given is None or taken is None:
            return None
        try:
            given.write(json.dumps(question, default=str).encode() + b"\n")
            given.flush()
        except OSError:
            return None
        line = self._line(taken.fileno())
        try:
            told: dict[str, Any] | None = json.loads(line) if line else None
        except ValueError:
            return None  # something printed between our lines: no answer can be trusted
        return told if isinstance(told, dict) else None

    def _line(self, channel: int) -> bytes:
        """Bytes up to the end of the line; empty after the time is up or at the process's end."""
        got = bytearray()
        with selectors.DefaultSelector() as waiting:
            waiting.register(channel, selectors.EVENT_READ)
            while not got.endswith(b"\n"):
                if not waiting.select(self.limits.seconds) or len(got) > ANSWER:
                    return b""
                part = os.read(channel, 1 << 16)
                if not part:
                    return b""
                got += part
        return bytes(got)


def _sweep() -> None:
    """Remove what processes that were killed have left: frames of hundreds of megabytes."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        owner = left.name.removeprefix(PREFIX).partition("-")[0]
        if owner.isdecimal() and not _alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _environment() -> dict[str, str]:
    """Only what Python and Polars need: no keys, no proxies, no settings of ours."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV")
    own = {name: os.environ[name] for name in kept if name in os.environ}
    places = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    # A relative place would be looked up in the folder the user happens to stand in.
    own["PYTHONPATH"] = os.pathsep.join(place for place in places if os.path.isabs(place))
    return own | {"POLARS_MAX_THREADS": "2"}


_running: list[_Reader] = []
_asking = Lock()
_numbers = count(1)


def stop() -> None:
    """End the process; the next question starts another."""
    while _running:
        _running.pop().stop()


atexit.register(stop)


def ask(
    what: str, path: Path, options: Mapping[str, Any] | None = None, *, limits: Limits = LIMITS
) -> tuple[Any, pl.DataFrame | None]:
    """Have `what` (reader NAME, recognise, book, page, pdf) done to a file: (answer, frame or None).

    Raises what the reader raised on purpose; BadFile if the file took more than it may. Only the path,
    never an open file, is handed over.
    """
    guard(path)
    number = next(_numbers)
    question = {
        "what": what,
        "path": str(path),
        "options": dict(options or {}),
        "number": number,
        "seconds": limits.seconds,
    }
    with _asking:
        told = None
        try:
            told = _reader(limits).exchange(question)
        finally:
            # An interrupt leaves an answer on its way that would be taken for the next file's.
            if told is None or told.get("number") != number:
                stop()
                told = None
            elif "error" in told:
                # What a damaged file left behind, memory above all, is not the next file's matter.
                stop()
    if told is None:
        raise BadFile(
            f"{path.name}: reading it takes more than {limits.memory >> 20} MB of memory or"
            f" {limits.seconds:g} s",
            "a file within these limits",
            "split it, or keep it as Parquet",
        )
    if "error" in told:
        raise _again(told["error"])
    return told.get("answer"), _frame(told.get("frame"))


def _reader(limits: Limits) -> _Reader:
    """The running process, or a new one where it has ended or has another bound of memory."""
    if _running:
        old = _running[0]
        if old.limits.memory != limits.memory or old.process.poll() is not None:
            stop()
    if not _running:
        _running.append(_Reader(limits))
    _running[0].limits = limits
    return _running[0]


def frame_of(
    reader: str, path: Path, options: Mapping[str, Any], limits: Limits = LIMITS
) -> pl.DataFrame:
    """What a registered reader makes of a file. Raises BadFile, or what the reader raised."""
    frame = ask(reader, path, options, limits=limits)[1]
    if frame is None:
        raise BadFile(f"{path.name}: reader '{reader}' gave no rows", "a table", "another reader")
    return frame


def recognised(path: Path) -> tuple[Job, ...]:
    """The jobs a plain file amounts to, told by its content. Raises BadFile if it is none we know."""
    return tuple(job_of(told, path) for told in ask("recognise", path)[0])


def _again(told: Mapping[str, str]) -> RotascopeError:
    """The error as the reader raised it, one of our own kinds."""
    kind = getattr(errors, told["kind"], BadFile)
    made: RotascopeError = kind(told["what"], told["expected"], told["hint"])
    return made


def _frame(written: str | None) -> pl.DataFrame | None:
    if written is None:
        return None
    frame = pl.read_ipc(written)
    Path(written).unlink()  # the mapping lives on; the name is not needed
    return frame
