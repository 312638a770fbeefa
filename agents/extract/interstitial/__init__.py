"""Pages in the place of an article: robot checks, consent and login walls, error pages, empty applications."""

from agents.extract.interstitial.judge import LONGEST, LONGEST_CONSENT, refuse_interstitial
from agents.extract.interstitial.shown import Shown

__all__ = ["LONGEST", "LONGEST_CONSENT", "Shown", "refuse_interstitial"]
