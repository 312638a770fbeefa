"""The deduplicate stage: finds which events are new articles, updates, already known, or copies of other articles.

A `Verdict` is what becomes of an event: new, updated, unchanged or duplicate.
A `Ruling` is what the state remembers about one text of an article: its revision, or the article that it copies.
A `Decision` is the answer to one event: the verdict, the article as it is published, and the changes of the state.
"""

from agents.deduplicate.decision import Decision, Verdict
from agents.deduplicate.deduplicator import Deduplicator
from agents.deduplicate.signature import sign

__all__ = ["Decision", "Deduplicator", "Verdict", "sign"]
