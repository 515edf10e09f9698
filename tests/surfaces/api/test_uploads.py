"""Files that are sent: bounded before they are read, refused in a sentence; the service answers on."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import rotascope
from rotascope.surfaces.api import uploads
from rotascope.surfaces.api.describe import MOST
from rotascope.surfaces.encode import plain
from tests.articles.documents import PAGE, pdf
from tests.desk.articles import OWN
from tests.fuzz.bombs import BOMBS
from tests.surfaces.api.serving import client

CHECK, BOOK = "/api/v1/check?keep=false", "/api/v1/book"
TEXT = {"Content-Type": "text/plain; charset=utf-8"}
# `make soak` sends every bomb there is.
SENT = (
    sorted(BOMBS)
    if os.environ.get("ROTASCOPE_SOAK") == "1"
    else ["workbook_that_names_a_far_cell", "xml_that_laughs"]
)
ROWS = b"symbol,quantity\nAAPL,10\nNOPE,1\n"


def test_a_text_is_checked_and_not_kept_where_that_is_asked(api: Any, sample_store: Path) -> None:
    sent = api.post(CHECK, content=OWN.encode(), headers=TEXT)
    assert sent.status_code == 200
    assert sent.headers["cache-control"] == "no-store"
    assert "rotascope-kept" not in sent.headers
    assert sent.json()["article"]["title"] == "Large Caps Look Back on a Strong Year"
    assert rotascope.open(sample_store).library().articles == ()


def test_it_is_kept_like_the_commands_and_found_at_once(sample_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(sample_store, store)
    with client(store) as api:
        before = api.get("/api/v1/library")
        sent = api.post("/api/v1/check", content=OWN.encode(), headers=TEXT)
        assert sent.headers["rotascope-kept"] == "yes"
        after = api.get("/api/v1/library", headers={"If-None-Match": before.headers["etag"]})
        assert [one["article"] for one in after.json()["articles"]] == [
            sent.json()["article"]["id"]
        ]


@pytest.mark.parametrize("kind", ["text", "page", "pdf"])
def test_every_kind_is_told_by_its_content(api: Any, kind: str) -> None:
    body = {"text": OWN.encode(), "page": PAGE.encode(), "pdf": pdf(tuple(OWN.splitlines()))}[kind]
    answer = api.post(CHECK, files={"file": ("../../etc/passwd\n<b>.txt", body)})
    assert answer.status_code == 200
    assert answer.json()["article"]["text"]


def test_a_book_is_valued_and_nothing_of_it_is_kept(
    api: Any, sample_store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "the body"
    path.write_bytes(ROWS)
    answer = api.post(
        f"{BOOK}?as_of=2022-06-15", content=ROWS, headers={"Content-Type": "text/csv"}
    )
    assert answer.json() == plain(rotascope.open(sample_store).book(path, "2022-06-15"))


@pytest.mark.parametrize(
    ("address", "body", "headers", "status"),
    [
        (CHECK, b"", TEXT, 422),
        (CHECK, b"\x00\x01\x02" * 99, TEXT, 422),
        (CHECK, b"PK\x03\x04" + b"x" * 99, {"Content-Type": "application/octet-stream"}, 422),
        (CHECK, b"{}", {"Content-Type": "application/json"}, 415),
        (CHECK, b"x", {}, 415),
        (CHECK, b"x", {"Content-Type": "multipart/form-data"}, 400),
        (CHECK, b"--x\r\n", {"Content-Type": "multipart/form-data; boundary=x"}, 400),
        (CHECK, b"x", {**TEXT, "Content-Length": "25000001"}, 413),
        (CHECK + "&published=2999-01-01", b"x", TEXT, 400),
        (CHECK + "&fetched=2022-06-15T99:00", b"x", TEXT, 400),
        (CHECK + "&reader=gpt", b"x", TEXT, 400),
        (CHECK + "&item=2", OWN.encode(), TEXT, 400),
        (CHECK + "&keep=no", b"x", TEXT, 400),
        (BOOK, b"nothing of a book", {"Content-Type": "text/csv"}, 422),
        (BOOK, ROWS, {"Content-Type": "text/html"}, 415),
        (f"{BOOK}?as_of=1950-01-01", ROWS, {"Content-Type": "text/csv"}, 404),
    ],
)
def test_what_cannot_be_taken_is_a_problem(
    api: Any, address: str, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = api.post(address, content=body, headers=headers)
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_a_body_without_its_length_is_refused(api: Any) -> None:
    answer = api.post(CHECK, content=iter([b"an ", b"article"]), headers=TEXT)
    assert answer.status_code == 411


@pytest.mark.parametrize("fields", [{"other": b"x"}, {"file": b"x", "more": b"y"}])
def test_a_form_has_one_file(api: Any, fields: dict[str, bytes]) -> None:
    answer = api.post(CHECK, files={name: ("a.txt", body) for name, body in fields.items()})
    assert answer.status_code == 400


def test_a_name_of_wide_characters_is_cut_like_any_other(api: Any) -> None:
    answer = api.post(CHECK, files={"file": ("\U0001d49c" * 80, OWN.encode())})
    assert answer.status_code == 200


def test_files_are_read_two_at_a_time(api: Any) -> None:
    with uploads.AT_ONCE, uploads.AT_ONCE:
        answer = api.post(CHECK, content=OWN.encode(), headers=TEXT)
    assert answer.status_code in (429, 503)
    assert int(answer.headers["retry-after"]) > 0
    assert api.post(CHECK, content=OWN.encode(), headers=TEXT).status_code == 200


def test_only_so_many_bodies_come_at_once(api: Any) -> None:
    with ExitStack() as held:
        for _ in range(8):
            held.enter_context(uploads.COMING)
        answer = api.post(CHECK, content=OWN.encode(), headers=TEXT)
    assert answer.headers["retry-after"]
    assert "other files" in answer.json()["detail"]


def test_a_body_that_never_comes_is_not_waited_for() -> None:
    from starlette.requests import Request

    async def never() -> Any:
        await asyncio.sleep(60)

    head = [(b"content-type", b"text/plain"), (b"content-length", b"9")]
    request = Request({"type": "http", "method": "POST", "headers": head}, never)
    with pytest.raises(uploads.Declined) as refused:
        asyncio.run(uploads.received(request, uploads.CHECK, 0.01))
    assert refused.value.status == 408


def test_a_packed_bomb_is_refused_by_its_first_bytes(api: Any) -> None:
    answer = api.post(CHECK, files={"file": ("a.txt", gzip.compress(b"0" * 10_000_000))})
    assert (answer.status_code, answer.json()["detail"]) == (422, "a.txt: a gzip archive")


def assert_refused(api: Any, body: bytes) -> None:
    for address in (CHECK, BOOK):
        kind = {"Content-Type": "application/octet-stream"}
        answer = api.post(address, content=body, headers=kind)
        assert answer.status_code == (413 if len(body) > MOST else 422), answer.text[:300]
        assert answer.headers["content-type"] == "application/problem+json"
        assert len(json.dumps(answer.json())) < 1_000
        assert api.get("/api/v1/version").status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("name", SENT)
def test_a_bomb_costs_one_sentence_and_the_service_answers_on(
    api: Any, name: str, tmp_path: Path
) -> None:
    BOMBS[name](tmp_path / "file")
    assert_refused(api, next(iter(tmp_path.iterdir())).read_bytes())
