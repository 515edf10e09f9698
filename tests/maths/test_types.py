"""The names of the arrays."""

from rotascope.maths import types


def test_every_name_is_public() -> None:
    assert set(types.__all__) == {"Flags", "Ints", "Matrix", "Vector"}
