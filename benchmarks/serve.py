"""Fifty readers at once: pages and interface of a running server, their latencies, its memory.

    python benchmarks/serve.py [SECONDS [STORE]]     300 s and the sample store if nobody says

50 clients ask 50 times a second together, on loopback, of addresses that were asked before (warm) and,
once in two thousand, of a past day nobody has asked for. Then a browser tells what a first visit takes,
if one is there. The load shares the machine with the server: the numbers are floors.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

CLIENTS, RATE = 50, 50.0
COLD = 0.0005
# The browser tells its first paint a moment after it painted.
PAINTED = """new Promise(found => { const ask = () => { const one =
          performance.getEntriesByName('first-contentful-paint')[0];
          one ? found(one.startTime) : setTimeout(ask, 20); }; ask(); })"""
ADDRESSES = (
    "/", "/leadership", "/structure", "/macro", "/history", "/signals", "/data", "/research",
    "/signal/rs.small_large", "/api/v1/brief", "/api/v1/signals", "/api/v1/data",
)  # fmt: skip


@dataclass(slots=True)
class Told:
    """What came back: milliseconds of warm and of cold questions, and statuses."""

    warm: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)


def memory(pid: int) -> float:
    """Resident megabytes."""
    told = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", told)
    return int(found[1]) / 1024 if found else 0.0


async def one(
    client: object, path: str, into: list[float], told: Told, tags: dict[str, str]
) -> None:
    """One question; half of the readers have the answer already and ask whether it still holds."""
    import httpx

    assert isinstance(client, httpx.AsyncClient)
    headers = {"If-None-Match": tags[path]} if path in tags and random.random() < 0.5 else {}
    begun = time.perf_counter()
    try:
        answer = await client.get(path, headers=headers)
        told.statuses[f"{answer.status_code}"] += 1
        if "etag" in answer.headers and answer.status_code == 200:
            tags[path] = answer.headers["etag"]
    except httpx.HTTPError as trouble:
        told.statuses[type(trouble).__name__] += 1
    into.append(1000 * (time.perf_counter() - begun))


async def reader(address: str, until: float, told: Told, paths: list[str]) -> None:
    """One client with one connection: it asks, waits, asks again."""
    import httpx

    tags: dict[str, str] = {}
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as client:
        await asyncio.sleep(random.random() * CLIENTS / RATE)
        while time.perf_counter() < until:
            due = time.perf_counter() + random.expovariate(RATE / CLIENTS)
            if random.random() < COLD:
                day = f"{random.randint(2003, 2021)}-{random.randint(1, 12):02}-15"
                await one(client, f"/?as_of={day}", told.cold, told, tags)
            else:
                await one(client, random.choice(paths), told.warm, told, tags)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def load(address: str, pid: int, seconds: float) -> None:
    """Warm every address, then the load; memory every tenth of the time."""
    import httpx

    paths = []
    async with httpx.AsyncClient(base_url=address, timeout=120, trust_env=False) as client:
        for path in ADDRESSES:
            status = (await client.get(path)).status_code
            if status == 200:
                paths.append(path)
            else:
                print(f"left out: {path} answers {status}")
    told, until = Told(), time.perf_counter() + seconds
    print(f"{len(paths)} addresses, {CLIENTS} clients, {RATE:g} requests/s, {seconds:g} s")
    tasks = [asyncio.create_task(reader(address, until, told, paths)) for _ in range(CLIENTS)]
    grown = [memory(pid)]
    for _ in range(10):
        await asyncio.sleep(seconds / 10)
        grown.append(memory(pid))
    await asyncio.gather(*tasks)
    report(told, grown, seconds)


def report(told: Told, grown: list[float], seconds: float) -> None:
    """The table."""
    for name, values in (("warm", told.warm), ("cold days", told.cold)):
        if len(values) > 1:
            cuts = statistics.quantiles(values, n=100, method="inclusive")
            print(f"{name:<10} n {len(values):>6}  p50 {cuts[49]:7.1f} ms  p95 {cuts[94]:7.1f} ms"
                  f"  p99 {cuts[98]:7.1f} ms  most {max(values):7.1f} ms")  # fmt: skip
    print(
        f"requests/s {(len(told.warm) + len(told.cold)) / seconds:.1f}, answers {dict(told.statuses)}"
    )
    print("memory MB  " + "  ".join(f"{value:.0f}" for value in grown))


def visit(address: str) -> None:
    """A cold browser: first paint, and the first figure drawn."""
    found = shutil.which("chromium")
    if found is None:
        return
    from playwright.sync_api import TimeoutError as Waited
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        for path in ("/", "/structure", "/?as_of=2020-03-23"):
            browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(address.rstrip("/") + path, wait_until="load")
            paint = page.evaluate(PAINTED)
            ready = page.evaluate("performance.now()")
            begun = time.perf_counter()
            page.locator("figure").first.scroll_into_view_if_needed()
            with suppress(Waited):
                page.wait_for_selector(".js-plotly-plot .main-svg", timeout=30_000)
            drawn = 1000 * (time.perf_counter() - begun)
            print(f"{path:<20} first paint {paint:5.0f} ms  usable {ready:5.0f} ms  first figure"
                  f" {drawn:5.0f} ms after it is scrolled to")  # fmt: skip
            browser.close()


def main() -> None:
    """Start a server over a copy of the store, ask, end it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 300.0
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        if len(sys.argv) > 2:
            shutil.copytree(sys.argv[2], store)
        words = [sys.executable, "-m", "rotascope", "serve", "--port", "0", "--json"]
        process = subprocess.Popen(
            [*words, "--store", str(store)],
            stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        assert process.stdout is not None
        told = ""
        for line in process.stdout:
            told += line
            if line.startswith("}"):
                break
        try:
            address = json.loads(told)["address"]
            asyncio.run(load(address, process.pid, seconds))
            visit(address)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


if __name__ == "__main__":
    main()
