"""How many tokens a day a language model may take: counted in one small file, whoever asks."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from rotascope.errors import NoAnswer

__all__ = ["allow", "estimate", "spend", "spent"]

BYTES_A_TOKEN = 3
"""Of English text four and more: an estimate that is high is the safe one."""


def estimate(*texts: str, answer: int) -> int:
    """Tokens that a question may take: its bytes / 3, and the longest `answer`."""
    return sum(len(text.encode("utf-8", "replace")) for text in texts) // BYTES_A_TOKEN + answer


def spent(path: Path, today: date) -> int:
    """Tokens taken today; 0 where nothing, or another day, is on file."""
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return 0
    count = told.get(str(today)) if isinstance(told, dict) else None
    return count if isinstance(count, int) and count > 0 else 0


def allow(path: Path, today: date, tokens: int, most: int) -> None:
    """Raise NoAnswer if `tokens` more would pass the day's `most`."""
    taken = spent(path, today)
    if taken + tokens > most:
        raise NoAnswer(
            f"the language model's {most:,} tokens for {today} do not suffice: {taken:,} are taken"
            f" and this article may take {tokens:,}",
            "room for it",
            "--reader builtin, tomorrow, or more in ROTASCOPE_LLM_TOKENS",
        )


def spend(path: Path, today: date, tokens: int) -> None:
    """Add to today's count; of other days nothing is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_text(json.dumps({str(today): spent(path, today) + max(tokens, 0)}), "utf-8")
    part.replace(path)
