"""Traces: the whole causal history, or why there is none."""

from __future__ import annotations

from rotascope.signals.trace import missing


def test_a_missing_trace_has_no_days_and_says_why() -> None:
    trace = missing("short_history", "XMAG starts 2024-10-22: 12 of 126 sessions")
    assert len(trace.days) == len(trace.value) == 0
    assert (trace.status, trace.reason) == (
        "short_history",
        "XMAG starts 2024-10-22: 12 of 126 sessions",
    )
