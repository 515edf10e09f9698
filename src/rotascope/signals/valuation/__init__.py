"""What a unit of earnings costs: by group, through time, and what that ever said about returns."""

__all__: list[str] = []
