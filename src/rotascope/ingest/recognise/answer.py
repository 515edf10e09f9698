"""What recognition answers with: jobs of one file, and refusals that name the door a file needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rotascope import catalog
from rotascope.errors import BadFile
from rotascope.ingest.recognise.datasets import DATASETS, mine
from rotascope.plain import one_line, path_text
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.providers.sniff import Sniff

__all__ = ["Recogniser", "index_in_name", "job", "manifest", "own", "symbol_in_name"]

Recogniser = Callable[[Sniff], "tuple[Job, ...] | None"]
"""The jobs of a file it knows; None for any other. Raises BadFile for one that must say more."""
INDEX = re.compile(r"(?:^|[^a-z0-9])s&?p[ _-]?(400|500|600)(?![0-9])")


def job(seen: Sniff, spec: DatasetSpec | str, table: str, remark: str = "", **more: Any) -> Job:
    """A job for the file that was looked at; `spec` may be the name of a dataset of `datasets`."""
    told = DATASETS[spec] if isinstance(spec, str) else spec
    known = more.pop("known", told.known)
    plain = more.get("reader", "table") == "table"  # a source's own reader knows how its files look
    said = "; ".join([*(seen.said if plain else ()), *([remark] if remark else [])])
    shown = path_text(Path(seen.path.name))
    return Job(told, table, seen.path, shown, known=known, remark=one_line(said), **more)


def own(seen: Sniff, table: str, note: str, known: str, remark: str = "", **more: Any) -> Job:
    """A job into the file's own dataset."""
    return job(seen, mine(seen.path, note, known), table, remark, known=known, **more)


def manifest(seen: Sniff, what: str, expected: str, keys: str) -> BadFile:
    """The refusal of a file that is known but leaves something out: a manifest's job has to say it."""
    return BadFile(f"{seen.path.name}: {what}", expected, f"a manifest job with {keys}")


def symbol_in_name(seen: Sniff) -> str:
    """The one catalogued ticker among the words of the file's name; '' if there is none or several."""
    words = re.split(r"[^A-Za-z0-9^-]+", seen.path.stem)
    known = catalog.load()
    found = {listed.symbol for word in words if (listed := known.lookup(word)) is not None}
    return found.pop() if len(found) == 1 else ""


def index_in_name(seen: Sniff) -> str:
    """SP500, SP400 or SP600 if the file's name says so, else ''."""
    found = INDEX.search(seen.path.stem.lower())
    return f"SP{found[1]}" if found else ""
