"""The errors that a stage raises: they are pickled between processes, and their reasons are a closed list."""

import copy
import pickle

import pytest

from schemas import Reason, Rejected, StageError, Transient


def pickled(error: StageError) -> StageError:
    arrived: StageError = pickle.loads(pickle.dumps(error))  # noqa: S301 (its own)
    return arrived


@pytest.mark.parametrize("kind", [StageError, Rejected, Transient])
@pytest.mark.parametrize("copied", [pickled, copy.copy, copy.deepcopy])
def test_a_stage_error_survives_pickling_and_copying(kind: type[StageError], copied) -> None:
    error = kind(Reason.NO_ARTICLE, "the page has no article")
    arrived = copied(error)
    assert type(arrived) is kind
    assert arrived.reason is Reason.NO_ARTICLE
    assert arrived.message == "the page has no article"


def test_a_stage_error_reads_as_its_reason_and_message() -> None:
    assert str(Rejected(Reason.TOO_LARGE, "9 bytes, the limit is 8")) == "too_large: 9 bytes, the limit is 8"


def test_permanent_and_transient_failures_differ_by_type() -> None:
    assert issubclass(Rejected, StageError)
    assert issubclass(Transient, StageError)
    assert not issubclass(Transient, Rejected)
    assert not issubclass(Rejected, Transient)


def test_reasons_can_label_a_metric() -> None:
    assert all(reason.value == reason.name.lower() for reason in Reason)
    assert all(reason.value.replace("_", "").isalpha() for reason in Reason)
