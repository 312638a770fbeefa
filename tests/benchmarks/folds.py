"""newsmill with the models of a cross-validation: each page is read by one that has seen no page of its site."""

from pathlib import Path

from agents.extract.blocks import extractor
from agents.extract.blocks.extractor import BlockExtractor
from agents.extract.html import body
from agents.extract.training.folds import FOLDS, model_path, read_sites, site_of
from tests.benchmarks.extractors import Read
from tests.support.extraction.newsmill import by_newsmill
from tests.support.extraction.pages import Found, Labelled


def by_folds(folder: Path) -> Read:
    """Return newsmill's reader with the models of a folder, in every process that reads with it.

    A site in no fold was not trained on: any model may read it. Raises FileNotFoundError.
    """
    readers, sites = [_reader(model_path(folder, fold)) for fold in range(FOLDS)], read_sites(folder)

    def read(page: Labelled) -> Found:
        body.bundled = lambda _: readers[sites.get(site_of(page.url, page.id), 0)]  # type: ignore[assignment]
        return by_newsmill(page)

    return read


def _reader(model: Path) -> BlockExtractor:
    own, extractor.MODEL = extractor.MODEL, model
    try:
        return extractor.bundled.__wrapped__(body.DOUBTFUL)
    finally:
        extractor.MODEL = own
