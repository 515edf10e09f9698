"""Raw bodies: whole on disk or not at all, readable by their owner, never an error page."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from rotascope.errors import BadArgument, NoData
from rotascope.ingest.bodies import checked, fetch, folder_of, path_of, shown, sound, sweep, whole
from rotascope.net.body import Body, Manners
from rotascope.providers.requests import Request
from rotascope.registry import SourceSpec

HOST = "data.example.com"
SPEC = SourceSpec("demo", "Demo", (HOST,), "none", 1, "", lambda needs: ())
ASKED = Request("A^B", f"https://{HOST}/x?key=hush-hush&s=A", (), secret=("key",), begins=(b"a,b",))
NOW = datetime(2026, 6, 12, 21, 30, tzinfo=UTC)
Get = Callable[..., Body]


def giving(content: bytes) -> Get:
    def get(url: str, manners: Manners = Manners()) -> Body:  # noqa: B008
        assert "key" in manners.secret
        return Body(url, url, content, "text/csv", "tag", NOW)

    return get


def downloading(content: bytes) -> Get:
    def download(url: str, path: Path, manners: Manners = Manners()) -> Body:  # noqa: B008
        path.write_bytes(content)
        return Body(url, url, b"", "text/csv", "", NOW, sha256(content).hexdigest())

    return download


def test_a_body_is_kept_under_its_name_and_digest_for_its_owner_only(tmp_path: Path) -> None:
    raw = fetch(tmp_path, SPEC, ASKED, giving(b"a,b\n1,2\n"), downloading(b""))
    digest = sha256(b"a,b\n1,2\n").hexdigest()
    assert raw.path == tmp_path / "raw" / "demo" / f"A^B-{digest[:12]}"
    assert raw.path == path_of(tmp_path, "demo", "A^B", digest)
    assert (raw.sha256, raw.size, raw.etag, raw.at) == (digest, 8, "tag", NOW)
    assert raw.path.read_bytes() == b"a,b\n1,2\n"
    assert stat.S_IMODE(raw.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(raw.path.parent.stat().st_mode) == 0o700
    assert fetch(tmp_path, SPEC, ASKED, giving(b"a,b\n1,2\n"), downloading(b"")) == raw
    assert len(list(raw.path.parent.iterdir())) == 1


@pytest.mark.parametrize(
    "content", [b"", b" \n\t", b"\xef\xbb\xbf", b"<!DOCTYPE html><html>", b"{}", b"b,a\n"]
)
def test_an_empty_body_or_an_error_page_is_no_data_and_leaves_nothing(
    tmp_path: Path, content: bytes
) -> None:
    for asked in (ASKED, replace(ASKED, large=True)):
        with pytest.raises(NoData) as told:
            fetch(tmp_path, SPEC, asked, giving(content), downloading(content))
        assert "hush" not in str(told.value)
        assert list(folder_of(tmp_path, "demo").iterdir()) == []


@pytest.mark.parametrize("content", [b"a,b\n", b"\xef\xbb\xbfa,b\n", b"\n  a,b\n"])
def test_marks_and_blanks_before_the_beginning_do_not_count(tmp_path: Path, content: bytes) -> None:
    for asked in (ASKED, replace(ASKED, begins=())):
        raw = fetch(tmp_path, SPEC, asked, giving(content), downloading(b""))
        assert raw.path.read_bytes() == content  # and they stay: the body is kept as it came
    with pytest.raises(NoData):
        sound(ASKED, b"b" + content)


def test_of_a_large_body_only_the_newest_stays(tmp_path: Path) -> None:
    large = replace(ASKED, large=True)
    one = fetch(tmp_path, SPEC, large, giving(b""), downloading(b"a,b,1"))
    other = fetch(tmp_path, SPEC, replace(large, name="C"), giving(b""), downloading(b"a,b,1"))
    two = fetch(tmp_path, SPEC, large, giving(b""), downloading(b"a,b,2"))
    assert set(folder_of(tmp_path, "demo").iterdir()) == {two.path, other.path}
    assert stat.S_IMODE(two.path.stat().st_mode) == 0o600
    assert one.path != two.path


def test_what_a_crash_left_is_swept_away_and_bodies_stay(tmp_path: Path) -> None:
    raw = fetch(tmp_path, SPEC, ASKED, giving(b"a,b"), downloading(b""))
    for name in ("A^B.77.partial", "A^B.77.partial.part"):
        (raw.path.parent / name).write_bytes(b"half")
    sweep(tmp_path, "demo")
    assert list(raw.path.parent.iterdir()) == [raw.path]
    sweep(tmp_path, "other")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            replace(ASKED, url="https://elsewhere.example.com/x?key=hush-hush"),
            "demo asks elsewhere",
        ),
        (replace(ASKED, url="file:///etc/passwd"), "demo asks file:///etc/passwd"),
        (replace(ASKED, name="../x"), "cannot name a file"),
        (replace(ASKED, name=""), "cannot name a file"),
    ],
)
def test_a_source_asks_its_own_hosts_only_and_names_files_plainly(
    asked: Request, said: str
) -> None:
    with pytest.raises(BadArgument, match=said) as told:
        checked(SPEC, asked)
    assert "hush" not in str(told.value)
    with pytest.raises(BadArgument):
        fetch(Path("/nowhere"), SPEC, asked, giving(b"a,b"), downloading(b""))


def test_secrets_are_told_to_the_seam_and_to_nobody_else() -> None:
    assert "key" in checked(SPEC, ASKED).manners.secret
    assert shown(ASKED) == f"https://{HOST}/x?key=***&s=A"
    anywhere = replace(SPEC, hosts=())
    assert checked(anywhere, replace(ASKED, url="https://any.example.org/")).name == "A^B"


def test_a_body_is_whole_only_if_it_holds_the_bytes_that_came(tmp_path: Path) -> None:
    raw = fetch(tmp_path, SPEC, ASKED, giving(b"a,b\n1,2\n"), downloading(b""))
    assert whole(raw.path, raw.sha256)
    raw.path.write_bytes(b"a,b\n1,3\n")
    assert not whole(raw.path, raw.sha256)
    assert not whole(raw.path.parent, raw.sha256)
    assert not whole(raw.path.parent / "none", raw.sha256)
