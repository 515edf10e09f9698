"""How the documentation becomes a site: `make site`, from these pages alone, without a network.

The pages read well as they lie here. What only a site needs, its navigation, is made while it is
built: the pages that the index leads to are its branches.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import PurePosixPath
from typing import Any

project = "Rotascope"
author = "the authors of Rotascope"
release = version = metadata.version("rotascope")
language = "en"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["rows", "pictures"]
myst_heading_anchors = 3
# A page that names a file of the tree, not of the site, is right on disk and has no page here.
suppress_warnings = ["myst.xref_missing"]
nitpicky = False

html_theme = "furo"
html_title = "Rotascope"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_static_path: list[str] = []
html_theme_options = {"navigation_with_keys": True}

INDEX = "index"
LINKED = re.compile(r"\]\(([\w./-]+)\.md\)")


def branches(page: str, text: str) -> list[str]:
    """The pages that an index leads to, in their order, each once."""
    folder = PurePosixPath(page).parent
    return list(dict.fromkeys(str(folder / name) for name in LINKED.findall(text)))


def _grow(_: Any, page: str, source: list[str]) -> None:
    if page == INDEX:
        lines = "\n".join(f"/{name}" for name in branches(page, source[0]))
        source[0] += f"\n```{{toctree}}\n:hidden:\n\n{lines}\n```\n"
    elif page.startswith("methods/") and not page.endswith("/index"):
        # Two hundred methods would drown the other pages in every margin; their own index lists them.
        source[0] = f"---\norphan: true\n---\n\n{source[0]}"


def setup(app: Any) -> dict[str, bool]:
    """Sphinx asks for this name."""
    app.connect("source-read", _grow)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
