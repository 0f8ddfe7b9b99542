"""Corpus statistics that are counted file by file are those of all papers counted at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from generator.anthology.data import AnthologyData
from generator.anthology.instances import corpus_instances
from generator.anthology.read_items import summary_key
from generator.grouping.features.corpus import Corpus
from generator.review import corpus_statistics
from generator.review.corpus_statistics import PART, fit_corpus
from generator.runtime.packed_arrays import encode_array
from generator.runtime.user_cache import keep_cached, key


def packed(corpus: Corpus) -> bytes:
    return msgspec.msgpack.encode(corpus, enc_hook=encode_array)


def test_data_that_moved_by_a_file_are_counted_again_in_that_file_alone(
    toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    counted: list[str] = []
    count = corpus_statistics._count

    def note(files: Iterable[tuple[str, bytes]]) -> list[bytes]:
        some = list(files)
        counted.extend(file for file, _ in some)
        return count(some)

    monkeypatch.setattr(corpus_statistics, "_count", note)
    data = AnthologyData.read(toy)
    assert packed(fit_corpus({}, data)) == packed(Corpus.build(corpus_instances(data)))
    assert sorted(counted) == sorted(data.items.files)  # type: ignore[attr-defined]
    counted.clear()
    file = min((toy / "xml").glob("*.xml"))
    file.write_text(file.read_text("utf-8").replace("</title>", " renamed</title>", 1), "utf-8")
    data = AnthologyData.read(toy)
    corpus = packed(fit_corpus({}, data))
    assert (corpus, counted) == (packed(Corpus.build(corpus_instances(data))), [f"xml/{file.name}"])
    # What stands in the cache in the place of the statistics is not taken for them.
    parts = [summary_key(PART, content) for content in data.items.files.values()]  # type: ignore[attr-defined]
    keep_cached((name, b"something else") for name in (key("corpus", data.digest), *parts))
    assert packed(fit_corpus({}, AnthologyData.read(toy))) == corpus
