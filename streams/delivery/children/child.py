"""What runs in a child of the pool: loading the models, and one task after another, within the limit of memory."""

import ctypes
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from schemas import Reason, Rejected, StageError
from streams.delivery.children.chunks import MOST_SECONDS, Call, Ended
from streams.delivery.children.memory import MIB, WATCHED, peak, resident

T = TypeVar("T")

PR_SET_PDEATHSIG = 1  # prctl(2)
OOM_SCORE = "500"  # where memory runs out, the kernel kills a child before the worker
MOST_FOR_MODELS = 0.8  # of the limit
TOO_MUCH, WORN = 86, 87  # exit codes: the event took more memory than it may; the event was not begun


class PoolFailed(Exception):
    """A child could not load what it needs; the message has its traceback."""


@dataclass
class _Child:
    """The state of this process, if it is a child."""

    limit: int = 0  # bytes; 0 for none
    after_warm: int = 0  # bytes
    failure: str | None = None  # what is wrong since `prepare`
    used: bool = False


_child = _Child()


def prepare(warm: Callable[[], object], parent: int, limit: int) -> None:
    """Tie the child's life to its parent's, load and warm the models, and remember the limit, in bytes."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the parent died before the line above
            os._exit(1)
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(OOM_SCORE, encoding="ascii")
    try:
        warm()
    except Exception:  # raised again by this child's first task: raised here, it would only break the pool
        _child.failure = traceback.format_exc()
    if limit and WATCHED:
        _child.limit, _child.after_warm = limit, resident()
        if (size := peak()) > limit * MOST_FOR_MODELS:
            _child.failure = (
                f"a child takes {size // MIB} MiB to load its models, and NEWSMILL_POOL_CHILD_MEMORY={limit // MIB} "
                "leaves too little for events: raise it"
            )


def call(share: float, function: Callable[..., T], *args: Any) -> tuple[T, float]:
    """Call the function and return its result and the seconds it took.

    The child ends with WORN, before the call, if earlier tasks left it with more than this share of what the limit
    leaves beside the models; and with TOO_MUCH, after the call, if that was above the limit at any moment. Every other
    failure leaves the child as an exception that survives pickling. An exception that can be pickled but not unpickled
    (one with a required argument, as libraries have them) would break the whole pool.
    """
    if _child.failure is not None:
        raise PoolFailed(_child.failure)
    if _child.used and _above(share):
        os._exit(WORN)
    _child.used = True
    started = time.perf_counter()
    try:
        return function(*args), time.perf_counter() - started
    except StageError:
        raise
    except MemoryError:
        os._exit(TOO_MUCH)
    except Exception:
        raise Rejected(Reason.UNEXPECTED, traceback.format_exc()) from None
    finally:
        if _child.limit and peak() > _child.limit:
            os._exit(TOO_MUCH)


def several(share: float, calls: Sequence[Call]) -> list[Ended]:
    """Make calls as `call` does, one after the other; the results are pairs of its, the errors those of the stages.

    After MOST_SECONDS, and where earlier tasks left more memory than the share, the rest is left undone.
    """
    ends: list[Ended] = []
    until = time.perf_counter() + MOST_SECONDS
    for function, args in calls:
        if ends and (time.perf_counter() > until or _above(share)):
            break
        try:
            ends.append(Ended(call(share, function, *args)))
        except StageError as error:
            ends.append(Ended(error=error))
    return ends


def _above(share: float) -> bool:
    spare = _child.limit - _child.after_warm
    return _child.limit > 0 and resident() > _child.after_warm + share * spare


def nap() -> int:
    """Keep a child busy until the other children get a nap too; returns the child's process id."""
    time.sleep(0.05)
    return os.getpid()
