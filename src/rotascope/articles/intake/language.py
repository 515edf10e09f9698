"""In what language a text is, by its script and its commonest words; "" where neither tells."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

__all__ = ["READS", "language_name", "language_of"]

READS = ("en",)
"""What is read. Any other language is named and left unread: a word of it would be taken for another."""
NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
    "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish", "pl": "Polish", "tr": "Turkish",
    "ru": "Russian", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "ar": "Arabic",
    "he": "Hebrew", "hi": "Hindi", "el": "Greek", "th": "Thai",
}  # fmt: skip
# The commonest short words of each, those it shares with a neighbour left to both.
WORDS = {
    "en": "the of and to in is that for it as was with be by on not are this from at which or an"
    " have has but were their its had more will would than been up over after said year",
    "de": "der die und in den von zu das mit sich des auf f\u00fcr ist im dem nicht ein eine als auch"
    " es an werden aus er hat dass sie nach wird bei einer um am sind noch wie \u00fcber",
    "fr": "le de un \u00e0 \u00eatre et en avoir que pour dans ce il qui ne sur se pas plus par avec tout"
    " faire la les des du est une au aux sont ont dont cette ses",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como m\u00e1s o pero"
    " sus le ha este sobre entre cuando muy sin son",
    "it": "di e il la che in un a per \u00e8 una sono con non del le si da al dei nel alla pi\u00f9 gli"
    " della anche come ha lo delle dalla ma",
    "pt": "de a o que e do da em um para \u00e9 com n\u00e3o uma os no se na por mais as dos como mas foi"
    " ao ele das tem s\u00e3o pelo pela",
    "nl": "de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om"
    " hem dan zou wat mijn door over bij ook",
    "sv": "och i att det som en p\u00e5 \u00e4r av f\u00f6r med till den har de inte om ett men var jag"
    " sig fr\u00e5n vi s\u00e5 kan n\u00e4r \u00e5r under",
    "pl": "i w nie na si\u0119 z do to \u017ce jest o jak za od po przez dla co ale ju\u017c czy tym"
    " by\u0142 oraz kt\u00f3re tego",
    "tr": "ve bir bu da de i\u00e7in ile olarak daha \u00e7ok gibi en olan ne kadar sonra ise ama oldu"
    " t\u00fcrk var",
}  # fmt: skip
COMMON = {code: frozenset(words.split()) for code, words in WORDS.items()}
SCRIPTS = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CYRILLIC": "ru", "ARABIC": "ar",
    "HEBREW": "he", "DEVANAGARI": "hi", "GREEK": "el", "THAI": "th",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]{1,20}")
LOOKED, LEAST_WORDS, LEAST_SHARE = 40_000, 6, 0.08


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of most of the text; "" for too few words or none that is known.

    By script where that names one, else by the share of words among each language's commonest: at
    least 8 %, and the most. Looks at 40,000 characters.
    """
    text = text[:LOOKED]
    scripts = Counter(_script(char) for char in text if char.isalpha())
    total = sum(scripts.values())
    other = scripts.copy()
    del other["LATIN"]
    if total and sum(other.values()) > total / 2:
        if other["HIRAGANA"] + other["KATAKANA"] > 0.05 * total:
            return "ja"
        return SCRIPTS.get(other.most_common(1)[0][0], "")
    words = [word.casefold() for word in WORD.findall(text)]
    if len(words) < LEAST_WORDS:
        return ""
    shares = {code: sum(word in common for word in words) for code, common in COMMON.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= LEAST_SHARE * len(words) else ""


def language_name(code: str) -> str:
    """'German' for 'de'; the code itself where it has no name here."""
    return NAMES.get(code, code)


def _script(char: str) -> str:
    if char < "\u0250":
        return "LATIN"
    return unicodedata.name(char, "NONE").split(" ")[0].split("-")[0]
