"""The sentiment that newsmill finds toward labelled targets, at their exact places."""

from collections.abc import Sequence

from tests.support.enrichment.labelled import Target
from tests.support.enrichment.measure import ALL, macro_f1
from tests.support.enrichment.newsmill import toward

SIGNED = (-1, 1)


def figures(tier: str, language: str, targets: Sequence[Target]) -> dict[str, float]:
    """Return macro-F1 over the three classes, and over negative and positive alone, as RuSentNE's task counts."""
    judge = toward(tier, language)
    found = [int(judge(target.sentence, target.start, target.end).argmax()) - 1 for target in targets]
    labelled = [target.polarity for target in targets]
    return {ALL: macro_f1(labelled, found), "signed": macro_f1(labelled, found, SIGNED)}
