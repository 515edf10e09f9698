"""The questions on which articles take sides, read once from `topics.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rotascope.articles.library.frames import Classes, Frame, classes_of

__all__ = ["Topic", "Topics", "topics"]


@dataclass(frozen=True, slots=True)
class Topic:
    """One question, the words of its sides (+1, -1, 0), and the frames by which a side is seen.

    `keeps`: days for which a statement on it stays one about the same thing; 0: it does not age.
    `signals` are the readings that speak to it, `scale` 1 where a clearly positive one favours `plus`
    (0: they show, and decide nothing); `look` is the command that shows more.
    """

    name: str
    row: str
    question: str
    plus: str
    minus: str
    none: str
    keeps: int
    look: str
    signals: tuple[str, ...]
    scale: int
    frames: tuple[Frame, ...]

    def side(self, pole: int) -> str:
        """What one who takes this side says, in words."""
        return {1: self.plus, -1: self.minus}.get(pole, self.none)


@dataclass(frozen=True, slots=True)
class Topics:
    """Every question, and the classes of words in which they are put."""

    classes: Classes
    each: tuple[Topic, ...]


@cache
def topics() -> Topics:
    """The questions of this release."""
    # A word of the same package: the file is part of the release, never of the user's.
    text = files(__package__ or "").joinpath("topics.toml").read_text("utf-8")
    read = tomllib.loads(text)
    return Topics(classes_of(read["classes"]), tuple(_topic(one) for one in read["topic"]))


def _topic(entry: dict[str, Any]) -> Topic:
    return Topic(
        name=entry["name"],
        row=entry.get("row", ""),
        question=entry["question"],
        plus=entry["plus"],
        minus=entry["minus"],
        none=entry.get("none", ""),
        keeps=entry.get("keeps", 0),
        look=entry["look"],
        signals=tuple(entry["signals"]),
        scale=entry.get("scale", 0),
        frames=tuple(_frame(one) for one in entry["frames"]),
    )


def _frame(entry: dict[str, Any]) -> Frame:
    return Frame(
        pole=entry["pole"],
        classes=tuple(entry["has"]),
        axis=entry.get("axis", ""),
        near=entry.get("near", 22),
        ordered=entry.get("ordered", False),
        without=tuple(entry.get("without", ())),
        turn=entry.get("turn", ""),
        turned=entry.get("turned"),
    )
