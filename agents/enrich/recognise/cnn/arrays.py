"""The types of arrays that the modules of this package pass on."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[np.int64]
Booleans: TypeAlias = NDArray[np.bool_]
Hashes: TypeAlias = NDArray[Any]
"""Unsigned numbers of 32 or 64 bits."""
