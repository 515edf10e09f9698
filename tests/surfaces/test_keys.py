"""The command `keys`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from rotascope.surfaces.cli import app


def typed(*words: str, store: Path) -> Any:
    return CliRunner().invoke(app, ["keys", *words, "--store", str(store)])


def test_a_key_is_shown_once_and_listed_without_its_secret(tmp_path: Path) -> None:
    made = typed("new", "research desk", "--scope", "write", "--days", "0", store=tmp_path)
    assert made.exit_code == 0, made.output
    secret = made.stdout.strip()
    assert secret.startswith("rsk_")
    listed = typed("list", store=tmp_path)
    assert "research desk" in listed.stdout
    assert "without an end" in listed.stdout
    assert secret.split("_", 2)[2] not in listed.stdout
    prefix = secret.split("_")[1]
    assert typed("revoke", prefix, store=tmp_path).exit_code == 0
    assert "No keys" in typed("list", store=tmp_path).stdout


def test_the_same_as_json(tmp_path: Path) -> None:
    made = json.loads(typed("new", "desk", "--json", store=tmp_path).stdout)
    assert made["secret"].startswith(f"rsk_{made['prefix']}_")
    (listed,) = json.loads(typed("list", "--json", store=tmp_path).stdout)
    assert (listed["name"], listed["expires"]) == ("desk", made["expires"])


def test_a_name_stands_where_one_is_needed_and_nowhere_else(tmp_path: Path) -> None:
    for words in (("new",), ("revoke",), ("list", "desk"), ("revoke", "00000000")):
        told = typed(*words, store=tmp_path)
        assert told.exit_code == 2, words
        assert "rotascope: " in told.stderr
