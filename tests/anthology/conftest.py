from __future__ import annotations

from pathlib import Path

import pytest

from tests.anthology.toy import write_toy


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A data folder, written anew for each test."""
    return write_toy(tmp_path)
