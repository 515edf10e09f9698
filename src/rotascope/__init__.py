"""Rotascope: who leads the US equity market, is leadership rotating, and how sure are we."""

__version__ = "0.1.0"
