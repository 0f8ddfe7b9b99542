"""Reads a built preview: files in, `generator.model.AuthorPage` out."""

from generator.preview.file_kinds import Refusal
from generator.preview.read import Preview, read_preview

__all__ = ["Preview", "Refusal", "read_preview"]
