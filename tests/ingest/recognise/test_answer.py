"""What recognition answers with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rotascope.ingest.recognise.answer import index_in_name, job, manifest, own, symbol_in_name
from rotascope.providers.sniff import Sniff


def seen(name: str, said: tuple[str, ...] = ()) -> Sniff:
    return Sniff(Path("/x") / name, "csv", b"", ("a", "b"), said=said)


def test_a_remark_tells_how_a_table_was_read_and_what_its_name_gave() -> None:
    made = job(seen("f.csv", ("separated by ';'",)), "fred", "macro", "X is taken from its name")
    assert made.remark == "separated by ';'; X is taken from its name"
    assert (made.source, made.known) == ("f.csv", "registered lag")


def test_a_sources_own_reader_knows_how_its_files_look() -> None:
    assert job(seen("f.csv", ("2 rows left out",)), "cboe", "options", reader="cboe").remark == ""


def test_a_users_own_file_is_a_dataset_of_its_own() -> None:
    made = own(seen("mine.csv"), "macro", "note", "in file")
    assert (made.dataset.name, made.dataset.precedence) == ("file:mine", 50)


def test_a_refusal_names_the_manifests_keys() -> None:
    said = str(manifest(seen("f.csv"), "days alone", "a kind", 'reader = "meetings"'))
    assert (
        said == 'f.csv: days alone. Expected: a kind. Try: a manifest job with reader = "meetings".'
    )


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("IWM.csv", "IWM"), ("yahoo_legacy_iwm.csv", "IWM"), ("IWM_SPY.csv", ""), ("table.csv", ""),
     ("^GSPC.csv", "^GSPC")],
)  # fmt: skip
def test_one_catalogued_ticker_in_a_name_is_a_symbol(name: str, symbol: str) -> None:
    assert symbol_in_name(seen(name)) == symbol


@pytest.mark.parametrize(
    ("name", "index"),
    [("sp500_changes.csv", "SP500"), ("my-S&P600.csv", "SP600"), ("sp5000.csv", ""), ("x.csv", "")],
)
def test_an_index_in_a_name(name: str, index: str) -> None:
    assert index_in_name(seen(name)) == index


def test_a_name_that_is_no_text_can_be_printed_and_stored() -> None:
    path = os.fsdecode(b"a\xff\nb.csv")
    made = own(seen(path), "macro", f"user's file {path}", "in file", f"{path} is a name")
    for text in (made.source, made.dataset.name, made.dataset.note, made.remark):
        assert text.encode("utf-8").isascii() is False
        assert "\n" not in text
    assert made.source == "a\ufffd\ufffdb.csv"
