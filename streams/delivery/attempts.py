"""Attempts at an event: a transient failure is tried again after a pause, every other failure is final."""

import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import stamina

from schemas import Reason, Rejected, StageError, Transient
from streams.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True)
class Failure:
    """Why an event could not be processed, and the number of the last attempt, from 1."""

    error: StageError
    attempt: int


async def attempt(
    work: Callable[[], Awaitable[T]], settings: Settings, on_transient: Callable[[Transient], None] = lambda _: None
) -> T | Failure:
    """Do the work, again after growing pauses with jitter while it raises Transient, up to the settings' attempts.

    Never raises: a defect becomes a failure with Reason.UNEXPECTED and its traceback.
    """
    number = 1
    try:
        async for trial in stamina.retry_context(
            on=Transient,
            attempts=settings.attempts,
            timeout=None,
            wait_initial=settings.retry_pause,
            wait_max=settings.retry_pause_max,
            wait_jitter=settings.retry_pause,
        ):
            with trial:
                number = trial.num
                try:
                    return await work()
                except Transient as error:
                    on_transient(error)
                    raise
    except StageError as error:
        return Failure(error, number)
    except Exception as error:
        return Failure(Rejected(Reason.UNEXPECTED, "".join(traceback.format_exception(error))), number)
    raise AssertionError("stamina neither returned nor raised")
