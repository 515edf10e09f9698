"""XML of others: read as a stream, within bounds."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.bounded_xml import (
    DEPTH,
    ELEMENTS,
    RECORD,
    attribute,
    child,
    records,
    said,
)

SOUND = b"""\xef\xbb\xbf
<?xml version="1.0"?><n:a xmlns:n="urn:x">
  <n:r at=" one "><n:deep><n:name> First </n:name></n:deep><n:none>N/A</n:none></n:r>
  <other><r><name>Second</name></r></other>
</n:a>"""


def file(folder: Path, content: bytes = SOUND) -> Path:
    path = folder / "f.xml"
    path.write_bytes(content)
    return path


def test_records_come_whole_in_order_without_namespaces_and_blanks_may_lead(tmp_path: Path) -> None:
    one, two = [element for _, element in records(file(tmp_path), ("r",))]
    assert said(one, "deep", "name") == "First"
    assert said(two, "name") == "Second"
    assert attribute(one, "at") == "one"
    # A word for nothing, a missing child, a missing element: nothing.
    assert (
        said(one, "none")
        is said(one, "name")
        is child(one, "x", "y")
        is attribute(None, "at")
        is None
    )


def refused(folder: Path, content: bytes) -> str:
    """What is said of the file."""
    with pytest.raises(BadFile) as raised:
        list(records(file(folder, content), ("r",)))
    return str(raised.value)


def test_what_is_no_plain_xml_is_refused(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    for content in (laughs, b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'):
        assert "declares a document type" in refused(tmp_path, content)
    assert "not a readable XML file" in refused(tmp_path, b"<a>&unknown;</a>")
    assert "not a readable XML file" in refused(tmp_path, b"<a><r></a>")
    assert "not a readable XML file" in refused(tmp_path, b"")
    assert "not a readable XML file" in refused(
        tmp_path, b'<?xml version="1.0" encoding="rot13"?><a/>'
    )


def test_depth_number_and_size_are_bounded(tmp_path: Path) -> None:
    deep = refused(tmp_path, b"<a>" * (DEPTH + 1))
    assert f"more than {DEPTH} elements inside one another" in deep
    many = refused(tmp_path, b"<a>" + b"<b/>" * ELEMENTS)
    assert f"more than {ELEMENTS:,} elements" in many
    wide = refused(tmp_path, b"<r>" + b"<b/>" * RECORD)
    assert f"more than {RECORD:,} elements in one record" in wide
    long = refused(tmp_path, b"<a " + b'b="1" ' * 20_000 + b"/>")
    assert "100,000 bytes in one tag" in long
    with (tmp_path / "large.xml").open("wb") as stream:
        stream.write(b"<a>")
        stream.truncate(51_000_000)
    with pytest.raises(BadFile, match="at most 50 MB"):
        list(records(tmp_path / "large.xml", ("r",)))


def test_depth_may_reach_its_bound(tmp_path: Path) -> None:
    nested = b"<a>" * (DEPTH - 1) + b"<r/>" + b"</a>" * (DEPTH - 1)
    assert len(list(records(file(tmp_path, nested), ("r",)))) == 1


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, len(SOUND)), cut=st.integers(0, 30), put=st.binary(max_size=10))
def test_damaged_xml_gives_records_or_a_bad_file(
    at: int, cut: int, put: bytes, tmp_path: Path
) -> None:
    path = file(tmp_path, SOUND[:at] + put + SOUND[at + cut :])
    with contextlib.suppress(BadFile):
        assert len(list(records(path, ("r", "name")))) >= 0
