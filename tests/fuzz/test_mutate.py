"""The damage itself."""

from tests.fuzz.mutate import damaged


def test_the_same_seed_does_the_same_damage() -> None:
    seeds = [b"a,b\n1,2\n", b"c"]
    assert list(damaged(seeds, 50, 7)) == list(damaged(seeds, 50, 7))
    assert len(set(damaged(seeds, 500, 7))) > 300
