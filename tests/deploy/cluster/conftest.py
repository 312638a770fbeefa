"""A Kubernetes cluster for the tests of the chart: a control plane, the custom resources, and podman as its node.

Without a program that is needed, a test is skipped; in CI it fails.
"""

from collections.abc import Iterator

import pytest

from tests.support.cluster.cluster import Cluster
from tests.support.cluster.crds import definitions
from tests.support.deploy.tools import REQUIRED, ToolUnavailable


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A control plane that knows the custom resources that the chart can render."""
    try:
        made = Cluster()
        known = definitions()
    except ToolUnavailable as error:
        give_up = pytest.fail if REQUIRED else pytest.skip
        give_up(f"no cluster: {error}")
    with made:
        made.install(known)
        yield made
