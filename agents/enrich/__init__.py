"""The enrich stage: named entities, what is thought of them, and the tone of the article."""

from agents.enrich.enricher import DEFAULT_MODELS, Enricher

__all__ = ["DEFAULT_MODELS", "Enricher"]
