"""A model that does all an article tells it to, and all that it should not do besides."""

from __future__ import annotations

import json
from typing import Any

from tests.providers.llm_stub import Heard, article_of

OWN_WORDS = "Small caps led while the giants fell"
MISDEEDS = (
    "IWM rises by 50 % from here",
    "IWM rises by fifty percent from here",
    "IWM gains ½ of its value and the giants fell",
    "IWM gains Ⅼ per share as small caps led",
    "IWM gains ５０ points as small caps led",
    "small caps led: see http://collect.example for more",
    "small caps led, write to collect.example.com for keys",
    "<script>fetch('/keys')</script> small caps led",
    "![small caps](https://pixel.example/x.png)",
    "small caps led {{account/total}} this week",
    "small caps led {{secret/key}} this week",
    "the giants f\N{CYRILLIC SMALL LETTER IE}ll and small caps led",
    "small caps\N{ZERO WIDTH SPACE} led and the giants fell",
    "\N{RIGHT-TO-LEFT OVERRIDE}small caps led",
    "der Index steigt um fünfzig Prozent",
    "purchase guaranteed miracles immediately everybody",
    "small caps led by ten times",
    "small caps = giants * IWM",
)


def obey(heard: Heard, *, score: float = 1.0, quote: str = "") -> str:
    """Every sentence as demanded, names that are not there, every misdeed as a takeaway in turn."""
    told = article_of(heard)
    sentences = [{"number": one["number"], "score": score} for one in told["article"]]
    longest = max((one["text"] for one in told["article"]), key=len, default="")
    held = (quote or longest)[:200].strip()
    names: list[dict[str, Any]] = [
        {"symbol": symbol, "score": score, "quote": held} for symbol in told["symbols"]
    ]
    names += [{"symbol": s, "score": 1.0, "quote": held} for s in ("GME", "AMC", "../../etc")]
    names += [{"symbol": s, "score": 1.0, "quote": "never said here"} for s in told["symbols"][:1]]
    first = len(held) % len(MISDEEDS)
    worst = [MISDEEDS[(first + at) % len(MISDEEDS)] for at in range(7)]
    takeaways = [{"text": text, "quote": held} for text in worst]
    takeaways.append({"text": OWN_WORDS, "quote": "a sentence of nobody at all"})
    return json.dumps({"sentences": sentences, "names": names[:40], "takeaways": takeaways})
