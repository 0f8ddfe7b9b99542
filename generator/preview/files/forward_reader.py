"""A stream that only moves forward, over chunks of unpacked bytes."""

from __future__ import annotations

from collections.abc import Iterator


class ForwardReader:
    """What `tarfile` needs of a file object, for bytes that come in chunks and can't be read twice.

    Attributes:
        last_read: the bytes that the last call of `read` returned.
        allowance: bytes that may still be read; skipping costs nothing.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.last_read = b""
        self.allowance = 0
        self._chunks = chunks
        self._chunk = b""
        self._chunk_start = 0  # in the stream
        self._offset = 0  # in the chunk

    def tell(self) -> int:
        """Bytes from the start of the stream."""
        return self._chunk_start + self._offset

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes, fewer only at the end of the stream.

        Raises:
            ValueError: ``size`` is more than the allowance: a header states a false length.
        """
        if size > self.allowance:
            raise ValueError("a header with more, or longer, names and attributes than any real one")
        self.allowance -= size
        end = self._offset + size
        if end <= len(self._chunk):
            self.last_read = self._chunk[self._offset : end]
            self._offset = end
            return self.last_read
        parts = []
        missing = size
        while missing > 0 and (self._offset < len(self._chunk) or self._next_chunk()):
            part = self._chunk[self._offset : self._offset + missing]
            self._offset += len(part)
            missing -= len(part)
            parts.append(part)
        self.last_read = b"".join(parts)
        return self.last_read

    def peek(self, size: int) -> bytes:
        """What `read` would return; the bytes stay to be read, and cost none of the allowance.

        Raises:
            ValueError: as for `read`.
        """
        position, data = self.tell(), self.read(size)
        self.allowance += size
        self._chunk, self._chunk_start, self._offset = data + self._chunk[self._offset :], position, 0
        return data

    def seek(self, position: int) -> int:
        """Skip to ``position``, or to the end of the stream where that comes first.

        Raises:
            ValueError: ``position`` was passed already: a header states a negative length.
        """
        if position < self.tell():
            raise ValueError("a member of negative length")
        while position > self._chunk_start + len(self._chunk) and self._next_chunk():
            pass
        self._offset = min(position - self._chunk_start, len(self._chunk))
        return self.tell()

    def _next_chunk(self) -> bool:
        chunk = next(self._chunks, b"")
        if chunk:
            self._chunk_start += len(self._chunk)
            self._chunk, self._offset = chunk, 0
        return bool(chunk)
