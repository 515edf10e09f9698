"""`python -m rotascope` is the program."""

from __future__ import annotations

from rotascope import __main__
from rotascope.surfaces import cli


def test_the_module_runs_the_command() -> None:
    assert __main__.main is cli.main
