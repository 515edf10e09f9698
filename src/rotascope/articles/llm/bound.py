"""What of a model's prose may be shown: bound figures, quotes that are there, and nothing else.

Safety does not rest on seeing through an attack. Whatever a model was talked into, a sentence is shown
only if it holds no number of its own, no address, no markup, and stands on words of the article.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from rotascope.articles.library.words import terms
from rotascope.plain import SIGN, plain
from rotascope.terms import Article

__all__ = ["bound", "found", "refusal"]

_KEY = re.compile(r"\{\{([^{}\n]{1,160})\}\}")
_WORD = re.compile(r"[^\W\d_]+")
_BARRED = frozenset("<>{}[]`|\\^~=#*_@$%€£¥₹‰")
_ADDRESS = re.compile(r"//|www\.|\bhttps?\b|\bmailto\b", re.I)
# Two words parted by a dot alone: evil.shop is an address whatever its ending is; U.S. is none.
_DOMAIN = re.compile(r"[^\W_]\.[^\W\d_]{2,40}")
# Numbers without a digit, in the languages that an English article could smuggle in.
_ENGLISH = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds
thousand thousands million millions billion billions trillion trillions dozen dozens half double
doubles doubled doubling triple triples tripled tripling quadruple quadrupled twice thrice twofold
threefold fourfold tenfold percent percentage percents pct basis bps zero tenth third fifth
twentieth quintuple score scores couple couples pair pairs decade decades century centuries quarter
quarters mm mn mln bn bln tn trn k
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
_MULTIPLES = """
halve halves halved halving treble trebles trebled trebling trebly doubly triply quintupled
quintupling sextuple sextupled sextupling septuple septupled octuple octupled nonuple decuple
centuple nil naught nought zilch lakh crore myriad googol tenner
"""
_NUMBERS = frozenset((_ENGLISH + _OTHERS + _MULTIPLES).split())
# Numbers put together, in one word or across a hyphen: ninety-nine, sixfold, twentyfive, eighths,
# zweitausend, vingt-cinq. Each begins with a numeral; the rest are numerals or endings.
_STEMS = """
zero one two three four five six seven eight nine ten eleven twelve thir fif twen for eigh nin
hundred thousand million billion trillion third
zwei drei vier fünf fuenf sechs sieben acht neun zehn zwan dreißig hundert tausend
deux trois quatre cinq sept huit neuf douze treize seize vingt trente quarante cinquante soixante
cent mille quattro cinque dieci venti trenta quaranta cinquanta sessanta settanta ottanta novanta
cento dos tres cuatro cinco siete nueve diez veinti treinta cuarenta cincuenta sesenta setenta
ochenta noventa ciento
"""
_ENDS = (
    "teen ty ties tieth fold th ths s percent ein und y et un uno dix onze zig ßig mila mil cien"
)
_WHOLE = re.compile(
    rf"(?:{'|'.join(_STEMS.split())})(?:{'|'.join((*_STEMS.split(), *_ENDS.split()))}){{1,8}}"
)
_PLAIN = frozenset({"ones", "forth"})
# Of two letters or three only the small ones: MIX, DIV and DC are words.
_ROMAN = re.compile(
    r"(?=[IVXL]{2}|[IVXLCDM]{4})M{0,4}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})"
)
_PARTED = re.compile("(?<=\\w)[-–—‘’…·.]+(?=\\w)")
_LETTERS = re.compile(r"(?:(?<![^\W_])[^\W\d_][\W_]+){2,}[^\W\d_](?![^\W_])")
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
    if _spells(bare):
        return "spells a number"
    said = terms(bare)
    if sum(word in known for word in said) < GROUNDED * len(said):
        return "says what the article does not"
    return ""


def _spells(bare: str) -> bool:
    """Whether a word, or one that marks or blanks part, is a number: half, sixfold, XL, fif-ty."""
    whole = _PARTED.sub("", bare)
    apart = _WORD.findall(bare)
    said = [*apart, *_WORD.findall(whole), *_WORD.findall(_joined(whole))]
    if any(_ROMAN.fullmatch(word) for word in said):
        return True
    small = {word.casefold() for word in said} - _PLAIN
    near = {"".join(apart[at : at + n]).casefold() for n in (2, 3) for at in range(len(apart))}
    cut = {f"{one}{two}".casefold() for one, two in pairwise(apart) if len(two) > 1}
    whole_numbers = any(_WHOLE.fullmatch(word) for word in small | (cut - _PLAIN))
    return whole_numbers or bool((small | near) & _NUMBERS)


def _joined(text: str) -> str:
    """The text with runs of single letters put together: `f i f t y` is read as it is meant."""
    return _LETTERS.sub(lambda run: "".join(_WORD.findall(run[0])), text)


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
