"""Judged headlines: what each cell says, with nothing evaluated."""

from __future__ import annotations

import ast
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.labels import judgements, read_labels


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("{'Gold': 'positive', 'Silver': 'negative'}",
         (("Gold", "positive"), ("Silver", "negative"))),
        ("{'Moody's': 'neutral'}", (("Moody's", "neutral"),)),
        ("""{"Moody's": 'neutral'}""", (("Moody's", "neutral"),)),
        ("{'M&M Fin': 'neutral','L, T': 'positive'}", (("M&M Fin", "neutral"), ("L, T", "positive"))),
    ],
)  # fmt: skip
def test_a_cell_is_pairs_of_names_and_words(cell: str, said: tuple[tuple[str, str], ...]) -> None:
    assert judgements(cell) == said


@pytest.mark.parametrize(
    "cell",
    ["", "{}", "{'A': 'good'}", "{'A': 'good', 'B': 'positive'}", "{'A': 'positive',}",
     "{'A': 'positive'} + 1", "__import__('os')", "{'A': 'positive' 'B': 'neutral'}",
     "{'A': ['positive']}", "{" + "'A': 'neutral', " * 400 + "'B': 'neutral'}"],
)  # fmt: skip
def test_what_is_written_otherwise_is_not_read(cell: str) -> None:
    assert judgements(cell) is None


NAMES = st.text("abc '.,&-", min_size=1, max_size=8).filter(str.strip)
LABELS = st.sampled_from(["positive", "negative", "neutral"])


@given(st.dictionaries(NAMES, LABELS, min_size=1, max_size=4))
def test_what_python_prints_is_read_as_python_reads_it(told: dict[str, str]) -> None:
    made = judgements(repr(told))
    if not any("'" in name or '"' in name for name in told):
        assert made == tuple((name.strip(), label) for name, label in told.items())


@given(st.text(max_size=100))
def test_any_text_is_pairs_or_nothing(cell: str) -> None:
    made = judgements(cell)
    assert made is None or all(label in ("positive", "negative", "neutral") for _, label in made)


def table(folder: Path, *rows: str) -> pl.DataFrame:
    path = folder / "s.csv"
    path.write_text("S No.,Title,Decisions,Words\n" + "\n".join(rows) + "\n")
    return read_labels(path)


def test_a_headline_of_two_entities_is_two_rows(tmp_path: Path) -> None:
    made = table(tmp_path, "9,Gold shines,\"{'Gold': 'positive', 'Silver': 'negative'}\",7")
    assert made.select("row", "line", "entity", "label").rows() == [
        (2, "9", "Gold", "positive"), (2, "9", "Silver", "negative"),
    ]  # fmt: skip


def test_a_cell_that_cannot_be_read_is_a_row_for_the_gate_to_hold(tmp_path: Path) -> None:
    made = table(tmp_path, "9,Gold shines,nonsense,7", "10,x,,1")
    assert made["label"].to_list() == ["nonsense", ""]
    assert made["entity"].to_list() == ["not read", "not read"]


def test_another_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(BadFile, match="no column S No"):
        read_labels(path)


@pytest.mark.shared
def test_every_cell_of_the_corpus_is_read_and_those_python_reads_are_read_alike(
    shared_data: Path,
) -> None:
    frame = read_labels(shared_data / "news" / "sentfin_train.csv")
    assert (frame.height, frame["line"].n_unique()) == (11_566, 8_591)
    assert set(frame["label"].unique()) == {"positive", "negative", "neutral"}
    broken = 0
    raw = pl.read_csv(shared_data / "news" / "sentfin_train.csv", infer_schema=False)
    for cell in raw["Decisions"]:
        try:
            told = {name.strip(): label for name, label in ast.literal_eval(cell).items()}
        except SyntaxError:
            broken += 1
            continue
        assert dict(judgements(cell) or ()) == told
    assert broken == 10  # names with an apostrophe, which no parser of Python reads
