"""Lets MessagePack hold NumPy arrays: hooks for the encoders and decoders of msgspec."""

from __future__ import annotations

from typing import Any

import numpy as np


def encode_array(value: Any) -> Any:
    """Hook for encoding."""
    if isinstance(value, np.ndarray):
        return {"type": value.dtype.str, "data": value.tobytes()}
    raise TypeError(f"{type(value).__name__} can't be kept")


def decode_array(_: type, value: Any) -> Any:
    """Hook for decoding; the array can't be written to."""
    return np.frombuffer(value["data"], np.dtype(value["type"]))
