"""Reading a built preview: files in, `generator.model.AuthorPage` out."""

from generator.preview.read import Preview, Refusal, read_preview

__all__ = ["Preview", "Refusal", "read_preview"]
