"""What companies earn, are expected to earn, spend and pay out: small and large, few and rest."""

__all__: list[str] = []
