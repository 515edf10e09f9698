"""Search by meaning: from a folder of vectors, beside BM25, and never without being asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rotascope.articles.library import search
from rotascope.articles.library.meaning import Embed, embed_from, fused, nearness
from rotascope.errors import BadFile
from tests.articles.library import texts

pytest.importorskip("model2vec")
# Words of one meaning share a direction: bread, shares, weather.
WORDS = {
    "[UNK]": (0, 0, 0), "bread": (1, 0, 0), "loaf": (0.9, 0.1, 0), "bakery": (0.9, 0, 0.1),
    "shares": (0, 1, 0), "equities": (0.1, 0.9, 0), "stocks": (0, 1, 0.1), "rain": (0, 0, 1),
    "drizzle": (0, 0.1, 0.9),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from model2vec import StaticModel
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.normalizers import Lowercase
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({word: at for at, word in enumerate(WORDS)}, "[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = Lowercase(), Whitespace()  # type: ignore[assignment]
    made = tmp_path_factory.mktemp("vectors") / "small"
    vectors = np.array(list(WORDS.values()), dtype=np.float32)
    StaticModel(vectors, tokenizer, normalize=True).save_pretrained(made)
    return made


@pytest.fixture(scope="module")
def embed(folder: Path) -> Embed:
    return embed_from(folder)


def test_other_words_of_the_same_meaning_are_near(embed: Embed) -> None:
    near = nearness(embed, "loaf", ["bread and bakery", "equities", "zirconium", ""])
    assert near[0] > 0.9
    assert near[1] < 0.3
    assert near[2] == near[3] == 0.0
    assert nearness(embed, "loaf", []).tolist() == []


def test_an_article_is_found_by_a_word_it_does_not_hold(embed: Embed) -> None:
    shelf = [
        texts.article(text)
        for text in ("It sold bread. So it went.", "Stocks were dull.", "Rain fell.")
    ]
    assert search("loaf", shelf) == ()
    (found,) = search("loaf", shelf, embed=embed)
    assert found.article == shelf[0].id
    assert found.quote == "It sold bread."


def test_words_that_stand_there_still_count(embed: Embed) -> None:
    shelf = [texts.article(text) for text in ("A note on copper.", "Drizzle, then rain.")]
    found = search("copper", shelf, embed=embed)
    assert [one.article for one in found] == [shelf[0].id]
    assert search("", shelf, embed=embed) == ()


def test_ranks_are_added_and_what_scores_nothing_has_none() -> None:
    # second by BM25 and first by cosine: 1/62 + 1/61; first by BM25 alone: 1/61
    told = fused(np.array([2.0, 1.0, 0.0]), np.array([0.0, 0.9, 0.0]))
    assert told.tolist() == pytest.approx([1 / 61, 1 / 62 + 1 / 61, 0.0])


def test_a_folder_without_vectors_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"model\.safetensors"):
        embed_from(tmp_path)


def test_a_broken_file_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    for name in ("config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"\x00" * 40)
    with pytest.raises(BadFile, match="cannot be read"):
        embed_from(tmp_path)
