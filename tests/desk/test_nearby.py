"""A full shelf is narrowed to what shares the most telling words; a small one is not."""

from __future__ import annotations

from rotascope.articles.intake import Document, article_of
from rotascope.articles.library import Shelved
from rotascope.desk.nearby import nearby


def shelved(text: str) -> Shelved:
    return Shelved(article_of(Document(text)))


OWN = shelved("Small companies beat large ones as the spread of XMAG over MAGS grew for a month.")
OTHERS = [
    shelved(f"Wheat number {n} grew in the fields of the north all summer long.") for n in range(8)
]
NEAR = [
    shelved("The spread of XMAG over MAGS is what small companies live on, says nobody at all."),
    shelved("Large companies trailed small companies for a month, and MAGS fell behind XMAG."),
]


def test_what_shares_telling_words_is_kept_in_the_order_of_the_shelf() -> None:
    shelf = [OTHERS[0], NEAR[1], *OTHERS[1:], NEAR[0]]
    assert nearby(OWN, shelf, 2) == (NEAR[1], NEAR[0])


def test_a_small_shelf_is_read_whole_without_the_article_itself() -> None:
    assert nearby(OWN, [OWN, *OTHERS], 20) == tuple(OTHERS)


def test_equal_shelves_give_equal_answers() -> None:
    assert nearby(OWN, OTHERS, 3) == nearby(OWN, OTHERS, 3) == tuple(OTHERS[:3])
