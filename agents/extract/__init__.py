"""The extract stage: what a raw event says, as an article."""

from agents.extract.article import extract, warm

__all__ = ["extract", "warm"]
