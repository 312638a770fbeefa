"""What extraction of one page costs: its CPU time and its memory, measured in a child that has everything loaded."""

import multiprocessing
import resource
from dataclasses import dataclass
from multiprocessing.connection import Connection

from agents.extract.article import extract
from schemas import RawArticle, Rejected

MB = 1024  # of ru_maxrss, which Linux counts in kilobytes
DEADLINE = 60  # seconds of CPU after which the system ends the child


@dataclass(frozen=True)
class Cost:
    """What came out, how long it took, and how much more memory it took than an idle child has."""

    outcome: str
    seconds: float
    megabytes: float


def cost_of(content: str, content_type: str = "text/html") -> Cost:
    """Extract a page in a child; a child that dies has the outcome `died`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.running.warmed"])
    ours, theirs = context.Pipe()
    child = context.Process(target=_measure, args=(theirs, content, content_type))
    child.start()
    theirs.close()
    try:
        return ours.recv()  # type: ignore[no-any-return]
    except EOFError:
        return Cost("died", float("inf"), float("inf"))
    finally:
        child.join()


def _measure(answer: Connection, content: str, content_type: str) -> None:
    raw = RawArticle(content=content, content_type=content_type, url="https://www.daily-example.com/world/story-1")
    before = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(before.ru_utime) + DEADLINE
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    try:
        outcome = f"article {len(extract(raw, version='1.0').text)}"
    except Rejected as error:
        outcome = str(error)
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    answer.send(Cost(outcome, seconds, (after.ru_maxrss - before.ru_maxrss) / MB))
