"""Runs examples/notebook.ipynb and keeps what it shows: `python scripts/notebook.py STORE`.

Figures are SVG inside the cells' HTML, so that the file stays small and shows the same everywhere. What
differs from run to run (times, ids of runs) is left out.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

__all__ = ["NOTEBOOK", "executed", "main"]

NOTEBOOK = Path(__file__).parent.parent / "examples" / "notebook.ipynb"
SECONDS = 300


def executed(path: Path, store: Path) -> Any:
    """The notebook in `path` with every cell run on a store. Raises where a cell fails."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    os.environ["ROTASCOPE_STORE"] = str(store)
    NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", record_timing=False).execute()
    for cell in notebook.cells:
        cell.metadata.clear()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def main(argv: list[str]) -> int:
    """Run the notebook on the store that is named and write it back."""
    import nbformat

    if len(argv) != 1:
        sys.stderr.write(
            "usage: python scripts/notebook.py STORE (rotascope brief --store makes one)\n"
        )
        return 2
    made = executed(NOTEBOOK, Path(argv[0]).resolve())
    nbformat.write(made, NOTEBOOK)
    sys.stdout.write(f"{NOTEBOOK.name}: {NOTEBOOK.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
