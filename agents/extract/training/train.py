"""Train the block model: `python -m agents.extract.training.train --data FOLDER --out MODEL [--cross-validate]`.

FOLDER holds a file <source>-dev.jsonl.gz for each source of `examples.py`; MODEL.md says where the pages are from.
The model is the mean of three of LightGBM's (Ke and others, 2017), which differ in their seed and in how much more a
long block counts than a short one. Seeds are fixed and one thread is used, so that the same data give the same model.
Training needs lightgbm, of `requirements-train.lock`; the model itself needs only numpy. It takes about three
minutes, six with --cross-validate, and 3 GB of memory.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray

from agents.extract.blocks.trees import Trees, pack
from agents.extract.training.examples import SOURCES, Example, read_examples
from agents.extract.training.fit import MEMBERS, Scores, Table, fit, predict, tabulate
from agents.extract.training.folds import FOLDS, fold_of, model_path, write_sites
from agents.extract.training.score import overlap, quality

PREFIX, SURE = 75, 0.1  # see `trees.pack`: 3 in 180,274 blocks of sites left out are decided otherwise


def main() -> None:
    """Read the pages, cross-validate if asked, train, write the model, and report what it finds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder of the labelled pages")
    parser.add_argument("--out", type=Path, required=True, metavar="MODEL", help="the file to write, *.npz")
    parser.add_argument("--cross-validate", action="store_true", help="also measure on pages of sites left out")
    parser.add_argument("--folds", type=Path, metavar="FOLDER", help="cross-validate, and write the folds' models")
    arguments = parser.parse_args()
    examples = read(arguments.data)
    table = tabulate(examples)
    print(f"{len(examples):,} pages, {len(table.page):,} blocks to learn from", flush=True)
    if arguments.cross_validate or arguments.folds:
        report("pages of sites left out", examples, cross_validate(table, examples, arguments.folds))
    members = train("all pages", table, np.ones(len(examples), np.bool_))
    write(members, examples, arguments.out)
    check(Trees.load(arguments.out), members, examples)


def read(folder: Path) -> list[Example]:
    """Read the pages of all sources; exits with a message if a file is missing."""
    examples: list[Example] = []
    for source in SOURCES:
        path = folder / f"{source}-dev.jsonl.gz"
        if not path.exists():
            raise SystemExit(f"--data: there is no file {path}")
        found = list(read_examples(path, source))
        print(f"{source:18} {len(found):6,} pages {sum(len(one.texts) for one in found):8,} blocks", flush=True)
        examples += found
    return examples


def train(title: str, table: Table, chosen: NDArray[np.bool_]) -> list[lightgbm.Booster]:
    """Train all members on the chosen pages, one value a page."""
    members = []
    for number, member in enumerate(MEMBERS, 1):
        start = time.monotonic()
        members.append(fit(table, chosen, member))
        print(f"{title}: member {number} of {len(MEMBERS)} trained in {time.monotonic() - start:.0f} s", flush=True)
    return members


def cross_validate(table: Table, examples: Sequence[Example], folder: Path | None = None) -> list[Scores]:
    """Return each page's scores by members that were trained on no page of its site; write these models to a folder."""
    fold_by_site = fold_of(example.site for example in examples)
    folds = np.array([fold_by_site[example.site] for example in examples])
    if folder is not None:
        write_sites(folder, fold_by_site)
    scores: dict[int, Scores] = {}
    for fold in range(FOLDS):
        members = train(f"fold {fold + 1} of {FOLDS}", table, folds != fold)
        if folder is not None:
            seen = [one for one, own in zip(examples, folds, strict=True) if own != fold]
            write(members, seen, model_path(folder, fold))
        scores |= {number: predict(members, examples[number]) for number in np.nonzero(folds == fold)[0].tolist()}
    return [scores[number] for number in range(len(examples))]


def write(members: Sequence[lightgbm.Booster], examples: Sequence[Example], path: Path) -> None:
    """Write the mean of the members, with the slope of its first trees on the blocks of all pages."""
    flag = members[0].num_feature() - 1
    arrays = pack([member.dump_model() for member in members], zero={flag}, prefix=PREFIX, sure=SURE)
    slope = Trees.from_arrays(arrays).slope_on(np.concatenate([one.rows[:, :flag] for one in examples if one.texts]))
    arrays["slope"] = np.array(round(slope, 3))
    np.savez_compressed(path, allow_pickle=False, **arrays)
    trees, size = len(arrays["leaves"]), path.stat().st_size
    print(f"{path}: {size:,} bytes, {trees} trees, the first {PREFIX} with a slope of {slope:.3f}", flush=True)


def check(model: Trees, members: Sequence[lightgbm.Booster], examples: Sequence[Example]) -> None:
    """Print how far the written model is from LightGBM's, and its quality on the pages that it was trained on."""
    whole = [predict(members, example) for example in examples]
    shown = [example for example in examples if example.texts]
    rows = [example.rows[:, :-1] for example in shown]
    own, quick = (np.concatenate([score(one) for one in rows]) for score in (model.raw, model.quick))
    theirs = np.concatenate(whole)
    print(f"{np.abs(own - theirs).max():.1e} is the largest difference of a raw score from LightGBM's")
    print(f"{((quick > 0) != (theirs > 0)).sum():,} of {len(theirs):,} blocks are decided otherwise by the first trees")
    report("the pages trained on: a check of the program, no measure of the model", examples, whole)


def report(title: str, examples: Sequence[Example], scores: Sequence[Scores]) -> None:
    """Print the quality of the found texts by source."""
    print(f"\n{title}\n{'source':18} {'pages':>6} {'F1':>7} {'precision':>10} {'recall':>7}")
    for source in SOURCES:
        pages = [
            overlap(example.body, "\n".join(text for text, one in zip(example.texts, own, strict=True) if one > 0))
            for example, own in zip(examples, scores, strict=True)
            if example.source == source
        ]
        f1, precision, recall = quality(pages)
        print(f"{source:18} {len(pages):6,} {f1:7.4f} {precision:10.4f} {recall:7.4f}", flush=True)


if __name__ == "__main__":
    main()
