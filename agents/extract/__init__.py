"""The extract stage: what a raw event says, as an article."""

from agents.extract.article import extract

__all__ = ["extract"]


def warm() -> None:
    """To be replaced."""
