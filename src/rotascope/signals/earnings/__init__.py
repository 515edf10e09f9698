"""What companies earn, are expected to earn, spend and pay out: small against large, the few against the rest."""

__all__: list[str] = []
