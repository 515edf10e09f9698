"""`rotascope serve`: where it listens, whom it refuses, how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rotascope.surfaces.cli import app
from rotascope.surfaces.web.keys import make_key


def refused(*words: str, store: Path) -> str:
    ran = CliRunner().invoke(app, ["serve", *words, "--store", str(store)])
    assert ran.exit_code == 2, ran.output
    return ran.stderr


def test_another_host_without_a_key_is_refused(tmp_path: Path) -> None:
    told = refused("--host", "0.0.0.0", store=tmp_path)
    assert "without a key" in told
    assert "rotascope keys new" in told


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = refused("--port", str(taken.getsockname()[1]), store=tmp_path)
    assert "in use" in told
    assert "--port 8001" in told


def test_an_address_of_another_machine_is_one_sentence(tmp_path: Path) -> None:
    make_key(tmp_path, "desk", "read", date(2026, 6, 12), None)
    told = refused("--host", "203.0.113.7", store=tmp_path)
    assert "cannot listen on 203.0.113.7" in told


@pytest.mark.slow
def test_it_says_when_it_is_ready_answers_and_ends_cleanly(sample_store: Path) -> None:
    words = [sys.executable, "-m", "rotascope", "serve", "--port", "0", "--json", "--log"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*words, "--store", str(sample_store)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(6)]
        ready = json.loads("".join(lines))
        with urllib.request.urlopen(f"{ready['address']}?as_of=2022-06-15", timeout=60) as answer:
            text = answer.read().decode()
            assert answer.headers["Server"] is None
        process.send_signal(signal.SIGINT)
        left, said = process.communicate(timeout=30)
    assert (process.returncode, left) == (0, "")
    assert "</html>" in text
    assert "GET / 200" in said
    assert "Traceback" not in said
    assert ready["keys"] is None
