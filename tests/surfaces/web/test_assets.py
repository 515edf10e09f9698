"""Files that pages load: at an address of their content, none from elsewhere."""

from __future__ import annotations

import gzip

import pytest

from rotascope.errors import UnknownName
from rotascope.surfaces.web.assets import asset, static


def test_the_address_holds_the_digest_of_what_is_there() -> None:
    assert static("app.css") == f"/static/{asset('app.css').digest}/app.css"
    body = gzip.decompress(asset("app.css").packed).decode()
    assert body.startswith(":root{")  # the theme's colours come first


def test_plotly_comes_out_of_the_installed_package() -> None:
    assert b"plotly.js v" in gzip.decompress(asset("plotly.js").packed)[:200]


@pytest.mark.parametrize(
    "name", ["", "gone.css", "../app.py", "..", ".env", "app.py", "a/app.css", "a" * 300 + ".css"]
)
def test_nothing_else_is_a_file_of_ours(name: str) -> None:
    with pytest.raises(UnknownName):
        asset(name)
