"""`python -m rotascope` is the command `rotascope`."""

from rotascope.surfaces.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
