"""One JSON policy for every surface: the frozen answer, field by field, nothing added or rounded.

Dates are ISO, tuples are arrays, None is null, fractions stay fractions. A number that is not finite
is an error here: it should have been a reason long before.
"""

from __future__ import annotations

import json
import math
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rotascope.plain import escaped

__all__ = ["encode", "plain"]


def plain(answer: object) -> Any:
    """The answer as dicts, lists, strings and numbers. Raises ValueError on NaN or infinity."""
    if answer is None or isinstance(answer, str | bool | int):
        return answer
    if isinstance(answer, float):
        return _finite(answer)
    if isinstance(answer, date | Path):
        return str(answer)  # a date's text is ISO
    return _nested(answer)


def _nested(answer: object) -> Any:
    if isinstance(answer, tuple | list):
        return [plain(item) for item in answer]
    if isinstance(answer, dict):
        return {str(name): plain(item) for name, item in answer.items()}
    if is_dataclass(answer):
        return {field.name: plain(getattr(answer, field.name)) for field in fields(answer)}
    raise TypeError(f"{type(answer).__name__} has no JSON form: it is no answer of ours")


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise ValueError(f"{number} cannot be printed: no answer is None with a reason")
    return number


def encode(answer: object, indent: int | None = 2) -> str:
    """The answer as JSON text: UTF-8 characters as they are, hidden ones as escapes."""
    text = json.dumps(plain(answer), ensure_ascii=False, allow_nan=False, indent=indent)
    return escaped(text)
