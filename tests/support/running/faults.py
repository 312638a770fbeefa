"""Pages that break a pool's child: the pool loads this module by name, and does to other pages what newsmill does."""

import os
import signal
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from agents.done import Done
from agents.extract.agent import ExtractWork, Task
from agents.extract.page import Extractor
from agents.extract.task import ToFetch, extract_event
from agents.stages import SPECS, Spec
from schemas import Origin
from streams.stages import Stage

BREAK = b"this page meets a defect"
KILL = b"this page kills the child that reads it"
HANG = b"this page is never read to its end"


def breakable_extract_event(
    value: bytes | None, origin: Origin | None, max_bytes: int, extractor: Extractor
) -> Done | ToFetch:
    """Extract as newsmill does, but die of one page, hang on another and stumble over a third."""
    if value is not None and BREAK in value:
        raise ZeroDivisionError("a defect")
    if value is not None and KILL in value:
        os.kill(os.getpid(), signal.SIGKILL)
    if value is not None and HANG in value:
        time.sleep(600)
    return extract_event(value, origin, max_bytes, extractor)


def with_extract_task(task: Task) -> Mapping[Stage, Spec]:
    """Return the stages' specs, with another task for the pool's children at extraction."""
    return {**SPECS, Stage.EXTRACT: replace(SPECS[Stage.EXTRACT], make=partial(ExtractWork, task=task))}
