"""Remarks: what is to be said of an article as a whole rather than of one claim in it."""

from __future__ import annotations

from rotascope.articles.remarks.registry import REMARKS, RemarkSpec, remark, remarks
from rotascope.articles.remarks.scene import HOLDS, Scene

__all__ = ["HOLDS", "REMARKS", "RemarkSpec", "Scene", "remark", "remarks"]
