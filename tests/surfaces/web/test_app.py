"""The whole application over the sample store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rotascope.settings import Settings
from rotascope.store.market import Market
from rotascope.surfaces.web.app import application
from rotascope.surfaces.web.page import pages
from tests.surfaces.web.conftest import ADDRESS

PLACED = [page for page in pages() if page.place is not None]


@pytest.mark.parametrize("page", PLACED, ids=lambda page: page.name)
def test_every_page_of_the_navigation_answers(site: Any, page: Any) -> None:
    told = site.get(page.path)
    assert told.status_code == 200, told.text[-2000:]
    assert 'role="alert"' not in told.text
    assert "</html>" in told.text


@pytest.mark.parametrize("page", PLACED, ids=lambda page: page.name)
def test_a_page_of_an_empty_store_says_what_to_do(empty: Any, page: Any) -> None:
    told = empty.get(page.path)
    assert told.status_code in (200, 503), told.text[-2000:]
    assert "rotascope " in told.text


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An application over a store that holds nothing."""
    from starlette.testclient import TestClient

    folder: Path = tmp_path_factory.mktemp("empty")
    Market.open(folder, create=True).close()
    app = application(folder, Settings())
    yield TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)
    app.state.server.close()


def test_an_address_that_is_none_is_told_by_who_asked(site: Any) -> None:
    page = site.get("/nowhere?as_of=2022-06-15")
    assert page.status_code == 404
    assert 'role="alert"' in page.text
    assert "as_of=2022-06-15" in page.text
    told = site.get("/api/v1/nowhere")
    assert (told.status_code, told.json()["status"]) == (404, 404)
    assert told.headers["content-type"] == "application/problem+json"


def test_what_cannot_be_done_there_is_told(site: Any) -> None:
    assert site.post("/").status_code == 405
    assert site.get("/?as_of=2022-13-45").status_code == 400


def test_files_are_kept_for_ever_at_their_own_address_only(site: Any) -> None:
    from rotascope.surfaces.web.assets import static

    own = site.get(static("app.css"))
    assert own.status_code == 200
    assert "immutable" in own.headers["cache-control"]
    old = site.get("/static/000000000000/app.css")
    assert (old.status_code, old.headers["cache-control"]) == (200, "no-cache")
    assert site.get("/static/000000000000/gone.css").status_code == 404


def test_nothing_on_a_page_is_fetched_from_elsewhere(site: Any) -> None:
    for page in PLACED:
        text = site.get(page.path).text
        for part in (
            'src="http',
            'src="//',
            '<link rel="stylesheet" href="http',
            "@import",
            " onclick=",
        ):
            assert part not in text, f"{part} on {page.path}"


def test_a_started_application_reads_the_default_day_ahead(sample_store: Path) -> None:
    from starlette.testclient import TestClient

    from rotascope.surfaces.web.page import Asked
    from rotascope.surfaces.web.views import page_key

    def asked_anew(_desk: object) -> None:
        pytest.fail("the first page was not being made when the first request came")

    app = application(sample_store, Settings())
    with TestClient(app, base_url=ADDRESS) as client:
        assert client.get("/nothing-here").status_code == 404
        key = page_key(PLACED[0], Asked())
        assert app.state.server.begin(key, asked_anew).result(60) is not None
