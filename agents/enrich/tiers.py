"""How thoroughly articles are read, by language: the setting NEWSMILL_ENRICHMENT, and what each tier reads."""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from agents.enrich.levels import standard


class Tier(StrEnum):
    """How thoroughly articles are read."""

    FAST = "fast"
    ACCURATE = "accurate"


class Choice(NamedTuple):
    """What the settings choose: entity models of one's own, and the tiers; it travels to the children of the pool."""

    models: tuple[tuple[str, str], ...] = ()  # languages and spaCy packages or paths
    tiers: str = Tier.ACCURATE.value  # as the setting has it


Tiers: TypeAlias = dict[str, Tier]
"""The tier of each language that has one of its own, by its code in the tables; under the empty code of all others."""


BUDGETS = {Tier.FAST: 250, Tier.ACCURATE: 420}
"""Pieces that the encoder may read of a text with all layers; a word has 1.5, and half of the layers cost half."""

ENGLISH_BUDGETS = {Tier.FAST: 0, Tier.ACCURATE: 150}
"""The same in English, where the convolutions read everything."""


def tiers_of(setting: str) -> Tiers:
    """Return the tiers of a setting such as `accurate,en=fast`; raises ValueError if it is not one."""
    tiers: Tiers = {"": Tier.ACCURATE}
    for part in setting.replace(" ", "").split(","):
        language, _, tier = part.rpartition("=")
        tiers[standard(language)] = Tier(tier)
    return tiers
