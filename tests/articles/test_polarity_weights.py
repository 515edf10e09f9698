"""The weight file: what is read is what was written, or it is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rotascope.articles.polarity_weights import FOLDER, arrays, digest, packaged, read, rounded
from rotascope.errors import BadFile

FILE = FOLDER / "polarity.npz"


def written(path: Path, held: dict[str, Any]) -> Path:
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **held)
    return path


def test_the_packaged_weights_are_whole_and_small() -> None:
    held = arrays(FILE)
    assert str(held["digest"]) == digest(held)
    assert sum(path.stat().st_size for path in FOLDER.glob("*.npz")) <= 6_000_000
    assert len(str(held["training_digest"])) == 64


def test_nothing_in_a_weight_file_could_be_executed() -> None:
    for path in FOLDER.glob("*.npz"):
        assert all(array.dtype != object for array in arrays(path).values())


def test_one_changed_number_is_seen(tmp_path: Path) -> None:
    held = arrays(FILE)
    held["linear_bias"] = held["linear_bias"] + np.float32(1e-3)
    with pytest.raises(BadFile, match=r"damaged\. Expected: arrays that agree with the digest"):
        read(written(tmp_path / "changed.npz", held))


def test_a_cut_file_and_no_file_are_said_in_a_sentence(tmp_path: Path) -> None:
    cut = tmp_path / "cut.npz"
    cut.write_bytes(FILE.read_bytes()[:100_000])
    for path in (cut, tmp_path / "absent.npz"):
        with pytest.raises(BadFile, match=r"are damaged\. .*Try: reinstall rotascope\."):
            read(path)


def test_a_file_with_a_pickle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pickled.npz"
    np.savez(path, linear=np.array([{"a": 1}], dtype=object))
    with pytest.raises(BadFile, match="damaged"):
        read(path)


def test_the_digest_knows_names_types_shapes_and_bytes() -> None:
    one = {"a": np.arange(6, dtype=np.int32)}
    assert digest(one) == digest({**one, "digest": np.array("x")})
    others = ({"b": one["a"]}, {"a": one["a"].reshape(2, 3)}, {"a": one["a"].view(np.uint32)})
    assert len({digest(one), *map(digest, others), digest({"a": one["a"] + 1})}) == 5


def test_rounding_a_table_moves_no_number_by_more_than_half_a_step() -> None:
    table = np.random.default_rng(2).normal(size=(50, 8)).astype(np.float32)
    table[3] = 0
    whole, scale = rounded(table)
    back = whole * scale[:, None].astype(np.float32)
    assert whole.dtype == np.int8
    assert (np.abs(back - table) <= scale[:, None].astype(np.float32) * 0.55).all()


def test_the_weights_are_read_once_a_process() -> None:
    assert packaged() is packaged()
