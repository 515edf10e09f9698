"""The process that parses: `python -m rotascope.ingest.reader FOLDER MEMORY`, questions on stdin.

Each line asks for one file; the answer is one line. Before the first question its memory is bounded,
and from then on a socket, a program or a file written outside FOLDER is refused.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile, RotascopeError
from rotascope.providers.jobs import reading
from rotascope.providers.limits import guard_inside
from rotascope.registry import PROVIDERS

__all__ = ["answer", "confine", "main"]

FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork",
             "os.rename", "os.chmod", "os.link", "os.symlink", "urllib.", "ftplib.", "smtplib.",
             "http.client", "os.truncate", "os.mkdir", "os.utime", "os.chown", "os.kill", "os.setxattr",
             "os.removexattr", "os.chroot", "sqlite3.connect", "ctypes.dlopen", "resource.setrlimit",
             "shutil.")  # fmt: skip
FILE_SIZE = 8 << 30
WORD, SPELLED = 65_536, 2_000_000_000
"""Bytes of one cell of text, and of a column of them written out."""


def answer(question: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What the file says, or the error it deserves, as plain values."""
    path, source = Path(question["path"]), Path(question["path"]).name
    try:
        # Whatever a hostile file makes a parser throw, a panic of Rust included, is the file's matter.
        with reading(source, "file"):
            guard_inside(path)
            return _done(question["what"], path, question["options"], folder)
    except RotascopeError as trouble:
        return _told(trouble)
    except MemoryError:
        return _told(BadFile(f"{source}: too large for the memory a file may take",
                             "a smaller file", "split it, or keep it as Parquet"))  # fmt: skip


def _told(trouble: RotascopeError) -> dict[str, Any]:
    said = {"what": trouble.what, "expected": trouble.expected, "hint": trouble.hint}
    return {"error": {"kind": type(trouble).__name__, **said}}


def _done(what: str, path: Path, options: dict[str, Any], folder: Path) -> dict[str, Any]:
    if what == "recognise":
        from rotascope.ingest.recognise import recognise

        return {"answer": [json.loads(job.told) for job in recognise(path)]}
    if what == "book":
        from rotascope.brokers import read

        return {"answer": asdict(read(path))}
    if what == "page":
        from rotascope.providers.pages import page

        return {"answer": page(path)}
    if what == "pdf":
        from rotascope.providers.pdf_pages import printed

        return {"answer": printed(path)}
    frame: pl.DataFrame = PROVIDERS[what].read(path, **options)
    _bounded(frame, path.name)
    written = folder / f"{os.urandom(8).hex()}.arrow"
    frame.write_ipc(written)
    return {"frame": str(written)}


def _bounded(frame: pl.DataFrame, source: str) -> None:
    """Refuse text that a file says once and means a million times: spelled out, it fills any memory."""
    for name, kind in frame.schema.items():
        if kind not in (pl.String, pl.Categorical):
            continue
        words = frame[name].unique() if kind == pl.Categorical else frame[name]
        sizes = words.cast(pl.String).str.len_bytes().fill_null(0).cast(pl.Int64).to_numpy()
        longest = int(sizes.max(initial=0))
        spelled = longest * len(frame) if kind == pl.Categorical else int(sizes.sum())
        if longest > WORD or spelled > SPELLED:
            raise BadFile(f"{source}, column '{name}': cells of up to {longest:,} bytes,"
                          f" {spelled / 1e6:,.0f} MB in all", f"cells of at most {WORD:,} bytes,"
                          f" {SPELLED // 10**6:,} MB in all", "another export")  # fmt: skip


def confine(folder: Path, memory: int) -> None:
    """Bound memory and file size; refuse the network, programs, and writing outside `folder`.

    The refusals watch Python's own calls: they stop a reader, a plug-in among them, from doing what it
    has no business to; they are no prison for native code that was taken over.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_AS, (4 * memory, 4 * memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_guard(str(folder)))


def _guard(folder: str) -> Callable[[str, tuple[Any, ...]], None]:
    home = os.path.join(os.path.abspath(folder), "")
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

    def inside(path: object) -> bool:
        if isinstance(path, int):
            return True  # a channel that is open already
        named = isinstance(path, str | os.PathLike)
        return named and os.path.abspath(str(path)).startswith(home)

    def look(event: str, values: tuple[Any, ...]) -> None:
        if event == "open":
            refused = bool(values[2] & writing) and not inside(values[0])
        elif event in ("os.remove", "os.rmdir"):
            refused = not inside(values[0]) and os.path.join(str(values[0]), "") != home
        else:
            refused = event.startswith(FORBIDDEN)
        if refused:
            raise PermissionError(f"a reader may not {event} {values[:1]}")

    return look


def main() -> None:
    """Answer questions until there are no more."""
    folder = Path(sys.argv[1])
    PROVIDERS.load()
    for late in ("fastexcel", "defusedxml.ElementTree", "zoneinfo"):
        __import__(late)  # loaded before the doors close: compiling an import writes its bytecode
    confine(folder, int(sys.argv[2]))
    # Sentences of a library must not stand between our lines.
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        for line in sys.stdin.buffer:
            question = json.loads(line)
            # Who asked may be gone: nothing outlives its time by much.
            signal.alarm(int(question["seconds"]) + 5)
            told = answer(question, folder) | {"number": question["number"]}
            signal.alarm(0)
            channel.write(json.dumps(told, default=str).encode() + b"\n")
            channel.flush()
    finally:
        for left in folder.glob("*.arrow"):
            left.unlink()
        folder.rmdir()


if __name__ == "__main__":
    main()
