"""The form that takes an article: pasted, dropped, refused with a reason; and the service answers on."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rotascope.errors import BadArgument
from rotascope.settings import Settings
from rotascope.surfaces.web.answers import Busy, Limits
from rotascope.surfaces.web.app import application
from rotascope.surfaces.web.intake import Given, come, document_of
from tests.articles.documents import bomb
from tests.desk.articles import GERMAN, OWN
from tests.surfaces.web.hostile import HOSTILE, foreign, shape, text_of

HOME = "http://127.0.0.1"
WIDE = {"text": "", "published": "", "as_of": ""}
BOMBS: dict[str, bytes] = {
    "a PDF that unfolds": bomb(),
    "an archive": b"PK\x03\x04" + b"\0" * 1_000,
    "a page that nests": b"<html><body>" + b"<div>" * 60_000 + b"x",
    "laughing entities": (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b"]><html><body>&j;</body></html>"
    ),
    "a feed of nothing": b'<?xml version="1.0"?><rss version="2.0"><channel>' + b"<item>" * 5_000,
    "zeros": b"\0" * 1_000_000,
    "a line without end": b"A" * 3_000_000,
    "half a character": b"\xff\xfe\xff" * 1_000,
    "a program": b"\x7fELF" + b"\1" * 100,
}


@pytest.fixture(scope="module")
def site(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A client of an application over a store of its own: articles are kept."""
    from starlette.testclient import TestClient

    folder = tmp_path_factory.mktemp("kept") / "store"
    shutil.copytree(sample_store, folder)
    app = application(folder, Settings(), limits=Limits(a_minute=100_000))
    client = TestClient(app, base_url=HOME, follow_redirects=False, headers={"Origin": HOME})
    yield client
    client.close()
    app.state.server.close()


def posted(site: Any, content: bytes = b"", name: str = "article.txt", **fields: str) -> Any:
    files = {"file": (name, content)} if content else {"file": ("", b"")}
    return site.post("/research", data={**WIDE, **fields}, files=files)


