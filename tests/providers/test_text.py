"""Where a table stands in a text, and in which letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.text import Layout, decoded, header_at, layout, named, rows_of


def found(tmp_path: Path, content: str | bytes, **more: object) -> Layout:
    path = tmp_path / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return layout(path, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_an_encoding_is_told_by_its_mark_or_by_decoding(
    tmp_path: Path, encoding: str, name: str
) -> None:
    made = found(tmp_path, "Zürich,b\n1,2\n".encode(encoding))
    assert (made.header, made.body, made.encoding) == (("Zürich", "b"), "1,2\n", name)


def test_what_is_not_utf_8_is_windows_1252_and_told(tmp_path: Path) -> None:
    assert found(tmp_path, "Zürich,b\n1,2\n".encode("cp1252")).said == ("read as Windows-1252",)


def test_a_named_encoding_is_taken_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    text = "Łódź,b\n1,2\n".encode("cp1250")
    assert found(tmp_path, text, encoding="cp1250").header == ("Łódź", "b")
    with pytest.raises(BadFile, match="not a text file"):
        found(tmp_path, text, encoding="utf-8")
    with pytest.raises(BadFile, match="not a text file"):
        found(tmp_path, text, encoding="no such name")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_cuts_all_rows_alike(tmp_path: Path, sign: str) -> None:
    rows = [["symbol", "date", "close"], ["A", "2024-01-02", "1.5"], ["B", "2024-01-02", "2.5"]]
    made = found(tmp_path, "".join(sign.join(row) + "\n" for row in rows))
    assert (made.header, made.separator) == (("symbol", "date", "close"), sign)


def test_decimal_commas_do_not_make_a_comma_the_separator(tmp_path: Path) -> None:
    made = found(tmp_path, "datum;kurs\n02.01.2024;1,5\n03.01.2024;2,5\n")
    assert (made.separator, made.said) == (";", ("separated by ';'",))


def test_rows_above_the_header_are_left_out_and_told(tmp_path: Path) -> None:
    made = found(tmp_path, "My export\nfrom,2024\n\nsymbol,date,close\nA,2024-01-02,1\n")
    assert (made.header[0], made.line, made.body) == ("symbol", 4, "A,2024-01-02,1\n")
    assert made.said == ("2 rows above the header left out",)


def test_blank_lines_before_the_header_are_no_rows(tmp_path: Path) -> None:
    assert found(tmp_path, "\n\r\na,b\r\n1,2\r\n").line == 3


def test_lines_to_skip_may_be_named(tmp_path: Path) -> None:
    made = found(tmp_path, "x,y\na,b\n1,2\n", skip=1)
    assert (made.header, made.line, made.said) == (("a", "b"), 2, ())


def test_names_that_repeat_are_numbered_and_told(tmp_path: Path) -> None:
    made = found(tmp_path, "IV,Bid,IV,,IV\n1,2,3,4,5\n")
    assert made.header == ("IV", "Bid", "IV.2", "column 4", "IV.3")
    assert made.said == ("columns of one name numbered: IV.2, IV.3",)


def test_row_is_our_own_word() -> None:
    assert named(["row", "row.2", "row"])[0] == ("row.2", "row.2.2", "row.3")


def test_numbers_are_no_header() -> None:
    assert header_at([["a", "b"], ["1", "2", "3"]]) == 0
    assert header_at([["said", ""], ["x", "y", "z"], ["1", "2", "3"], ["1", "2", "3"]]) == 1


def test_rows_carry_the_line_they_end_on() -> None:
    assert rows_of('a,b\n"x\ny", z \n\n1,2\n', ",") == [
        (1, ["a", "b"]), (3, ["x\ny", "z"]), (5, ["1", "2"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"a\x00b,c\n1,2\n", "not a text file"), (b"\n\n", "no header row"),
     (b"\xff\xfe\x00", "not a text file"), (",".join(f"c{n}" for n in range(201)).encode(), "columns")],
)  # fmt: skip
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        found(tmp_path, content)


def test_a_text_larger_than_any_of_ours_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as stream:
        stream.truncate(25_000_001)
    with pytest.raises(BadFile, match="at most 25,000,000"):
        decoded(path)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_layout_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        made = layout(path)
    except BadFile:
        return
    assert len(set(made.header)) == len(made.header)
