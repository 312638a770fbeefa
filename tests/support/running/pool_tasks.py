"""What tests let the pool's children do; here, so that a spawned child can import it by name."""

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from schemas import Reason, Rejected, Transient

MIB = 1024 * 1024


class OneWayError(Exception):
    """Can be pickled but not unpickled, as exceptions of libraries often are: its arguments are not its message's."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(f"{name}, line {line}")


def nothing() -> None:
    """Be warm at once."""


def note(folder: Path) -> None:
    """Leave a file named after the process and the moment."""
    (folder / f"{os.getpid()}-{time.monotonic_ns()}").touch()


def fail(message: str) -> None:
    """Fail as missing models do."""
    raise FileNotFoundError(message)


def leave(code: int) -> None:
    """End the process at once, as a crash in native code does."""
    os._exit(code)


def kill_itself() -> None:
    """End the process as the kernel does where memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


_kept: list[bytes] = []


def take(mebibytes: int, pause: float = 0.0) -> int:
    """Take memory, a piece at a time, and free it; returns the process id."""
    pieces = [b"\1" * MIB for _ in range(mebibytes)]
    time.sleep(pause)
    pieces.clear()
    return os.getpid()


def keep(mebibytes: int) -> int:
    """Take memory and never free it, as a library's cache does; returns the process id."""
    _kept.extend(b"\1" * MIB for _ in range(mebibytes))
    return os.getpid()


def run_out() -> None:
    """Fail as Python does if the system refuses the memory."""
    raise MemoryError


def once(folder: Path, end: Callable[[], object], pause: float = 0.0) -> int:
    """End the process by `end` the first time, and sleep the second time; returns the process id."""
    try:
        (folder / "begun").touch(exist_ok=False)
    except FileExistsError:
        time.sleep(pause)
        return os.getpid()
    end()
    raise AssertionError("it is still alive")


def process_id(pause: float = 0.0) -> int:
    """Return the process id after a pause in seconds."""
    time.sleep(pause)
    return os.getpid()


def spin() -> None:
    """Compute for ever."""
    while True:
        pass


def doubled(text: str) -> str:
    """Return the text twice."""
    return text * 2


def reject() -> None:
    """Refuse as a stage does."""
    raise Rejected(Reason.NO_ARTICLE, "no article")


def pass_over() -> None:
    """Fail as a stage does that may be tried again."""
    raise Transient(Reason.FETCH_FAILED, "not now")


def raise_one_way() -> None:
    """Raise an exception that does not unpickle."""
    raise OneWayError("page.html", 3)


def return_lock() -> object:
    """Return what does not pickle."""
    return threading.Lock()


def return_function() -> object:
    """Return what does not pickle either, with another exception."""
    return lambda: None


def signals_blocked() -> list[str]:
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    return [number.name for number in (signal.SIGINT, signal.SIGTERM) if number in blocked]


def threads_of_numeric_libraries() -> str | None:
    """Return how many threads numeric libraries may start."""
    return os.environ.get("OMP_NUM_THREADS")


def time_out() -> None:
    """Miss a deadline of its own, as a library's network call does."""
    raise TimeoutError("no answer")
