"""Every parser of others' files, given damaged ones: rows or a sentence, never anything else.

20,000 inputs a parser in `make test`; `make soak` gives each a million. ROTASCOPE_FUZZ sets the number.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import polars as pl
import pytest

from rotascope import brokers
from rotascope.errors import RotascopeError
from rotascope.ingest.recognise import recognise
from rotascope.providers.jobs import reading
from rotascope.registry import PROVIDERS
from tests.fuzz.mutate import damaged
from tests.fuzz.seeds import SEEDS, every

pytestmark = pytest.mark.slow
SOAK = os.environ.get("ROTASCOPE_SOAK") == "1"
COUNT = int(os.environ.get("ROTASCOPE_FUZZ", "1000000" if SOAK else "20000"))
OWN = ("planted", "sample")
"""Readers of what we made, or what ships inside our dependencies."""
PATIENCE = 10
"""Seconds after which one small input counts as a hang."""


@pytest.fixture
def place() -> Iterator[Path]:
    """A file in memory where there is such a place: a million writes need no disk."""
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if shm.is_dir() else None) as folder:
        yield Path(folder) / "input"


def outcome(act: Callable[[], object]) -> str:
    """'rows', 'sentence', or what should not have happened."""
    try:
        with reading("input", "file"):
            act()
    except RotascopeError as trouble:
        return "sentence" if str(trouble) else "silence"
    except BaseException as trouble:  # a Rust panic is no Exception
        if isinstance(trouble, KeyboardInterrupt):
            raise
        return f"{type(trouble).__name__}: {str(trouble)[:200]}"
    return "rows"


def told(
    act: Callable[[Path], object], seeds: list[bytes], name: str, place: Path
) -> dict[str, bytes]:
    """What happened that should not have, each with the input that did it."""

    def late(_number: int, _frame: object) -> None:
        raise TimeoutError(f"no answer within {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, late)
    found: dict[str, bytes] = {}
    seen = {"rows": 0, "sentence": 0}
    try:
        for body in damaged(seeds, COUNT, crc32(name.encode())):
            place.write_bytes(body)
            signal.alarm(PATIENCE)
            said = outcome(lambda: act(place))
            signal.alarm(0)
            if said in seen:
                seen[said] += 1
            else:
                found.setdefault(said, body)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    assert seen["rows"], f"no input of {name} was read at all: its seeds are not sound"
    return found


def test_every_reader_has_sound_seeds() -> None:
    named = {name.partition(":")[0] for name in SEEDS}
    readers = {name for name in PROVIDERS if not name.startswith(OWN)}
    assert readers <= named, f"no seeds for {sorted(readers - named)}"


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_damaged_file_gives_rows_or_a_sentence(name: str, place: Path) -> None:
    reader, (seeds, options) = name.partition(":")[0], SEEDS[name]

    def act(path: Path) -> None:
        frame = PROVIDERS[reader].read(path, **options)
        if not isinstance(frame, pl.DataFrame):
            raise TypeError(f"{reader} gave {type(frame).__name__}")

    assert told(act, seeds, name, place) == {}


@pytest.mark.parametrize("family", ["recognise", "book"])
def test_what_tells_files_apart_stands_any_file(family: str, place: Path) -> None:
    act = {"recognise": recognise, "book": brokers.read}[family]
    assert told(act, every(family), family, place) == {}
