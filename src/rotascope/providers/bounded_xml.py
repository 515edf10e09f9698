"""XML of others, read as a stream within bounds: no document types, no entities, no depth, no end.

A document is walked once. Only the elements asked for are kept, each until the next one; everything
else is let go as soon as it ends, so that memory does not grow with the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rotascope.errors import BadFile
from rotascope.providers.jobs import reading
from rotascope.providers.limits import guard

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["DEPTH", "ELEMENTS", "RECORD", "attribute", "child", "records", "said"]

DEPTH, ELEMENTS, RECORD = 64, 1_500_000, 20_000
"""Elements inside one another; in a file (room for a fund of 30,000 lines); in one record."""
LONG_TAG = re.compile(rb"<[^<>]{100000}")
"""A tag with a million attributes takes a parser a minute."""
BLANK = b"\xef\xbb\xbf \t\r\n"
NOTHING = ("", "N/A", "NA", "XXXX", "None")


def records(path: Path, wanted: Container[str]) -> Iterator[tuple[str, Element]]:
    """(name, element) of every element so called, namespaces left out, complete, in the file's order.

    Blanks before the XML declaration are left out: files as users have them begin with some. An
    element nobody holds on to is let go. Raises BadFile for what is no XML, declares a document type,
    or goes beyond a bound.
    """
    guard(path)
    with reading(path.name, "XML file"):
        raw = path.read_bytes().lstrip(BLANK)
    if LONG_TAG.search(raw):
        raise _insane(path.name, "100,000 bytes in one tag")
    yield from _told(raw, wanted, path.name)


def _told(raw: bytes, wanted: Container[str], source: str) -> Iterator[tuple[str, Element]]:
    """The walk, with a parser's own errors turned into one sentence."""
    from defusedxml import DefusedXmlException

    with reading(source, "XML file"):
        try:
            yield from _walked(raw, wanted, source)
        except DefusedXmlException:
            raise BadFile(f"{source}: it declares a document type", "plain XML, without entities",
                          "fetch the file again") from None  # fmt: skip
        except SyntaxError as trouble:  # what a parser of XML raises for text that is none
            raise BadFile(f"{source}: not a readable XML file ({str(trouble)[:80]})", "XML",
                          "fetch the file again") from None  # fmt: skip


def _walked(raw: bytes, wanted: Container[str], source: str) -> Iterator[tuple[str, Element]]:
    from defusedxml.ElementTree import iterparse  # 20 ms that only XML needs

    above: list[Element] = []
    begun = 0  # how many wanted elements are open
    seen = began_at = 0  # elements in all, and when the first of those began
    for event, element in iterparse(io.BytesIO(raw), events=("start", "end"), forbid_dtd=True):
        name = _local(element.tag)
        if event == "start":
            seen += 1
            began_at = seen if not begun else began_at
            _bounded(len(above), seen, seen - began_at, source)
            above.append(element)
            begun += name in wanted
            continue
        above.pop()
        begun -= name in wanted
        if name in wanted:
            yield name, element
        if above and not begun:
            above[-1].remove(element)


def _bounded(depth: int, seen: int, record: int, source: str) -> None:
    for value, most, what in ((depth, DEPTH, "elements inside one another"),
                              (seen, ELEMENTS, "elements"),
                              (record, RECORD, "elements in one record")):  # fmt: skip
        if value >= most:
            raise _insane(source, f"{most:,} {what}")


def _insane(source: str, what: str) -> BadFile:
    return BadFile(f"{source}: more than {what}", "an XML file of a sane shape", "fetch it again")


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """The first child so called, and its first child, and so on; None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = next((below for below in element if _local(below.tag) == name), None)
    return element


def said(element: Element | None, *names: str) -> str | None:
    """The text of `child`, stripped; None if it is missing, blank or a word for nothing (N/A)."""
    found = child(element, *names)
    text = (found.text or "").strip() if found is not None else ""
    return None if text in NOTHING else text


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute, stripped; None if it, or the element, is missing or says nothing."""
    text = (element.get(name) or "").strip() if element is not None else ""
    return None if text in NOTHING else text
