"""A small body that unfolds into a gigabyte costs neither memory nor time."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from tests.net.peer import peer, reply, says

GIB = 1 << 30
# In a process of its own, whose peak of memory is then that of the fetch.
FETCH = """
import json, re, sys, time
from pathlib import Path
from tests.net.peer import Peer, fetcher
from rotascope.errors import Refused
from rotascope.net.body import Manners
port, path = int(sys.argv[1]), sys.argv[2]
asking = fetcher(Peer(port))
asking.get("http://a.example/small")
def peak():
    # Of this process alone: ru_maxrss begins with the peak of the one that started it.
    return int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
before, began = peak(), time.monotonic()
try:
    if path:
        asking.download("http://a.example/bomb", Path(path), Manners(cap=200_000_000))
    else:
        asking.get("http://a.example/bomb")
    end = "a body"
except Refused as refused:
    end = str(refused)
found = {"end": end, "more_mib": peak() - before, "seconds": time.monotonic() - began}
sound = bytearray(b"x") * (64 << 20)
print(json.dumps(found | {"control_mib": peak() - before}))
"""


def bomb(wbits: int) -> bytes:
    """A gibibyte of zeros, compressed a thousandfold."""
    engine = zlib.compressobj(9, wbits=wbits)
    head = engine.compress(bytes(1 << 20)) + engine.flush(zlib.Z_FULL_FLUSH)
    again = engine.compress(bytes(1 << 20)) + engine.flush(zlib.Z_FULL_FLUSH)
    return head + again * 1023


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/status").is_file(), reason="the peak of memory is read from /proc"
)


def measured(port: int, path: str = "") -> dict[str, float | str]:
    command = [sys.executable, "-c", FETCH, str(port), path]
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root, timeout=60)
    found: dict[str, float | str] = json.loads(run.stdout)
    return found


@needs_proc
@pytest.mark.parametrize(("encoding", "wbits"), [("gzip", 31), ("deflate", 15), ("deflate", -15)])
def test_a_bomb_is_refused_at_the_cap(encoding: str, wbits: int) -> None:
    packed = bomb(wbits)
    assert len(packed) < 2_000_000
    with peer(says(reply(), reply(body=packed, content_encoding=encoding))) as other:
        found = measured(other.port)
    assert "larger than 10,000,000 bytes decoded" in str(found["end"])
    # What is kept of the body until it is refused is 10 MB; the control shows that more is seen.
    assert 5 < float(found["more_mib"]) < 30
    assert float(found["control_mib"]) > 60
    assert float(found["seconds"]) < 10


@needs_proc
def test_a_bomb_into_a_file_takes_no_memory_at_all(tmp_path: Path) -> None:
    with peer(says(reply(), reply(body=bomb(31), content_encoding="gzip"))) as other:
        found = measured(other.port, str(tmp_path / "large"))
    assert float(found["control_mib"]) > 60
    assert "larger than 200,000,000 bytes decoded" in str(found["end"])
    assert float(found["more_mib"]) < 10
    assert list(tmp_path.iterdir()) == []


def test_many_small_members_take_no_time() -> None:
    """Half a million empty gzip members, each of which has an engine of its own."""
    from rotascope.errors import NoData
    from rotascope.net.body import Manners
    from tests.net.peer import fetcher

    member = zlib.compressobj(wbits=31).flush()
    body = reply(body=member * (9_000_000 // len(member)), content_encoding="gzip")
    with peer(says(body)) as other:
        began = time.monotonic()
        with pytest.raises(NoData, match="empty"):
            fetcher(other).get("http://a.example/", Manners(tries=1))
        assert time.monotonic() - began < 10
