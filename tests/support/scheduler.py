"""How `make test` shares the tests between its processes."""

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

# Each needs a thing that takes seconds to make, and one process is enough for all of its tests.
TOGETHER = {
    "tests/agents/enrich/": "the language model",
    "tests/deploy/chart/": "the rendered chart",
    "tests/integration/test_bad_input.py": "a run through a worker",
    "tests/integration/test_secure.py": "the broker with TLS and SASL",
    "tests/streams/kafka/test_connection.py": "the broker with TLS and SASL",
}


class Scheduler(LoadScopeScheduling):  # type: ignore[misc]
    """Gives each test to the process that is free, and all tests that are to be together to the same one.

    pytest-xdist's own `loadgroup` would do, but its version 3.8 has no effect on pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((thing for start, thing in TOGETHER.items() if nodeid.startswith(start)), nodeid)
