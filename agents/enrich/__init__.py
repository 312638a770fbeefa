"""The enrich stage: named entities, what is said of them, and the tone of the article.

`recognise`, `mentions` and `sentiment` do not import each other; `enricher.py` runs them in turn.
"""

from agents.enrich.enricher import Enricher

__all__ = ["Enricher"]
