"""The deduplicate stage: which events are new articles, updates, known already, or copies of others."""

from agents.deduplicate.decision import Decision, Verdict
from agents.deduplicate.deduplicator import Deduplicator
from agents.deduplicate.signature import sign

__all__ = ["Decision", "Deduplicator", "Verdict", "sign"]
