"""What installation compiles is what a first brief needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rotascope import warm

# Every compiled function of maths: how often it was called for types that the disk did not hold.
MISSES = """
import importlib, json, pkgutil, sys
import rotascope.maths
from numba.core.dispatcher import Dispatcher
{ask}
kernels = {{}}
for module in pkgutil.iter_modules(rotascope.maths.__path__):
    loaded = importlib.import_module("rotascope.maths." + module.name)
    for name, value in vars(loaded).items():
        if isinstance(value, Dispatcher):
            kernels[value.py_func.__module__ + "." + value.py_func.__name__] = value
json.dump({{
    "unused": sorted(n for n, k in kernels.items() if not k.signatures),
    "misses": {{n: sum(k.stats.cache_misses.values()) for n, k in kernels.items()
               if sum(k.stats.cache_misses.values())}},
    "kernels": len(kernels),
}}, sys.stdout)
"""


def kernels_after(ask: str) -> dict[str, object]:
    run = subprocess.run(
        [sys.executable, "-c", MISSES.format(ask=ask)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found: dict[str, object] = json.loads(run.stdout)
    return found


@pytest.mark.slow
def test_the_first_brief_and_article_after_installation_compile_nothing(sample_store: Path) -> None:
    said: list[str] = []
    warm.warm(said.append)
    assert any("sample" in sentence for sentence in said)
    for asked in ("brief()", "check(Document(warm.ARTICLE))"):
        ask = "import rotascope\nfrom rotascope import warm"
        ask += "\nfrom rotascope.articles.intake import Document"
        ask += f"\nrotascope.open({str(sample_store)!r}).{asked}"
        assert kernels_after(ask)["misses"] == {}
    read = (
        "from rotascope.articles import bulk, polarity\n"
        "polarity.entity_polarity(['Acme falls 3%'], [(0, 4)])\n"
        "polarity.sentence_polarity(['Acme falls 3%'])\n"
        "bulk.bulk_scores(['Acme falls 3%'] * 2000)"
    )
    assert kernels_after(read)["misses"] == {}


def test_in_a_pipe_it_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    monkeypatch.setattr(warm, "warm", lambda say: told.append(say("a step")))
    warm.main()
    assert told == [None]
    assert capsys.readouterr().out == ""
