"""The fetch stage: gets the page at a URL, with limits of size and time."""

from agents.fetch.page import Fetcher, Page, Rules

__all__ = ["Fetcher", "Page", "Rules"]
