"""What changed in the evidence files since the last build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b, file_digest
from pathlib import Path

from generator.build.state.kept_values import LastBuild
from generator.errors import EvidenceError
from generator.evidence.attribution import Statements
from generator.evidence.statement_file import read_statements
from generator.model import Statement


@dataclass(frozen=True, slots=True)
class EvidenceChanges:
    """The evidence files compared with those of the last build; before the first build all they say is new.

    Attributes:
        digest: of all files in their order, ``""`` without any.
        statements: what they say, by paper.
        changed: statements on each paper on which they say something new, or something else than before.
        removed: papers on which they say nothing any more.
    """

    digest: str = ""
    statements: Statements = field(default_factory=dict)
    changed: dict[str, tuple[Statement, ...]] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()

    @property
    def papers(self) -> frozenset[str]:
        """Papers on which something else is said than before."""
        return self.removed | self.changed.keys()


def read_evidence_changes(paths: Sequence[Path], last: LastBuild) -> EvidenceChanges:
    """Read what is new or changed in evidence files; those that the last build had are not read again.

    Raises:
        EvidenceError: a file can't be read, or has bad lines.
    """
    digest = _digest(paths)
    if digest == last.info.evidence:
        return EvidenceChanges(digest, last.statements if digest else {})
    statements = read_statements(paths)
    changed = {paper: said for paper, said in statements.items() if said != last.statements.get(paper)}
    return EvidenceChanges(digest, statements, changed, frozenset(last.statements.keys() - statements.keys()))


def _digest(paths: Iterable[Path]) -> str:
    digests = []
    for path in paths:
        try:
            with path.open("rb") as stream:
                digests.append(file_digest(stream, "blake2b").digest() + path.suffix.encode())
        except OSError as error:
            raise EvidenceError(f"{path}: can't be read ({error.strerror}).") from error
    return blake2b(b"".join(digests), digest_size=20).hexdigest() if digests else ""
