"""Macro conditions, as known on each day: rates, quads, recession odds, fear, credit, policy."""
