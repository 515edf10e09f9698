"""How files were read, kept by digest."""

from rotascope.store.mappings import keep, kept
from rotascope.store.market import Market


def test_a_mapping_is_kept_once(filled: Market) -> None:
    keep(filled.state, "d", "first")
    keep(filled.state, "d", "second")
    assert kept(filled.state, "d") == "first"
    assert kept(filled.state, "other") is None
