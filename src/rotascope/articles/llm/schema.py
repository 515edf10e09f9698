"""What a language model may answer: this and nothing else, in these types and sizes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["MOST_SENTENCES", "ModelName", "ModelReading", "ModelSentence", "ModelTakeaway"]

MOST_SENTENCES, MOST_NAMES, MOST_TAKEAWAYS = 200, 40, 8
Score = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class ModelSentence(_Strict):
    """The tone of one sentence, named by its number in the prompt."""

    number: int = Field(ge=0, le=100_000)
    score: Score


class ModelName(_Strict):
    """The tone towards one symbol, and the words of the article that show it."""

    symbol: str = Field(min_length=1, max_length=16)
    score: Score
    quote: str = Field(min_length=8, max_length=400)


class ModelTakeaway(_Strict):
    """One point in the model's words, figures as {{key}} only, and the article's words it rests on."""

    text: str = Field(min_length=8, max_length=280)
    quote: str = Field(min_length=8, max_length=400)


class ModelReading(_Strict):
    """A whole answer. Document score and label are not asked: they follow from the sentences' scores."""

    sentences: list[ModelSentence] = Field(max_length=MOST_SENTENCES)
    names: list[ModelName] = Field(default_factory=list, max_length=MOST_NAMES)
    takeaways: list[ModelTakeaway] = Field(default_factory=list, max_length=MOST_TAKEAWAYS)
