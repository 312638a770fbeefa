"""Attempts at an event: a transient failure is tried again after a pause, every other failure is final."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import stamina

from schemas import Deferred, Reason, Rejected, StageError, Transient
from streams.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True)
class Failure:
    """Why an event could not be processed, and the number of the last attempt, from 1."""

    error: StageError
    attempt: int


async def attempt(
    work: Callable[[], Awaitable[T]],
    settings: Settings,
    on_transient: Callable[[Transient], None] = lambda _: None,
    *,
    may_wait: bool = True,
) -> T | Failure:
    """Do the work, again after growing pauses with jitter while it raises Transient, up to the settings' attempts.

    After a failure whose `wait` is longer than the longest pause there is no attempt in place. A deferred event is
    returned as a failure, to wait somewhere else; with `may_wait` false it waits here, as often as it has to.

    Never raises: a defect becomes a failure with Reason.UNEXPECTED and its traceback.
    """
    once = work if may_wait else partial(_in_turn, work, settings)
    try:  # most events need one attempt, and no retries set up
        return await once()
    except Transient as error:
        return await _again(once, error, settings, on_transient)
    except StageError as error:
        return Failure(error, 1)
    except Exception as error:
        return Failure(_defect(error), 1)


async def _again(
    once: Callable[[], Awaitable[T]], first: Transient, settings: Settings, on_transient: Callable[[Transient], None]
) -> T | Failure:
    """Go on after a first attempt that failed."""
    number = 1
    made: Transient | None = None  # the last attempt's failure
    try:
        async for trial in stamina.retry_context(
            on=lambda error: _again_in_place(error, settings),
            attempts=settings.attempts,
            timeout=None,
            wait_initial=settings.retry_pause,
            wait_max=settings.retry_pause_max,
            wait_jitter=settings.retry_pause,
        ):
            with trial:
                number = trial.num
                try:
                    if number == 1:
                        raise first
                    return await once()
                except Deferred:
                    raise
                except Transient as error:
                    made = error
                    on_transient(error)
                    raise
    except Deferred as error:
        if made is None:
            return Failure(error, 1)
        return Failure(Transient(made.reason, made.message, error.wait), number - 1)  # the attempts before it count
    except StageError as error:
        return Failure(error, number)
    except Exception as error:
        return Failure(_defect(error), number)
    raise AssertionError("stamina neither returned nor raised")


def _defect(error: Exception) -> Rejected:
    return Rejected(Reason.UNEXPECTED, "".join(traceback.format_exception(error)))


def _again_in_place(error: Exception, settings: Settings) -> bool | float:
    """Return whether to try again in place; if the failure says after how many seconds, these."""
    if not isinstance(error, Transient) or isinstance(error, Deferred) or error.wait > settings.retry_pause_max:
        return False
    return error.wait or True


async def _in_turn(work: Callable[[], Awaitable[T]], settings: Settings) -> T:
    """Do the work when its turn has come."""
    while True:
        try:
            return await work()
        except Deferred as error:
            await asyncio.sleep(min(max(error.wait, settings.retry_pause), settings.retry_pause_max))
