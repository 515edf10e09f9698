"""Fixtures every part shares: where the data is, what may skip, worlds and stores made once a run."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NoReturn
from zlib import crc32

import pytest
from hypothesis import settings

# The same examples on every machine, so that a red run is red everywhere; `make soak` draws new ones.
# No deadline: how long an example takes says how busy the machine is.
settings.register_profile("steady", derandomize=True, deadline=None)
if os.environ.get("ROTASCOPE_SOAK") != "1":
    settings.load_profile("steady")

ROOT = Path(__file__).resolve().parents[1]
IN_CI = os.environ.get("ROTASCOPE_CI") == "1"


def absent(what: str) -> NoReturn:
    """Skip with a sentence; in CI, where .ci/run brings what a test needs, fail instead."""
    if IN_CI:
        pytest.fail(f"{what} (ROTASCOPE_CI=1 turns this skip into a failure)")
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data. ROTASCOPE_SHARED names it; `none` says that there is none, on purpose."""
    named = os.environ.get("ROTASCOPE_SHARED")
    if named == "none":
        pytest.skip("ROTASCOPE_SHARED=none: this run has no real data")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if not (folder / "README.md").is_file():
        absent(f"no real data at {folder}: set ROTASCOPE_SHARED to the folder that holds it")
    return folder


