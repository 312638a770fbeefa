"""The fetch stage: the page behind a URL, with its size and time bounded."""

from agents.fetch.page import Fetcher

__all__ = ["Fetcher"]
