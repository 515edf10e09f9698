"""Rotascope: who leads the US equity market, is leadership rotating, and how sure are we.

`rotascope.open("STORE")` gives a Desk; its answers are the objects every surface prints. Names are
loaded when first used, so that `import rotascope` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rotascope.desk import Desk
    from rotascope.desk import open_store as open
    from rotascope.figures import draw

__version__ = "0.1.0"
__all__ = ["Desk", "__version__", "draw", "open", "show"]

_LAZY = {
    "Desk": ("rotascope.desk", "Desk"),
    "draw": ("rotascope.figures", "draw"),
    "open": ("rotascope.desk", "open_store"),
    "show": ("rotascope.surfaces.notebook", "show"),
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for."""
    if name not in _LAZY:
        raise AttributeError(f"module 'rotascope' has no attribute '{name}'")
    module, attribute = _LAZY[name]
    if name in ("open", "show"):
        _in_notebook()
    return getattr(import_module(module), attribute)


def _in_notebook() -> None:
    """Inside IPython answers show themselves: whoever opens a store there wants to see them."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is not None:
        import_module("rotascope.surfaces.notebook").register(shell)


def __dir__() -> list[str]:
    """The public names."""
    return list(__all__)
