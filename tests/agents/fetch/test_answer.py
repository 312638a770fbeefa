"""Each HTTP status and each error of httpx is one answer of the closed list."""

import httpx
import pytest
from ssrfguard import BlockedAddressError

from agents.fetch.answer import Answer, of_failure, of_status


@pytest.mark.parametrize(
    "status, answer",
    [
        (200, Answer.OK),
        (206, Answer.OK),
        (304, Answer.REDIRECT),
        (404, Answer.CLIENT_ERROR),
        (429, Answer.THROTTLED),
        (503, Answer.SERVER_ERROR),
        (101, Answer.BROKEN),
        (999, Answer.BROKEN),
    ],
)
def test_a_status_is_an_answer_of_its_class(status, answer):
    assert of_status(status) is answer


@pytest.mark.parametrize(
    "error, answer",
    [
        (TimeoutError(), Answer.TIMEOUT),
        (httpx.ReadTimeout(""), Answer.TIMEOUT),
        (httpx.ConnectTimeout(""), Answer.TIMEOUT),
        (httpx.InvalidURL(""), Answer.BAD_URL),
        (httpx.UnsupportedProtocol(""), Answer.BAD_URL),
        (httpx.ConnectError(""), Answer.UNREACHABLE),
        (BlockedAddressError("10.0.0.1", "private"), Answer.BLOCKED),
        (httpx.RemoteProtocolError(""), Answer.BROKEN),
        (httpx.DecodingError(""), Answer.BROKEN),
    ],
)
def test_an_error_is_an_answer_by_its_type(error, answer):
    assert of_failure(error) is answer
