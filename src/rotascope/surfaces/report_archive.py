"""Reports that were printed, kept under the digest of what they say, printed again byte for byte.

A record is the sheet as canonical JSON, compressed, named by the SHA-256 of that JSON; beside it lies the
digest of the page that was made of it. The same report printed twice is one record.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from rotascope import __version__
from rotascope.caches import cached
from rotascope.errors import DataTrouble, NotOnFile
from rotascope.surfaces.encode import plain
from rotascope.surfaces.report import Paper, page
from rotascope.surfaces.report_sheet import Sheet
from rotascope.surfaces.report_words import headline

__all__ = ["Kept", "Verified", "keep", "listed", "opened", "verified"]

FOLDER = "reports"
INDEX = ".index.json"
RECORD = re.compile(r"[0-9a-f]{64}")
LARGEST = 50 * 1024 * 1024
"""Bytes of a record unpacked: more than any report has."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One report on file: its digest, what it is about, and the page's digest when it was printed.

    Where its index cannot be read the headline says so, and `html_sha256` is "".
    """

    record: str
    as_of: str
    store: str
    version: str
    paper: Paper
    headline: str
    html_sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether a record still says what its name says, and gives the page that was printed.

    `same` None: nothing to compare with, for the page was made by another release.
    """

    record: str
    sound: bool
    same: bool | None
    sentence: str


def keep(store: Path, sheet: Sheet, paper: Paper) -> tuple[str, str]:
    """(record, page): keep the sheet and give its page, made of what is kept.

    Where nothing can be written (a medium that is read-only) the page is given all the same.
    """
    text = _canonical(sheet, paper)
    record = hashlib.sha256(text).hexdigest()
    html = page(_sheet(json.loads(text)), paper, record)
    told = Kept(
        record, sheet.brief.as_of.isoformat(), sheet.brief.store, __version__, paper,
        headline(sheet.brief), _digest(html), len(html.encode()),
    )  # fmt: skip
    body, index = _paths(store, record)
    with suppress(OSError):  # what a reader looked at is his own
        body.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        body.parent.chmod(0o700)
    if not body.exists():
        packed = gzip.compress(text, 9, mtime=0)
        cached(body, lambda partial: partial.write_bytes(packed))
    known = json.dumps(plain(told), ensure_ascii=False, indent=1)
    cached(index, lambda partial: partial.write_text(known, encoding="utf-8"))
    return record, html


def listed(store: Path) -> tuple[Kept, ...]:
    """Every report on file, by date and digest, the newest day first; one that is damaged says so."""
    files = sorted((store / FOLDER).glob(f"*{INDEX}"))
    names = [path for path in files if RECORD.fullmatch(path.name.removesuffix(INDEX))]
    found = [_kept(path) for path in names if not path.is_symlink()]
    return tuple(sorted(found, key=lambda one: (one.as_of, one.record), reverse=True))


def opened(store: Path, begins: str) -> tuple[Kept, str]:
    """(report, its page made again) of the one whose digest begins so. Raises NoAnswer, DataTrouble."""
    told = _named(store, begins)
    if not told.html_sha256:
        raise DataTrouble(told.headline, "a record of a report", "a backup")
    return told, page(_sheet(json.loads(_sound(store, told.record))), told.paper, told.record)


def verified(store: Path, begins: str = "") -> tuple[Verified, ...]:
    """Each report, or the one whose digest begins so, made again and compared with what was printed."""
    wanted = (_named(store, begins),) if begins else listed(store)
    return tuple(_verified(store, one) for one in wanted)


def _verified(store: Path, told: Kept) -> Verified:
    name = told.record[:12]
    if not told.html_sha256:
        return Verified(told.record, False, None, f"{name}: {told.headline}")
    try:
        text = _sound(store, told.record)
    except DataTrouble as trouble:
        return Verified(told.record, False, None, f"{name}: {trouble.what}")
    try:
        html = page(_sheet(json.loads(text)), told.paper, told.record)
    except DataTrouble as trouble:
        return Verified(told.record, True, None, f"{name}: sound, but {trouble.what}")
    if _digest(html) == told.html_sha256:
        said = f"{name}: {told.bytes:,} bytes, the same as were printed"
        return Verified(told.record, True, True, said)
    if told.version != __version__:
        said = (
            f"{name}: sound; printed by {told.version}, and {__version__} makes another page of it"
        )
        return Verified(told.record, True, None, said)
    said = f"{name}: the record is sound, but the page of it is not the one that was printed"
    return Verified(told.record, True, False, said)


def _named(store: Path, begins: str) -> Kept:
    found = [one for one in listed(store) if one.record.startswith(begins.lower())]
    if len(found) != 1 or not begins:
        what = f"{len(found)} reports begin with '{begins}'" if found else f"no report '{begins}'"
        raise NotOnFile(what, "the first digits of one on file", "`rotascope report list`")
    return found[0]


def _kept(path: Path) -> Kept:
    record = path.name.removesuffix(INDEX)
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        paper: Paper = next(one for one in get_args(Paper) if one == raw["paper"])
        if raw["record"] != record:
            raise ValueError("it names another record")
        return Kept(
            record=record,
            as_of=str(raw["as_of"]),
            store=str(raw["store"]),
            version=str(raw["version"]),
            paper=paper,
            headline=str(raw["headline"]),
            html_sha256=str(raw["html_sha256"]),
            bytes=int(raw["bytes"]),
        )
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as trouble:
        return Kept(record, "", "", "", "a4", f"its index cannot be read ({trouble})", "", 0)


def _text(store: Path, record: str) -> bytes:
    path = _paths(store, record)[0]
    try:
        if path.is_symlink():
            raise OSError("a link is no record")
        unpacking = zlib.decompressobj(wbits=31)  # a gzip file
        text = unpacking.decompress(path.read_bytes(), LARGEST)
        if not unpacking.eof:
            raise EOFError("it ends too early, or not at all")
    except (OSError, EOFError, zlib.error) as trouble:
        raise DataTrouble(f"{path.name} cannot be read ({trouble})", "", "a backup") from trouble
    return text


def _sound(store: Path, record: str) -> bytes:
    """A record's text, once its digest is its name. Raises DataTrouble."""
    text = _text(store, record)
    if hashlib.sha256(text).hexdigest() != record:
        raise DataTrouble(f"the record {record[:12]} was edited", "what its name says", "a backup")
    return text


def _canonical(sheet: Sheet, paper: Paper) -> bytes:
    """One text for one content: names in order, no blanks, UTF-8."""
    told = {"paper": paper, "sheet": plain(sheet)}
    text = json.dumps(
        told, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode()


def _sheet(raw: dict[str, Any]) -> Sheet:
    """The sheet of a record. Raises DataTrouble for a record of another shape."""
    from pydantic import TypeAdapter, ValidationError

    try:
        made: Sheet = TypeAdapter(Sheet).validate_json(json.dumps(raw["sheet"]))
    except (ValidationError, KeyError) as trouble:
        said = str(trouble).partition("\n")[0]
        raise DataTrouble(
            f"the record is of another release ({said})", "one that this release wrote", ""
        ) from trouble
    return made


def _paths(store: Path, record: str) -> tuple[Path, Path]:
    return store / FOLDER / f"{record}.json.gz", store / FOLDER / f"{record}.index.json"


def _digest(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()
