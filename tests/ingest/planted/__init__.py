"""Faults planted to be caught: a module a check, twenty variants each."""
