"""The choice of what reads the text of HTML pages: without its readers, because the parent of the pool only chooses."""

from enum import StrEnum


class Extractor(StrEnum):
    """What reads the text of HTML pages first."""

    BLOCKS = "blocks"  # newsmill's model, and trafilatura for the pages that the model is unsure of
    TRAFILATURA = "trafilatura"  # alone
