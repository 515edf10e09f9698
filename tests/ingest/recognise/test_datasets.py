"""A dataset has one standing, whichever door its rows come through."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.ingest.recognise.datasets import DATASETS, mine
from rotascope.providers import (
    cboe_json,
    fred,
    ishares,
    news,
    nport_list,
    roundhill,
    sec,
    spdr,
    treasury,
    yahoo,
)
from rotascope.providers.jobs import DatasetSpec
from rotascope.providers.manifest import load_manifest
from tests.laws import tree


def manifest() -> dict[str, DatasetSpec]:
    path = tree.ROOT / "examples" / "manifests" / "shared.toml"
    folder = tree.ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no real data, which the manifest's paths need")
    return {job.dataset.name: job.dataset for job in load_manifest(path, folder)}


@pytest.mark.shared
def test_the_development_manifest_says_the_same_of_a_dataset() -> None:
    told = manifest()
    both = set(told) & set(DATASETS)
    assert len(both) > 10
    assert {name: told[name] for name in both} == {name: DATASETS[name] for name in both}


@pytest.mark.parametrize(
    "source",
    [cboe_json, fred, ishares, news, nport_list, roundhill, sec, spdr, treasury, yahoo],
    ids=lambda module: module.__name__.rpartition(".")[2],
)
def test_a_network_source_says_the_same_of_its_dataset(source: object) -> None:
    spec: DatasetSpec = source.SPEC  # type: ignore[attr-defined]
    assert DATASETS[spec.name] == spec


def test_a_users_file_is_named_after_itself() -> None:
    assert mine(Path("a/b c.csv"), "n", "in file") == DatasetSpec("file:b c", 50, "n", "in file")