def said(answer: Any) -> str:
    """What the form says was wrong."""
    found = re.search(r'class="refused".*?</div>', answer.text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_a_pasted_text_and_the_same_file_are_one_article(site: Any) -> None:
    dropped = posted(site, OWN.encode(), published="2022-06-14")
    pasted = posted(site, text=OWN.replace("\n", "\r\n"), published="2022-06-14")
    assert (dropped.status_code, pasted.status_code) == (303, 303)
    assert dropped.headers["location"] == pasted.headers["location"]
    page = site.get(dropped.headers["location"])
    assert page.status_code == 200
    text = text_of(page.text)
    assert "contradicted" in text
    assert "JPM in 2021" in text
    assert "27.8 %" in text or "27.7 %" in text


def test_claims_of_one_verdict_are_shown_alone(site: Any) -> None:
    address = posted(site, OWN.encode(), published="2022-06-14").headers["location"]
    only = site.get(address, params={"verdict": "contradicted"}).text
    assert "JPM in 2021" in text_of(only)
    assert "AAPL in 2021" not in text_of(only).split("Printed Found")[-1].split("case against")[0]
    refused = site.get(address, params={"verdict": "<script>"})
    assert refused.status_code in (200, 400)
    assert foreign(refused.text) == []


def test_the_shelf_lists_what_was_kept_and_finds_it(site: Any) -> None:
    posted(site, OWN.encode(), published="2022-06-14")
    assert "Large Caps Look Back" in text_of(site.get("/research").text)
    assert "1 of" in text_of(site.get("/research", params={"q": "JPMorgan"}).text)


def test_what_is_refused_is_said_beside_the_form_with_what_was_pasted(site: Any) -> None:
    answer = posted(site, text="Too early to say.", published="2999-01-01")
    assert answer.status_code == 400
    assert "lies ahead" in said(answer)
    assert "Too early to say." in answer.text


@pytest.mark.parametrize(
    ("fields", "status", "word"),
    [
        ({"text": " \n "}, 400, "nothing"),
        ({"text": "https://example.org/a"}, 400, "address"),
        ({"text": "x", "published": "soon"}, 400, "soon"),
        ({"text": "!!! ???"}, 422, "text"),
        ({"text": "x", "as_of": "2022-13-01"}, 400, "2022-13-01"),
    ],
)
def test_what_is_no_article_is_refused_in_a_sentence(
    site: Any, fields: dict[str, str], status: int, word: str
) -> None:
    answer = posted(site, **fields)
    assert answer.status_code == status
    assert word in said(answer).casefold()


def test_a_file_and_a_text_at_once_are_one_too_many(site: Any) -> None:
    assert "at once" in said(posted(site, b"a text", text="another"))


def test_an_article_in_a_language_that_is_not_read_is_named_as_such(site: Any) -> None:
    answer = posted(site, GERMAN.encode())
    assert answer.status_code == 303
    assert "German" in text_of(site.get(answer.headers["location"]).text)


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_costs_one_sentence_and_the_service_answers_on(site: Any, name: str) -> None:
    answer = posted(site, BOMBS[name], name="bomb")
    assert answer.status_code in (303, 400, 413, 422), name
    assert answer.status_code == 303 or said(answer), name
    assert "Traceback" not in answer.text
    assert "mistake of ours" not in answer.text
    assert site.get("/research").status_code == 200


@pytest.mark.parametrize(
    "name", [*HOSTILE[:4], "../../etc/passwd", "a\0b.txt", "\u202egnp.txt", "A" * 900]
)
def test_a_files_name_is_no_path_and_no_markup(site: Any, name: str) -> None:
    answer = posted(site, b"PK\x03\x04 no article", name=name)
    assert answer.status_code == 422
    assert foreign(answer.text) == []
    assert "ZIP" in said(answer)


def test_an_article_of_every_hostile_string_is_read_as_text(site: Any) -> None:
    # A NUL says that it is no text at all.
    lines = [one for one in HOSTILE if len(one) < 200 and "\0" not in one]
    told = "\n\n".join(f"Small caps rose {n} % and said {one}" for n, one in enumerate(lines))
    body = f"The S&P 500 rose 3 % in 2021, and it was the best year.\n\n{told}".encode(
        "utf-8", "replace"
    )
    answer = posted(site, body, published="2022-06-14")
    assert answer.status_code == 303
    page = site.get(answer.headers["location"]).text
    assert foreign(page) == []
    handlers = [name for _, names in shape(page) for name in names if name.startswith("on")]
    assert handlers == []
    text = text_of(page)
    assert "<img src=x onerror=alert(1)>" in text
    assert "{{ config }}" in text


def test_another_sites_form_is_refused(site: Any) -> None:
    headers = {"Origin": "https://evil.example"}
    answer = site.post("/research", data={"text": OWN}, headers=headers)
    assert answer.status_code == 403


def test_a_day_of_publication_is_checked_before_anything_is_read() -> None:
    from rotascope.surfaces.check import past

    assert past("2022-06-14") == date(2022, 6, 14)
    with pytest.raises(BadArgument, match="lies ahead"):
        past("2999-01-01")


def test_bytes_are_told_by_their_content_not_by_a_name() -> None:
    assert (
        document_of(Given(b"<html><body><p>Small caps rose.</p></body></html>", "x")).kind == "html"
    )
    assert document_of(Given(b"Small caps rose.", "x")).kind == "text"


class Slow:
    """A request whose form never comes whole."""

    async def form(self, **_: int) -> None:
        await asyncio.sleep(60)


def test_a_form_that_comes_slowly_gives_up_its_place_and_one_too_many_waits() -> None:
    slow: Any = Slow()

    async def ten() -> list[Any]:
        return await asyncio.gather(*(come(slow, 0.05) for _ in range(10)), return_exceptions=True)

    for _ in range(2):
        told = asyncio.run(ten())
        assert all(isinstance(one, Busy) for one in told)
        assert sorted(one.status for one in told) == [408] * 8 + [503] * 2
