"""The extract stage: makes an article of a raw event."""

from agents.extract.article import extract, warm

__all__ = ["extract", "warm"]
