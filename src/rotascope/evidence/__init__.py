"""Readings into a verdict: leadership as facts, the forecast apart, evidence with what chance shows."""

from rotascope.evidence.verdict import axis_verdict, verdict

__all__ = ["axis_verdict", "verdict"]
