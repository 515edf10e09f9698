"""The command check: one object with Python, every door, and a clear answer to what is no article."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import rotascope
from rotascope.articles.intake import Document
from rotascope.desk.keep_check import stored
from rotascope.surfaces.cli import app
from rotascope.surfaces.encode import encode
from tests.articles.documents import PAGE, bomb, pdf
from tests.desk.articles import GERMAN, INJECTED, OWN
from tests.replay.answers import Replayed
from tests.replay.server import Mirror, mirror

RUN = CliRunner()


def asked(*words: str, store: Path, typed: bytes | None = None, **env: str) -> Any:
    done = RUN.invoke(app, ["check", *words, "--store", str(store)], input=typed, env=env)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.txt"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_the_command_line_and_python_give_one_object(own: Path, sample_store: Path) -> None:
    done = asked(str(own), "--json", "--no-keep", "--as-of", "2022-06-15", store=sample_store)
    told = rotascope.open(sample_store).check(own, as_of="2022-06-15")
    assert json.loads(done.stdout) == json.loads(encode(told))
    assert done.exit_code == 0


def test_a_file_and_standard_input_are_one_article(own: Path, sample_store: Path) -> None:
    words = ("--json", "--no-keep", "--as-of", "2022-06-15")
    file = asked(str(own), *words, store=sample_store)
    typed = asked("-", *words, store=sample_store, typed=OWN.encode())
    assert json.loads(file.stdout) == json.loads(typed.stdout)


def test_it_is_kept_unless_told_not_to(own: Path, sample_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(sample_store, store)
    asked(str(own), "--no-keep", store=store)
    assert stored(rotascope.open(store).backend) == ()
    first = asked(str(own), store=store)
    assert " kept; " in first.stdout.splitlines()[-1]
    assert "was on file" in asked(str(own), store=store).stdout.splitlines()[-1]
    assert len(stored(rotascope.open(store).backend)) == 1


def test_a_reader_that_leaves_early_has_it_kept_all_the_same(
    own: Path, sample_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(sample_store, store)
    line = f"'{sys.executable}' -m rotascope check '{own}' --store '{store}' | head -1"
    done = subprocess.run(
        line, shell=True, capture_output=True, text=True, check=False, timeout=120
    )
    assert "Traceback" not in done.stderr
    assert len(stored(rotascope.open(store).backend)) == 1


def test_published_and_fetched_date_it(tmp_path: Path, sample_store: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(OWN.replace("June 14, 2022", "11 hours ago"), encoding="utf-8")
    day = ("--published", "2022-06-13", "--json", "--no-keep")
    given = json.loads(asked(str(path), *day, store=sample_store).stdout)
    assert given["article"]["published"] == {"day": "2022-06-13", "how": "given", "note": ""}
    moment = ("--fetched", "2022-06-15T03:00", "--json", "--no-keep")
    counted = json.loads(asked(str(path), *moment, store=sample_store).stdout)
    assert counted["article"]["published"]["day"] == "2022-06-14"
    assert asked(str(path), "--fetched", "soon", store=sample_store).exit_code == 2
    assert asked(str(path), "--published", "soon", store=sample_store).exit_code == 2
    ahead = asked(str(path), "--published", "2999-01-01", store=sample_store)
    assert ahead.exit_code == 2
    assert "lies ahead" in ahead.stderr


NOTHING: list[tuple[str, bytes, int, str]] = [
    ("empty", b"", 1, "is empty"),
    ("blank", b" \n\t\n", 1, "is empty"),
    ("binary", bytes(range(256)) * 40, 3, "no text"),
    ("zipped", gzip.compress(b"Small caps rose. " * 1000), 3, "gzip archive"),
    ("ten megabytes", b"Small caps rose 3% today. " * 400_000, 1, "at most 400,000"),
    ("ten megabytes of one letter", b"a" * 10_000_000, 1, "at most 400,000"),
    ("bomb", bomb(), 3, "PDF"),
    ("signs", b"--- *** !!! ...", 1, "no text"),
    ("foreign", GERMAN.encode(), 1, "German, which is not read"),
]


@pytest.mark.parametrize(
    ("content", "code", "said"), [case[1:] for case in NOTHING], ids=[case[0] for case in NOTHING]
)
def test_what_is_no_article_is_answered_in_a_sentence(
    tmp_path: Path, sample_store: Path, content: bytes, code: int, said: str
) -> None:
    path = tmp_path / "it"
    path.write_bytes(content)
    done = asked(str(path), "--no-keep", store=sample_store)
    assert done.exit_code == code
    assert said in " ".join((done.stdout + done.stderr).split())
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "address",
    ["http://169.254.169.254/latest/meta-data/", "http://127.0.0.1/", "https://[::1]/x",
     "http://2130706433/", "file:///etc/passwd", "ftp://example.com/a", "gopher://x/"],
)  # fmt: skip
def test_addresses_that_are_never_fetched_are_refused(address: str, sample_store: Path) -> None:
    done = asked(address, store=sample_store)
    assert (done.exit_code, done.stdout) == (2, "")
    assert address.partition("/latest")[0][:20] in done.stderr


@pytest.fixture
def web() -> Iterator[Mirror]:
    pages = {"/a": PAGE.encode(), "/b.pdf": pdf(), "/nothing": b""}

    def page(url: str) -> Replayed | None:
        body = next((body for end, body in pages.items() if url.endswith(end)), None)
        return None if body is None else (body, "text/html")

    with mirror(page) as seen:
        yield seen


def test_a_password_in_an_address_is_not_printed(sample_store: Path) -> None:
    done = asked("ftp://me:hunter2@example.com/a", store=sample_store)
    assert done.exit_code == 2
    assert "hunter2" not in done.output


def test_a_page_is_fetched_through_the_seam_and_read(web: Mirror, sample_store: Path) -> None:
    words = ("--json", "--no-keep")
    env = {"ROTASCOPE_MIRROR": web.address}
    done = asked("https://news.example/a", *words, store=sample_store, **env)
    told = json.loads(done.stdout)
    assert told["article"]["title"] == "Small caps lead"
    assert told["article"]["published"]["day"] == "2022-06-09"
    assert told["article"]["published"]["how"] == "metadata"
    assert told["article"]["url"].endswith("/a")
    read = asked("https://news.example/b.pdf", *words, store=sample_store, **env)
    assert json.loads(read.stdout)["article"]["sentences"]
    assert asked("https://news.example/gone", *words, store=sample_store, **env).exit_code == 1


def test_html_with_script_is_text_and_runs_nothing(tmp_path: Path, sample_store: Path) -> None:
    path = tmp_path / "page"
    path.write_text(PAGE, encoding="utf-8")
    done = asked(str(path), "--json", "--no-keep", store=sample_store)
    assert done.exit_code == 0
    for hidden in ("alert", "onerror", "rose 50%", "<p", "e.example"):
        assert hidden not in done.stdout


def test_what_an_article_commands_is_not_done(tmp_path: Path, sample_store: Path) -> None:
    path = tmp_path / "it"
    path.write_text(INJECTED, encoding="utf-8")
    told = json.loads(asked(str(path), "--json", "--no-keep", store=sample_store).stdout)
    assert all(one["observed"] is None for one in told["findings"])
    assert told["sentiment"]["reader"] == "builtin"


def test_a_store_that_cannot_be_written_to_still_answers(
    own: Path, sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rotascope.desk.desk import Desk
    from rotascope.errors import DataTrouble

    def full(*_args: object) -> str:
        raise DataTrouble("the disk is full", "free space", "")

    monkeypatch.setattr(Desk, "keep_check", full)
    done = asked(str(own), store=sample_store)
    assert done.exit_code == 0
    assert "not kept: the disk is full" in done.stderr
    assert "contradicted" in done.stdout


def test_without_a_store_it_says_so(own: Path, tmp_path: Path) -> None:
    done = asked(str(own), store=tmp_path / "none")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "no store" in done.stderr


def test_a_document_may_come_from_python_too(sample_store: Path) -> None:
    told = rotascope.open(sample_store).check(Document(OWN, title="Of my own", source="me"))
    assert (told.article.title, told.article.source) == ("Of my own", "me")


def test_no_key_is_shown_of_what_is_not_kept(own: Path, sample_store: Path) -> None:
    shown = asked(str(own), "--no-keep", "--as-of", "2022-06-15", store=sample_store).stdout
    assert "why article/" not in shown
    assert "not kept: `rotascope why` opens no key" in shown


def test_what_is_typed_wrongly_is_told_without_inner_words(own: Path, sample_store: Path) -> None:
    for option in ("--published", "--fetched"):
        said = asked(str(own), option, "15.12.2022", store=sample_store).stderr
        assert "15.12.2022" in said
        assert "isoformat" not in said
    assert "standard input is empty" in asked("-", store=sample_store, typed=b"").stderr
