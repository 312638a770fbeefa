"""Pages that break a pool's child: the pool loads this module by name, and does to other pages what newsmill does."""

import os
import signal
import time

from agents.work import Done, ToFetch, extract_event
from schemas import Origin

BREAK = b"this page meets a defect"
KILL = b"this page kills the child that reads it"
HANG = b"this page is never read to its end"


def breakable_extract_event(value: bytes | None, origin: Origin | None, max_bytes: int) -> Done | ToFetch:
    """Extract as newsmill does, but die of one page, hang on another and stumble over a third."""
    if value is not None and BREAK in value:
        raise ZeroDivisionError("a defect")
    if value is not None and KILL in value:
        os.kill(os.getpid(), signal.SIGKILL)
    if value is not None and HANG in value:
        time.sleep(600)
    return extract_event(value, origin, max_bytes)
