"""A language model as a second reader: optional, and without any power to introduce a number."""

from __future__ import annotations

from rotascope.articles.llm.read import LlmRead, read
from rotascope.articles.llm.schema import ModelReading

__all__ = ["LlmRead", "ModelReading", "read"]
