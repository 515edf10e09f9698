"""Keys: shown once, kept as a digest, ended by a day or by hand."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rotascope.errors import BadArgument, DataTrouble, UnknownName
from rotascope.surfaces.web.keys import keys_on_file, make_key, revoke_key, scope_of

TODAY = date(2026, 6, 12)


def test_the_file_holds_no_secret_and_is_its_owners_alone(tmp_path: Path) -> None:
    key, secret = make_key(tmp_path, "desk", "read", TODAY, date(2026, 9, 1))
    path = tmp_path / "keys.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert secret.split("_", 2)[2] not in path.read_text()
    assert len(secret.split("_", 2)[2]) == 43  # 256 bits
    assert keys_on_file(tmp_path) == (key,)
    assert scope_of(secret, keys_on_file(tmp_path), TODAY) == "read"


def test_a_key_opens_nothing_from_its_last_day_on(tmp_path: Path) -> None:
    key, secret = make_key(tmp_path, "desk", "write", TODAY, date(2026, 6, 14))
    assert scope_of(secret, [key], date(2026, 6, 13)) == "write"
    assert scope_of(secret, [key], date(2026, 6, 14)) is None


def test_only_the_whole_secret_opens(tmp_path: Path) -> None:
    key, secret = make_key(tmp_path, "desk", "read", TODAY, None)
    for guess in (
        "",
        "rsk",
        f"rsk_{key.prefix}",
        f"rsk_{key.prefix}_",
        secret[:-1],
        secret + "a",
        key.sha256,
    ):
        assert scope_of(guess, [key], TODAY) is None
    assert scope_of(secret, [], TODAY) is None


def test_a_revoked_key_is_gone_and_the_others_stay(tmp_path: Path) -> None:
    first, _ = make_key(tmp_path, "first", "read", TODAY, None)
    second, _ = make_key(tmp_path, "second", "write", TODAY, None)
    assert revoke_key(tmp_path, first.prefix) == first
    assert keys_on_file(tmp_path) == (second,)
    with pytest.raises(UnknownName, match="keys list"):
        revoke_key(tmp_path, first.prefix)


@pytest.mark.parametrize(("name", "ends"), [("", None), (" ", None), ("a\nb", None), ("x" * 65, None),
                                            ("desk", TODAY)])  # fmt: skip
def test_a_key_has_a_name_and_a_future(tmp_path: Path, name: str, ends: date | None) -> None:
    with pytest.raises(BadArgument):
        make_key(tmp_path, name, "read", TODAY, ends)
    assert keys_on_file(tmp_path) == ()


def test_a_damaged_file_is_told_and_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text('{"keys": [{"prefix": "x"}]}')
    (tmp_path / "keys.json").chmod(0o600)
    with pytest.raises(DataTrouble, match="cannot be read"):
        keys_on_file(tmp_path)


def test_a_scope_nobody_knows_is_damage_too(tmp_path: Path) -> None:
    make_key(tmp_path, "reader", "read", TODAY, None)
    path = tmp_path / "keys.json"
    path.write_text(path.read_text().replace('"read"', '"all"'))
    with pytest.raises(DataTrouble, match="cannot be read"):
        keys_on_file(tmp_path)


def test_a_digest_that_is_not_ascii_opens_nothing(tmp_path: Path) -> None:
    key, secret = make_key(tmp_path, "reader", "read", TODAY, None)
    assert scope_of(secret, [replace(key, sha256="é\ud800")], TODAY) is None


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o620])
def test_keys_that_others_may_open_are_refused_with_a_sentence(tmp_path: Path, mode: int) -> None:
    key, _ = make_key(tmp_path, "desk", "read", TODAY, None)
    path = tmp_path / "keys.json"
    path.chmod(mode)
    with pytest.raises(DataTrouble, match="others may open the keys"):
        keys_on_file(tmp_path)
    path.chmod(0o600)
    assert keys_on_file(tmp_path) == (key,)
