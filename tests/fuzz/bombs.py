"""Files that are small and unfold, or claim, or nest: each is to cost one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl

__all__ = ["BOMBS"]

SHEET = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<sheetData>"
)
PARTS = {
    "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006'
    b'/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
    "_rels/.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org'
    b'/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": b'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
    b'2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    b'<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
}


def _book(path: Path, sheet: bytes, more: dict[str, bytes] | None = None) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**PARTS, "xl/worksheets/sheet1.xml": sheet, **(more or {})}.items():
            archive.writestr(name, content)


def _rows(count: int) -> bytes:
    cell = b'<c t="inlineStr"><is><t>AAAAAAAAAAAAAAAAAAAA</t></is></c>'
    return SHEET + (b"<row>" + cell * 20 + b"</row>") * count + b"</sheetData></worksheet>"


def workbook_that_unpacks(path: Path) -> None:
    """1.5 MB to 500 MB, as its directory says."""
    _book(path, _rows(400_000))


def workbook_that_lies(path: Path) -> None:
    """The same, but the directory and the local headers claim 10 kB."""
    _book(path, _rows(200_000))
    body = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(body))) as archive:
        true = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    body = bytearray(
        bytes(body).replace(true.to_bytes(4, "little"), (10_000).to_bytes(4, "little"))
    )
    path.write_bytes(bytes(body))


def workbook_of_one_wide_row(path: Path) -> None:
    _book(
        path, SHEET + b"<row>" + b"<c><v>1</v></c>" * 1_500_000 + b"</row></sheetData></worksheet>"
    )


def workbook_that_names_a_far_cell(path: Path) -> None:
    """Two cells at opposite corners: a dense grid of 17 billion."""
    far = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    _book(path, SHEET + far + b"</sheetData></worksheet>")


def workbook_with_laughing_entities(path: Path) -> None:
    ten = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    laugh = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">' + ten + b"]>"
    _book(
        path,
        laugh
        + SHEET[21:]
        + b'<row><c t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>',
    )


def csv_of_a_million_columns(path: Path) -> None:
    path.write_bytes(
        b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n" + b",".join([b"1"] * 1_000_000)
    )


def csv_of_quotes(path: Path) -> None:
    path.write_bytes(b"symbol,date,close\n" + b'"' * 24_000_000)


def csv_of_one_line(path: Path) -> None:
    path.write_bytes(b"symbol,date,close\nA,2024-01-02," + b"9" * 24_000_000)


def csv_of_blank_lines(path: Path) -> None:
    path.write_bytes(b"\n" * 24_900_000)


def csv_of_separators(path: Path) -> None:
    path.write_bytes(b"symbol,date,close\n" + b"," * 24_000_000)


def csv_of_different_symbols(path: Path) -> None:
    rows = b"".join(b"S%d,2024-01-02,1\n" % n for n in range(999_000))
    path.write_bytes(b"symbol,date,close\n" + rows)


def json_that_nests(path: Path) -> None:
    path.write_bytes(b'{"cik":1,"facts":' + b"[" * 5_000_000 + b"]" * 5_000_000 + b"}")


def json_of_objects(path: Path) -> None:
    """60 MB of the smallest objects: twenty times that as Python's."""
    path.write_bytes(b'{"chart":{"result":[' + b"{}," * 19_000_000 + b"{}]}}")


def json_of_filings(path: Path) -> None:
    point = {
        "end": "2024-01-01",
        "val": 1,
        "accn": "a",
        "fy": 1,
        "fp": "Q1",
        "form": "x",
        "filed": "2024-01-01",
    }
    text = json.dumps(point).encode()
    points = b",".join([text] * (60_000_000 // (len(text) + 1)))
    path.write_bytes(
        b'{"cik":1,"entityName":"a","facts":{"dei":{"t":{"units":{"u":[' + points + b"]}}}}}"
    )


def json_of_one_number(path: Path) -> None:
    path.write_bytes(b'{"cik":' + b"9" * 20_000_000 + b"}")


def xml_that_nests(path: Path) -> None:
    path.write_bytes(b"<?xml version='1.0'?>" + b"<edgarSubmission>" * 2_000_000)


def xml_that_nests_and_closes(path: Path) -> None:
    path.write_bytes(b"<rss>" + b"<a>" * 3_000_000 + b"</a>" * 3_000_000 + b"</rss>")


def xml_that_laughs(path: Path) -> None:
    ten = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    path.write_bytes(b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">' + ten
                     + b"]><edgarSubmission>&l9;</edgarSubmission>")  # fmt: skip


def xml_that_grows_by_squares(path: Path) -> None:
    path.write_bytes(
        b'<!DOCTYPE l [<!ENTITY a "' + b"a" * 200_000 + b'">]><rss>' + b"&a;" * 200_000 + b"</rss>"
    )


def xml_of_attributes(path: Path) -> None:
    path.write_bytes(
        b"<edgarSubmission " + b" ".join(b'a%d="1"' % n for n in range(2_500_000)) + b"/>"
    )


def feed_of_items(path: Path) -> None:
    item = b"<item><title>a</title><guid>1</guid></item>"
    path.write_bytes(b'<rss version="2.0"><channel>' + item * 1_000_000 + b"</channel></rss>")


def page_that_nests(path: Path) -> None:
    path.write_bytes(b"<html>" + b"<div>" * 8_000_000)


def parquet_that_claims(path: Path) -> None:
    rows = pl.select(pl.lit(0, dtype=pl.Int8).repeat_by(99_000_000).explode().alias("close"))
    rows.write_parquet(path)


def parquet_of_one_long_word(path: Path) -> None:
    """A word of 5 MB, said two million times: 10 TB if it were spelled out."""
    word = pl.Series("symbol", ["A" * 5_000_000]).cast(pl.Categorical)
    rows = pl.DataFrame({"symbol": pl.concat([word]).new_from_index(0, 2_000_000)})
    rows.with_columns(date=pl.lit("2024-01-02"), close=pl.lit(1.0)).write_parquet(path)


def archive_of_filings(path: Path) -> None:
    body = b'{"cik":320193,"facts":' + b" " * 400_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("CIK0000320193.json", body)


def archive_in_archive(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(100_000_000))
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(50):
            archive.writestr(f"{number}.zip", inner.getvalue())


def manifest_that_nests(path: Path) -> None:
    path.with_suffix(".toml").write_bytes(b"a = " + b"[" * 400_000 + b"]" * 400_000)


KINDS = (
    "workbook_",
    "csv_",
    "json_",
    "xml_",
    "feed_",
    "page_",
    "parquet_",
    "archive_",
    "manifest_",
)
BOMBS: dict[str, Callable[[Path], None]] = {
    name: made for name, made in dict(globals()).items() if name.startswith(KINDS)
}
