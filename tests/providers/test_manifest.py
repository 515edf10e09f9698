"""Manifests are a user's tool: what is wrong in one is said with the file, the place and the rule."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rotascope.errors import BadFile, WrongUse
from rotascope.providers.manifest import DEEP, MANIFEST_BYTES, is_manifest, load_manifest

GOOD = """
[dataset.mine]
precedence = 5
note = "ours"
known = "next session"

[[job]]
dataset = "mine"
table = "bars"
path = "*.csv"
columns = { symbol = "s", date = "d", close = "c" }
constants = { basis = "split" }
where = { present = ["c"] }
from_name = "x"
"""


def manifest(folder: Path, text: str) -> Path:
    path = folder / "m.toml"
    path.write_text(text)
    return path


def test_a_pattern_gives_a_job_a_file_in_order(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_text("s,d,c\n")
    first, second = load_manifest(manifest(tmp_path, GOOD))
    assert (first.source, second.source) == ("a.csv", "b.csv")
    assert (first.dataset.precedence, first.known) == (5, "next session")
    assert first.constants == {"basis": "split", "x": "a"}
    assert first.where.present == ("c",)


def test_paths_begin_at_the_root(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("s,d,c\n")
    (job,) = load_manifest(manifest(tmp_path, GOOD), tmp_path / "data")
    assert job.path == tmp_path / "data" / "a.csv"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("precedence = 5", "precedense = 5", r"unknown key 'precedense' in \[dataset.mine\]"),
        ("precedence = 5", 'precedence = "high"', "precedence of .* is 'high'"),
        ("[[job]]", "[jobs]", "unknown key 'jobs'"),
        ('table = "bars"', 'tabel = "bars"', "unknown key 'tabel' in job 1"),
        ('table = "bars"', "", "has no 'table'"),
        ('dataset = "mine"', 'dataset = "yours"', "names dataset 'yours'"),
        ('known = "next session"', 'known = "soon"', r"known of \[dataset.mine\] is 'soon'"),
        ("present", "presents", "unknown key 'presents' in job 1"),
        ("{ symbol =", "3 # {", "columns of job 1 .* is 3"),
        ('from_name = "x"', 'symbols = "tomorrow"', "symbols of job 1 .* is 'tomorrow'"),
        ("[dataset.mine]", "[dataset.mine", "not TOML"),
        ("precedence = 5", "precedence = true", "precedence of .* is True"),
        ("precedence = 5", "precedence = 5.5", "precedence of .* is 5.5"),
        ('note = "ours"', "note = 7", "note of .* is 7"),
        ('table = "bars"', 'table = ["bars"]', r"table of job 1 .* is \['bars'\]"),
        ('"c" }', '"c", low = 3 }', "columns.low of job 1 .* is 3"),
        ('from_name = "x"', 'connect = "yes"', "connect of job 1 .* is 'yes'"),
        ('from_name = "x"', 'known = "after -1 days"', "known of job 1 .* is 'after -1 days'"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "a.csv").write_text("s,d,c\n")
    assert old in GOOD
    with pytest.raises(WrongUse, match=said) as trouble:
        load_manifest(manifest(tmp_path, GOOD.replace(old, new)))
    assert str(trouble.value).startswith("m.toml")


def test_a_pattern_that_matches_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"no file '\*\.csv' under"):
        load_manifest(manifest(tmp_path, GOOD))


def test_a_manifest_without_jobs_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"no \[\[job\]\]"):
        load_manifest(manifest(tmp_path, ""))
    with pytest.raises(BadFile):
        load_manifest(tmp_path / "gone.toml")


def test_a_manifest_is_a_toml_file() -> None:
    assert is_manifest(Path("x/shared.toml"))
    assert not is_manifest(Path("x/prices.csv"))


@pytest.mark.shared
def test_the_shared_manifest_maps_every_listed_folder(shared_data: Path) -> None:
    path = Path(__file__).parents[2] / "examples" / "manifests" / "shared.toml"
    jobs = load_manifest(path, shared_data)
    folders = {job.source.split("/")[0] for job in jobs}
    assert folders == {"prices", "macro", "holdings", "options", "earnings", "news"}
    assert len({(job.source, job.table) for job in jobs}) == len(jobs)


def test_a_manifest_that_is_no_plain_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    for name in ("pipe.toml", "zero.toml"):
        with pytest.raises(BadFile, match="not a plain file"):
            load_manifest(tmp_path / name)


def test_a_manifest_has_a_largest_size(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="more than 1 MB"):
        load_manifest(manifest(tmp_path, GOOD + "#" * MANIFEST_BYTES))


@pytest.mark.parametrize(
    "text",
    [
        "a." * 300_000 + "a = 1",
        "[" + "a." * 300_000 + "a]",
        "a = " + "[" * 100_000,
        "a = " + "[\n" * 100_000,
        "a = " + "{a=" * 100_000,
    ],
)
def test_a_manifest_that_would_take_the_parser_minutes_is_refused(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(WrongUse, match=f"more than {DEEP} dots or brackets"):
        load_manifest(manifest(tmp_path, GOOD + text))


def test_a_file_name_that_is_no_text_is_shown_with_a_sign(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"a\xff\nb.csv")
    path.write_text("s,d,c\n")
    (job,) = load_manifest(manifest(tmp_path, GOOD))
    assert job.path == path
    assert job.source == "a\ufffd\ufffdb.csv"
    assert job.constants["x"] == "a\ufffd\ufffdb"
