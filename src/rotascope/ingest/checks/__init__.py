"""Checks of the gate, one idea a file."""