@pytest.fixture(scope="session")
def articles(shared_data: Path) -> dict[str, Path]:
    """The files of the five articles by number: articles["004"]. Mark such a test `shared`."""
    folder = shared_data.parent / "articles"
    found = {path.name[:3]: path for path in sorted(folder.glob("[0-9][0-9][0-9]_*.txt"))}
    if set(found) != {"000", "001", "002", "003", "004"}:
        absent(f"no five articles in {folder}")
    return found


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One worker makes what all workers of a run share."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], Any]], Path]:
    """`once(name, make)`: a folder that `make(folder)` fills once a run, whichever worker asks first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base

    def made(name: str, make: Callable[[Path], Any]) -> Path:
        target = shared / f"once-{name}"
        with _locked(shared / f"once-{name}.lock"):
            if not target.exists():
                partial = shared / f"once-{name}.partial"
                shutil.rmtree(partial, ignore_errors=True)
                make(partial)
                partial.rename(target)
        return target

    return made


# The day on which the stores of a run say they imported: the newest day of the real data.
IMPORTED = date(2026, 6, 12)


@pytest.fixture(scope="session")
def shared_store(shared_data: Path, once: Callable[..., Path]) -> Path:
    """A store with everything examples/manifests/shared.toml lists, imported once a run. Slow."""
    from rotascope.ingest.run import import_paths
    from rotascope.store.market import Market

    def fill(folder: Path) -> None:
        manifest = ROOT / "examples" / "manifests" / "shared.toml"
        market = Market.open(folder, create=True)
        import_paths(market, [manifest], root=shared_data, today=IMPORTED)
        market.close()

    return once("shared", fill)


@pytest.fixture(scope="session")
def sample_store(once: Callable[..., Path]) -> Path:
    """A store with the sample data that ships inside our dependencies, built once a run."""
    from rotascope.ingest.run import import_sample
    from rotascope.store.market import Market

    def fill(folder: Path) -> None:
        market = Market.open(folder, create=True)
        import_sample(market, today=IMPORTED)
        market.close()

    return once("sample", fill)


@pytest.fixture(scope="session")
def planted_backend() -> Any:
    """The planted world, 1,500 sessions, in memory."""
    from rotascope.providers import planted
    from rotascope.store.memory import MemoryBackend

    frames, _truth = planted.frames(seed=7, sessions=1500)
    return MemoryBackend(frames)


@pytest.fixture(scope="session")
def planted_panel(planted_backend: Any) -> Any:
    """The planted world as known on its last day."""
    from rotascope.panel import Panel

    return Panel(planted_backend, last_day(planted_backend))


def last_day(backend: Any) -> date:
    """The newest day any return of a backend is known."""
    known = [
        rows["known_at"].max() for rows in backend.rows("returns", backend.ids("returns")).values()
    ]
    newest: date = max(known).item()
    return newest


@pytest.fixture(scope="session")
def _nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("user")


@pytest.fixture(autouse=True)
def _own_folders(
    request: pytest.FixtureRequest, _nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test reads or writes the user's store or settings; each has folders of its own."""
    own = _nowhere / f"{crc32(request.node.nodeid.encode()):08x}"
    monkeypatch.setenv("ROTASCOPE_STORE", str(own / "store"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(own / "config"))


# What `make check` leaves to `make test`: together more than half of the time of the fast tests.
LATER = ("tests/net/", "tests/replay/", "tests/ingest/test_planted_faults.py",
         "tests/ingest/test_sync_faults.py", "tests/ingest/test_sync.py", "tests/surfaces/test_sync.py",
         "tests/store/test_kills.py", "tests/store/test_damage.py", "tests/store/test_disk_full.py",
         "tests/store/test_merge.py", "tests/store/test_read_only.py", "tests/ingest/test_universe.py",
         "tests/ingest/test_groups.py", "tests/ingest/test_priced_any.py",
         "tests/ingest/checks/test_any_rows.py", "tests/ingest/checks/test_basket_return.py",
         "tests/laws/test_raw_peeking.py",
         "tests/laws/test_later_vintages.py", "tests/laws/test_cut_store.py",
         "tests/ingest/test_limited.py",
         "tests/ingest/test_merge.py", "tests/ingest/test_release.py", "tests/ingest/test_priced.py",
         "tests/ingest/test_gate.py", "tests/ingest/test_point_in_time.py", "tests/ingest/test_run.py",
         "tests/desk/test_why.py", "tests/desk/test_why_verdict.py",
         "tests/desk/test_replayed.py", "tests/surfaces/test_base_rate.py",
         "tests/surfaces/test_history.py",
         "tests/evidence/", "tests/providers/", "tests/brokers/", "tests/articles/llm/",
         "tests/desk/test_brief.py", "tests/desk/test_keep_check.py", "tests/desk/test_theses.py",
         "tests/surfaces/test_check.py", "tests/surfaces/test_thesis.py",
         "tests/surfaces/test_library.py", "tests/surfaces/web/pages/", "tests/surfaces/api/",
         "tests/surfaces/web/test_intake.py", "tests/surfaces/web/test_hostile.py",
         "tests/surfaces/web/test_server.py", "tests/surfaces/test_report_sheet.py",
         "tests/surfaces/test_hypotheses.py", "tests/surfaces/test_yields.py",
         "tests/desk/test_source_rows.py", "tests/laws/test_readme.py")  # fmt: skip


# Lines are not counted while these run: they go over lines that cheaper tests go over too, up to a
# million times, and counting would take a third of their time. Their assertions are the same.
UNCOUNTED = ("tests/fuzz/test_parsers.py", "tests/fuzz/test_articles.py", "tests/acceptance/",
             "tests/laws/test_real_peeking.py", "tests/laws/test_brief_peeking.py",
             *(f"tests/laws/test_peeking.py::test_{name}" for name in (
                 "no_signal_peeks_at_any", "no_signal_peeks_at_random", "the_spoiled", "the_lean")),
             "tests/articles/llm/test_read.py::test_nothing_an_article_demands")  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the shared store waits for its import: it is slow, and needs that data.

    So are servers on loopback, the thirty checks' six hundred faults and programs that are killed.
    """
    for item in items:
        if item.nodeid.startswith(LATER):
            item.add_marker(pytest.mark.slow)
        if item.nodeid.startswith(UNCOUNTED):
            item.add_marker("no_cover")
        if "shared_store" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.shared)


def pytest_collection_finish() -> None:
    """Modules and tests stay until the end: looking through them for garbage took a sixth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5000, 10, 10)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How many cuts the law against peeking looked at in this run."""
    looked = [
        str(value)
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
        for name, value in report.user_properties
        if name == "cuts"
    ]
    if looked:
        terminalreporter.section("no signal peeks")
        for line in sorted(looked):
            terminalreporter.line(line)
