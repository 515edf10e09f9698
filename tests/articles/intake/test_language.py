"""The language of a text is named, and only one of them is read."""

from __future__ import annotations

import pytest

from rotascope.articles.intake.language import language_name, language_of

SAID = {
    "en": "Small caps have beaten the large ones this year, and analysts say that it will go on.",
    "de": "Die Nebenwerte haben in diesem Jahr die anderen Werte geschlagen, und das ist nicht alles.",
    "fr": "Les petites valeurs ont battu les grandes et ce n'est pas une surprise pour le marché.",
    "es": "Las empresas de menor tamaño han superado a las grandes, según los analistas del banco.",
    "ja": "小型株は大型株を上回った。",
    "ru": "Акции выросли.",
    "zh": "小盘股今年跑赢大盘股",
}


@pytest.mark.parametrize("code", sorted(SAID))
def test_a_sentence_names_its_language(code: str) -> None:
    assert language_of(SAID[code]) == code


@pytest.mark.parametrize("text", ["", "IWM NVDA 13.99%", "12 34 56", "qxz vbn wrt plk mnb ghj kkl"])
def test_figures_and_noise_are_in_no_language(text: str) -> None:
    assert language_of(text) == ""


def test_an_english_text_with_foreign_names_stays_english() -> None:
    assert language_of(f"{SAID['en']} \u5c0f\u76d8\u80a1 {SAID['en']}") == "en"
    assert language_name("de") == "German"
