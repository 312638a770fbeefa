"""The names that newsmill finds in labelled sentences and documents, as counts, with those after each step."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from agents.enrich.enricher import Enricher
from tests.support.enrichment.labelled import Labelled, documents, sentences
from tests.support.enrichment.measure import ByKind, compared, total
from tests.support.enrichment.newsmill import article_of, names_in, names_of
from tests.support.enrichment.steps import watched_steps

TEXTS: dict[str, Callable[[str, int | None], list[Labelled]]] = {"sentences": sentences, "documents": documents}
"""How labelled sentences are given: each as a text of its own, or joined as articles are."""


class Found(NamedTuple):
    """The counts of some texts: of what subscribers get, and by step; without steps, they are empty."""

    entities: ByKind
    steps: dict[str, ByKind]


def found_in(enricher: Enricher, language: str, texts: Iterable[Labelled]) -> Found:
    """Enrich texts by the service's own function, and compare the names with the labels.

    Names that a text has by a way without steps, such as none at all, count as those of each step.
    """
    whole: list[ByKind] = []
    by_step: defaultdict[str, list[ByKind]] = defaultdict(list)
    with watched_steps() as steps:
        for text, labels in texts:
            steps.after = {}
            whole.append(compared(labels, names_of(enricher.enrich(article_of(text, language)))))
            for step, spans in steps.after.items():
                by_step[step].append(compared(labels, names_in(spans)))
    return Found(total(whole), {step: total(counts) for step, counts in by_step.items()})
