"""The hostile web server, shared by the tests of what fetches from the web."""

from collections.abc import Iterator

import pytest

from tests.support.web.server import Web


@pytest.fixture(scope="session")
def server() -> Iterator[Web]:
    """The server, started once."""
    with Web() as started:
        yield started


@pytest.fixture
def web(server: Web) -> Web:
    """The server, which has seen nothing yet."""
    server.forget()
    return server
