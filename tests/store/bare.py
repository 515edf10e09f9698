"""Python without root's right to pass over permissions: `python -m tests.store.bare ARGUMENTS`.

Tests often run as root, for whom no folder is read-only. The rest of the line goes to Python.
"""

from __future__ import annotations

import ctypes
import os
import sys

DROP = 24  # PR_CAPBSET_DROP of prctl(2)
PASSING_OVER = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def main() -> None:
    """Give the rights up for the program that follows, then become it."""
    if os.geteuid() == 0:
        for right in PASSING_OVER:
            if ctypes.CDLL(None).prctl(DROP, right, 0, 0, 0) != 0:
                sys.exit("this root may not give up its rights")
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])


if __name__ == "__main__":
    main()
