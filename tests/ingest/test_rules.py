"""The list of checks."""

from rotascope.ingest.rules import RULES


def test_there_are_thirty_each_with_a_sentence() -> None:
    assert list(RULES) == [f"Q{number:02d}" for number in range(1, 31)]
    assert all(rule.says and len(rule.says) < 110 for rule in RULES.values())
