"""Names for the arrays of this folder."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Flags", "Ints", "Matrix", "Vector"]

Vector = NDArray[np.float64]
Matrix = NDArray[np.floating]
Flags = NDArray[np.bool_]
Ints = NDArray[np.integer]
