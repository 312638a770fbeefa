"""Budgets of reading are the given ones for a while."""

import pytest

from agents.enrich import skim
from agents.enrich.tiers import BUDGETS, Tier
from tests.support.enrichment.budgets import budget


@pytest.mark.parametrize("pieces", [100, None])
def test_a_budget_holds_within_the_context(pieces: int | None) -> None:
    before = (dict(BUDGETS), skim.LEAD, skim.DOUBT)
    with budget(pieces):
        assert BUDGETS[Tier.ACCURATE] == (10**9 if pieces is None else pieces)
    assert (dict(BUDGETS), skim.LEAD, skim.DOUBT) == before
