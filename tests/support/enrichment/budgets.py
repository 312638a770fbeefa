"""How much of a text the encoder may read: other budgets than the tier's, to see what they find and cost."""

from collections.abc import Iterator
from contextlib import contextmanager

from agents.enrich import skim
from agents.enrich.tiers import BUDGETS, ENGLISH_BUDGETS, Tier

ENDLESS = 10**9  # pieces, and sentences


@contextmanager
def budget(pieces: int | None) -> Iterator[None]:
    """Let the encoder read so many pieces of a text in the accurate tier; None: each sentence with all layers."""
    before, lead, doubt = BUDGETS[Tier.ACCURATE], skim.LEAD, skim.DOUBT
    english = ENGLISH_BUDGETS[Tier.ACCURATE]
    BUDGETS[Tier.ACCURATE] = ENGLISH_BUDGETS[Tier.ACCURATE] = ENDLESS if pieces is None else pieces
    if pieces is None:
        skim.LEAD, skim.DOUBT = ENDLESS, -1.0
    try:
        yield
    finally:
        BUDGETS[Tier.ACCURATE], ENGLISH_BUDGETS[Tier.ACCURATE] = before, english
        skim.LEAD, skim.DOUBT = lead, doubt
