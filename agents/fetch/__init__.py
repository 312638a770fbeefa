"""The fetch stage: gets the page at a URL, with limits of size and time."""

from agents.fetch.page import Fetcher

__all__ = ["Fetcher"]
