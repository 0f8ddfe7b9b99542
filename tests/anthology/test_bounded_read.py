from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.anthology.data import AnthologyData
from generator.errors import DataError


def test_a_pipe_or_device_is_refused_without_reading_it(toy: Path) -> None:
    os.mkfifo(toy / "xml" / "2023.toy.xml")
    with pytest.raises(DataError, match=r"2023.toy.xml: is not a regular file"):
        AnthologyData.read(toy)
    (toy / "xml" / "2023.toy.xml").unlink()
    (toy / "xml" / "2023.toy.xml").symlink_to("/dev/zero")
    with pytest.raises(DataError, match=r"2023.toy.xml: is not a regular file"):
        AnthologyData.read(toy)
