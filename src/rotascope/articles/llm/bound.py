"""What of a model's prose may be shown: bound figures, quotes that are there, and nothing else.

Safety does not rest on seeing through an attack. Whatever a model was talked into, a sentence is shown
only if it holds no number of its own, no address, no markup, and stands on words of the article.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from rotascope.articles.library.words import terms
from rotascope.plain import SIGN, plain
from rotascope.terms import Article

__all__ = ["bound", "found", "refusal"]

_KEY = re.compile(r"\{\{([^{}\n]{1,160})\}\}")
_WORD = re.compile(r"[^\W\d_]+")
_BARRED = frozenset("<>{}[]`|\\^~=#*_@$%€£¥₹‰")
_ADDRESS = re.compile(r"://|www\.|\bhttps?\b|\bmailto\b|\b[a-z0-9-]{2,40}\.[a-z]{2,12}/", re.I)
_DOMAIN = re.compile(
    r"\b[a-z0-9-]{2,40}\.(?:com|org|net|io|ai|co|info|biz|xyz|app|dev|ru|cn)\b", re.I
)
# Numbers without a digit, in the languages that an English article could smuggle in.
_ENGLISH = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds
thousand thousands million millions billion billions trillion trillions dozen dozens half double
doubles doubled doubling triple triples tripled tripling quadruple quadrupled twice thrice twofold
threefold fourfold tenfold percent percentage percents pct basis bps zero tenth third fifth
twentieth quintuple
"""
_OTHERS = """
zwei drei vier fünf sechs sieben acht neun zehn zwanzig dreißig dreissig vierzig fünfzig sechzig
siebzig achtzig neunzig hundert tausend prozent deux trois quatre cinq huit neuf dix vingt trente
quarante cinquante soixante cent mille dos tres cuatro cinco seis siete ocho nueve diez veinte
treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil due tre quattro cinque
sette otto nove dieci venti trenta quaranta cinquanta cento dois quatro sete oito dez vinte trinta
quarenta cinquenta cem twee vier vijf zes zeven negen tien twintig dertig veertig vijftig honderd
duizend procent
"""
_NUMBERS = frozenset((_ENGLISH + _OTHERS).split())
_SIGNS = frozenset("‘’“”–—…·−\N{NO-BREAK SPACE}")
GROUNDED = 0.5
"""Share of a sentence's words, but for the commonest, that must stand in the article."""


def found(quote: str, article: Article) -> tuple[int, int] | None:
    """Where the quote stands in the article, as [start, end) of its text; None where it does not.

    Runs of blanks count as one; every other character must be the same.
    """
    words = quote.split()
    if not words:
        return None
    squeezed, places = _squeezed(article.text)
    at = squeezed.find(" ".join(words))
    if at < 0:
        return None
    return places[at], places[at + len(" ".join(words)) - 1] + 1


@lru_cache(maxsize=8)
def _squeezed(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with single blanks, and where each of its characters stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        blank = letter.isspace()
        if blank and letters and letters[-1] == " ":
            continue
        letters.append(" " if blank else letter)
        places.append(place)
    return "".join(letters), tuple(places)


def refusal(
    text: str, facts: Mapping[str, str], names: Iterable[str], known: Collection[str]
) -> str:
    """Why a model's sentence is not shown; "" if it may be.

    `facts` are the keys it may name, `names` those of the article that hold digits (Russell 2000),
    `known` the article's words as `library.words.terms` counts them.
    """
    unknown = [key for key in _KEY.findall(text) if key not in facts]
    if unknown:
        return "names a figure that was not offered"
    bare = _KEY.sub(" ", text)
    for name in sorted({one for one in names if one}, key=len, reverse=True):
        bare = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", bare)
    if plain(text) != text or SIGN in text or any(ord(letter) < 32 for letter in text):
        return "holds hidden characters"
    if _ADDRESS.search(bare) or _DOMAIN.search(bare):
        return "holds an address"
    if any(unicodedata.numeric(letter, None) is not None for letter in bare):
        return "holds a digit that is bound to nothing"
    if any(letter in _BARRED for letter in bare):
        return "holds markup or a sign of an amount"
    return _words(bare, known)


def _words(bare: str, known: Collection[str]) -> str:
    if not all(_latin(letter) for letter in bare):
        return "is not written in Latin letters"
    spelled = {word.casefold() for word in _WORD.findall(bare)}
    if spelled & _NUMBERS:
        return "spells a number"
    said = terms(bare)
    if sum(word in known for word in said) < GROUNDED * len(said):
        return "says what the article does not"
    return ""


def _latin(letter: str) -> bool:
    if letter.isascii() or letter in _SIGNS:
        return True
    # Letters that only look Latin, and those that stand for several, could spell what is not seen.
    marks = unicodedata.normalize("NFKD", letter)[1:]
    single = all(unicodedata.category(mark) == "Mn" for mark in marks)
    return letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN ") and single


def bound(text: str, shown: Mapping[str, str]) -> str:
    """The sentence with every {{key}} replaced by the figure and what it is, as the store has it."""
    return " ".join(_KEY.sub(lambda key: shown[key.group(1)], text).split())
