"""A classifier of sentences from a folder on this machine, as a second reader of tone.

Any model of transformers that tells positive, negative and neutral apart, such as a FinBERT that the
user has saved. Nothing is downloaded, no code of the folder is run, and no pickle is opened.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from rotascope.articles import tone_words
from rotascope.articles.tone_readers import Reader, Span
from rotascope.errors import BadArgument, BadFile, NoAnswer

__all__ = ["Classify", "reader_of", "sides_of"]

Classify = Callable[[Sequence[str]], Sequence[Mapping[str, float]]]
"""Texts -> for each the probability of every label."""
NEEDED = ("config.json", "model.safetensors")
BATCH, LONGEST = 16, 256
NOTE = "scored by a classifier from {}: its reasons are not known; a name's tone is its clause's"
SIDES = {
    "positive": 1, "pos": 1, "bullish": 1, "negative": -1, "neg": -1, "bearish": -1, "neutral": 0,
}  # fmt: skip


def reader_of(folder: Path | None, load: Callable[[Path], Classify] | None = None) -> Reader:
    """The model in the folder as a reader: probability of positive less that of negative.

    Raises BadArgument without a folder, BadFile for one that holds no such model, NoAnswer without
    the extra `transformer`.
    """
    if folder is None:
        raise BadArgument(
            "no classifier is named", "a folder with its files in ROTASCOPE_TRANSFORMER",
            "--reader builtin, which needs none",
        )  # fmt: skip
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        raise BadFile(
            f"{folder} holds no {' and no '.join(missing)}",
            "a classifier saved by transformers, weights as safetensors",
            "save_pretrained(folder, safe_serialization=True)",
        )
    sides = sides_of(folder)
    classify = (load or _loaded)(folder)
    sentences = partial(_scores, classify, sides)

    def entities(texts: Sequence[str], spans: Sequence[Span]) -> tuple[float, ...]:
        clauses = []
        for text, (start, _) in zip(texts, spans, strict=True):
            first, last = tone_words.in_clause(text, start)
            clauses.append(text[first:last])
        return sentences(clauses)

    def reasons(_text: str, _span: Span | None) -> tuple[tuple[str, float], ...]:
        return ()

    return Reader("transformer", sentences, entities, reasons, NOTE.format(folder.name))


def sides_of(folder: Path) -> dict[str, int]:
    """The model's labels and which side each is. Raises BadFile where they name no two sides."""
    try:
        told = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as trouble:
        raise BadFile(f"{folder / 'config.json'} cannot be read", "JSON") from trouble
    labels = told.get("id2label") if isinstance(told, dict) else None
    names = [str(label) for label in labels.values()] if isinstance(labels, dict) else []
    sides = {name: SIDES[name.lower()] for name in names if name.lower() in SIDES}
    if not {1, -1} <= set(sides.values()):
        said = ", ".join(names[:6]) or "none"
        raise BadFile(
            f"the classifier's labels are {said}",
            "positive and negative among them",
            "another model",
        )
    return sides


def _scores(
    classify: Classify, sides: Mapping[str, int], texts: Sequence[str]
) -> tuple[float, ...]:
    found = []
    for chances in classify(texts) if texts else ():
        score = sum(sides.get(label, 0) * chance for label, chance in chances.items())
        found.append(round(max(-1.0, min(1.0, score)), 6))
    return tuple(found)


def _loaded(folder: Path) -> Classify:
    """The model by transformers, from files alone."""
    if find_spec("transformers") is None or find_spec("torch") is None:
        raise NoAnswer(
            "the reader transformer needs the extra 'transformer', which is not installed",
            "transformers and torch",
            "pip install 'rotascope[transformer]', or --reader builtin",
        )
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    here = {"local_files_only": True, "trust_remote_code": False}
    tokenizer = AutoTokenizer.from_pretrained(str(folder), **here)
    model = AutoModelForSequenceClassification.from_pretrained(
        str(folder), use_safetensors=True, **here
    ).eval()
    names = [str(model.config.id2label[at]) for at in range(model.config.num_labels)]

    def classify(texts: Sequence[str]) -> list[dict[str, float]]:
        found = []
        for first in range(0, len(texts), BATCH):
            batch = list(texts[first : first + BATCH])
            cut = tokenizer(
                batch, return_tensors="pt", padding=True, truncation=True, max_length=LONGEST
            )
            with torch.inference_mode():
                chances = model(**cut).logits.softmax(-1).tolist()
            found += [dict(zip(names, row, strict=True)) for row in chances]
        return found

    return classify
