"""Attempts: only a transient failure is tried again, and no exception escapes."""

import pytest
import stamina

from schemas import Deferred, Reason, Rejected, StageError, Transient
from streams.delivery.attempts import Failure, attempt
from streams.settings import Settings

QUICK = Settings(attempts=4, retry_pause=0.001, retry_pause_max=0.002)


class Work:
    """Raises what it is given, in turn, and then succeeds; counts its calls."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.calls = 0

    async def __call__(self) -> str:
        self.calls += 1
        if self._errors:
            raise self._errors.pop(0)
        return "done"


def transient(times: int) -> list[Exception]:
    return [Transient(Reason.FETCH_FAILED, f"try {number}") for number in range(1, times + 1)]


async def test_work_that_succeeds_is_called_once() -> None:
    work = Work()
    assert await attempt(work, QUICK) == "done"
    assert work.calls == 1


async def test_a_transient_failure_is_tried_again_and_on_transient_is_called_with_it() -> None:
    work, failures = Work(*transient(2)), []
    assert await attempt(work, QUICK, failures.append) == "done"
    assert work.calls == 3
    assert [error.message for error in failures] == ["try 1", "try 2"]


async def test_a_transient_failure_is_final_after_the_settings_attempts() -> None:
    work = Work(*transient(9))
    failure = await attempt(work, QUICK)
    assert isinstance(failure, Failure)
    assert failure.attempt == work.calls == 4
    assert failure.error.reason is Reason.FETCH_FAILED
    assert failure.error.message == "try 4"


async def test_a_permanent_failure_is_not_tried_again() -> None:
    error = Rejected(Reason.NO_ARTICLE, "no article")
    work = Work(error)
    assert await attempt(work, QUICK) == Failure(error, 1)
    assert work.calls == 1


async def test_a_permanent_failure_after_transient_ones_counts_all_attempts() -> None:
    error = Rejected(Reason.FETCH_FAILED, "gone")
    assert await attempt(Work(*transient(2), error), QUICK) == Failure(error, 3)


@pytest.mark.parametrize(
    "defect", [KeyError("title"), RuntimeError("broken"), TimeoutError(), ExceptionGroup("g", [OSError()])]
)
async def test_a_defect_is_final_and_has_its_traceback(defect: Exception) -> None:
    work = Work(defect)
    failure = await attempt(work, QUICK)
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, StageError)
    assert failure.error.reason is Reason.UNEXPECTED
    assert type(defect).__name__ in failure.error.message
    assert "test_attempts.py" in failure.error.message
    assert work.calls == 1


async def test_with_one_attempt_nothing_is_tried_again() -> None:
    work = Work(*transient(1))
    failure = await attempt(work, QUICK.model_copy(update={"attempts": 1}))
    assert isinstance(failure, Failure)
    assert (failure.attempt, work.calls) == (1, 1)


async def test_retries_do_not_depend_on_staminas_global_switch() -> None:
    assert stamina.is_active(), "some code switched retries off for the whole process"


async def test_a_deferred_event_is_not_tried_again_in_place() -> None:
    error = Deferred(Reason.FETCH_FAILED, "not yet", 60.0)
    work, failures = Work(error), []
    assert await attempt(work, QUICK, failures.append) == Failure(error, 1)
    assert (work.calls, failures) == (1, [])


async def test_an_event_deferred_after_an_attempt_has_failed_and_waits_as_long_as_it_must() -> None:
    failure = await attempt(Work(*transient(1), Deferred(Reason.FETCH_FAILED, "not yet", 60.0)), QUICK)
    assert isinstance(failure, Failure)
    assert type(failure.error) is Transient
    assert (failure.error.message, failure.error.wait, failure.attempt) == ("try 1", 60.0, 1)


async def test_an_event_that_can_wait_nowhere_else_waits_for_its_turn_in_place() -> None:
    work = Work(*(Deferred(Reason.FETCH_FAILED, "not yet", 60.0) for _ in range(9)))
    assert await attempt(work, QUICK, may_wait=False) == "done"
    assert work.calls == 10


async def test_a_failure_that_asks_for_a_longer_wait_than_a_pause_is_not_tried_again_in_place() -> None:
    error = Transient(Reason.FETCH_FAILED, "in an hour", 3600.0)
    work = Work(error)
    assert await attempt(work, QUICK) == Failure(error, 1)
    assert work.calls == 1
