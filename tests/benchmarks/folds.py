"""newsmill with the models of a cross-validation: each page is read by one that has seen no page of its site."""

from pathlib import Path

from agents.extract.blocks import extractor
from agents.extract.blocks.folds import FOLDS, model_path, read_sites, site_of
from agents.extract.blocks.trees import Floats, Trees
from tests.benchmarks.extractors import Read
from tests.support.extraction.newsmill import by_newsmill
from tests.support.extraction.pages import Found, Labelled


class _Folded:
    """In the place of `Trees`: the model of the fold that was chosen last."""

    def __init__(self, folder: Path) -> None:
        self._models = [Trees.load(model_path(folder, fold)) for fold in range(FOLDS)]
        self.chosen = 0

    def load(self, _: Path) -> "_Folded":
        return self

    def raw(self, rows: Floats) -> Floats:
        return self._models[self.chosen].raw(rows)

    def quick(self, rows: Floats) -> Floats:
        return self._models[self.chosen].quick(rows)


def by_folds(folder: Path) -> Read:
    """Return newsmill's reader with the models of a folder, in every process that reads with it.

    A site in no fold was not trained on: any model may read it. Raises FileNotFoundError.
    """
    models, sites = _Folded(folder), read_sites(folder)

    def read(page: Labelled) -> Found:
        if extractor.Trees is not models:
            extractor.Trees = models  # type: ignore[misc, assignment]
            extractor.bundled.cache_clear()
        models.chosen = sites.get(site_of(page.url, page.id), 0)
        return by_newsmill(page)

    return read
