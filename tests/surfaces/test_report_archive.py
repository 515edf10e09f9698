"""Reports kept by what they say."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rotascope.errors import DataTrouble, NoAnswer
from rotascope.surfaces import report_archive
from rotascope.surfaces.report_archive import keep, listed, opened, verified
from rotascope.surfaces.report_sheet import sheet_of
from tests.surfaces import fixtures

BRIEF = fixtures.brief()
GRADED = replace(
    BRIEF.verdict, size=replace(fixtures.axis_verdict(), reliability=fixtures.graded())
)
SHEET = sheet_of(replace(BRIEF, verdict=GRADED), fixtures.readings())


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, str, str]:
    record, html = keep(tmp_path, SHEET, "a4")
    return tmp_path, record, html


def test_a_record_is_named_by_what_it_says_and_gives_the_page_again(
    kept: tuple[Path, str, str],
) -> None:
    store, record, html = kept
    body = gzip.decompress((store / "reports" / f"{record}.json.gz").read_bytes())
    assert hashlib.sha256(body).hexdigest() == record
    assert opened(store, record[:6])[1] == html
    (told,) = verified(store)
    assert (told.sound, told.same) == (True, True)


def test_the_same_report_twice_is_one_record_and_other_paper_another(
    kept: tuple[Path, str, str],
) -> None:
    store, record, html = kept
    assert keep(store, SHEET, "a4") == (record, html)
    assert len(listed(store)) == 1
    assert keep(store, SHEET, "letter")[0] != record
    assert {one.paper for one in listed(store)} == {"a4", "letter"}
    assert listed(store)[0].as_of == "2026-06-12"


def test_an_edited_record_is_seen(kept: tuple[Path, str, str]) -> None:
    store, record, _ = kept
    path = store / "reports" / f"{record}.json.gz"
    raw = json.loads(gzip.decompress(path.read_bytes()))
    raw["sheet"]["brief"]["store"] = "other"
    path.write_bytes(gzip.compress(json.dumps(raw).encode()))
    with pytest.raises(DataTrouble, match="was edited"):
        opened(store, record)
    (told,) = verified(store, record)
    assert (told.sound, told.same) == (False, None)
    path.write_bytes(b"no gzip")
    assert not verified(store)[0].sound


def test_a_page_of_another_release_is_told_apart_from_one_that_differs(
    kept: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, record, _ = kept
    index = store / "reports" / f"{record}.index.json"
    index.write_text(index.read_text().replace(listed(store)[0].html_sha256, "0" * 64))
    assert verified(store)[0].same is False
    monkeypatch.setattr(report_archive, "__version__", "99")
    assert verified(store)[0].same is None


def test_a_record_of_another_shape_is_sound_and_says_why_no_page_comes_of_it(
    tmp_path: Path, kept: tuple[Path, str, str]
) -> None:
    store, record, _ = kept
    text = json.dumps({"paper": "a4", "sheet": {}}).encode()
    other = hashlib.sha256(text).hexdigest()
    (store / "reports" / f"{other}.json.gz").write_bytes(gzip.compress(text))
    index = (store / "reports" / f"{record}.index.json").read_text()
    (tmp_path / "reports" / f"{other}.index.json").write_text(index.replace(record, other))
    (told,) = verified(store, other)
    assert (told.sound, told.same) == (True, None)
    assert "another release" in told.sentence


def test_a_digest_that_names_none_is_refused(tmp_path: Path) -> None:
    assert listed(tmp_path) == ()
    with pytest.raises(NoAnswer, match="no report 'abc'"):
        opened(tmp_path, "abc")


def test_the_day_of_printing_is_kept_with_what_was_printed(tmp_path: Path) -> None:
    record, html = keep(tmp_path, replace(SHEET, printed=date(2026, 6, 22)), "a4")
    assert "printed 2026-06-22" in html
    assert opened(tmp_path, record)[1] == html


@pytest.mark.parametrize("damage", ["{}", "no json", '{"paper": "a4", "record": "../../passwd"}'])
def test_a_damaged_index_is_a_row_that_says_so_and_hides_no_other(
    kept: tuple[Path, str, str], damage: str
) -> None:
    store, record, _ = kept
    folder = store / "reports"
    (folder / f"{'0' * 64}.index.json").write_text(damage)
    (folder / f"{'1' * 64}.index.json").symlink_to(folder / f"{record}.index.json")
    assert [one.record for one in listed(store)] == [record, "0" * 64]
    assert "cannot be read" in listed(store)[1].headline
    assert [one.sound for one in verified(store)] == [True, False]
    with pytest.raises(DataTrouble, match="cannot be read"):
        opened(store, "0" * 64)


def test_a_record_that_unpacks_without_end_or_not_at_all_is_told(
    kept: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, record, _ = kept
    path = store / "reports" / f"{record}.json.gz"
    assert path.parent.stat().st_mode & 0o777 == 0o700
    packed = path.read_bytes()
    path.write_bytes(packed[:40] + b"damaged!" + packed[48:])
    assert not verified(store)[0].sound
    path.write_bytes(packed)
    monkeypatch.setattr(report_archive, "LARGEST", 100)
    assert "not at all" in verified(store)[0].sentence
