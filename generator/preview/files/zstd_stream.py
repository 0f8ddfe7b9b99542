"""Decompression of zstd streams."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from generator.runtime.compression import zstd

_PACKED_CHUNK = 128 * 1024


def unpack_zstd(packed: BinaryIO, chunk_size: int) -> Iterator[bytes]:
    """Yield the content of all frames in chunks of at most ``chunk_size`` bytes.

    Raises:
        EOFError: the stream ends before a frame does.
        ZstdError: a frame is damaged, or something else follows the frames.
    """
    decompressor = zstd.ZstdDecompressor()
    while True:
        data = b""
        if decompressor.eof:
            data = decompressor.unused_data or packed.read(_PACKED_CHUNK)
            if not data:
                return
            decompressor = zstd.ZstdDecompressor()
        elif decompressor.needs_input:
            data = packed.read(_PACKED_CHUNK)
            if not data:
                raise EOFError("the zstd stream ends within a frame")
        if chunk := decompressor.decompress(data, chunk_size):
            yield chunk
