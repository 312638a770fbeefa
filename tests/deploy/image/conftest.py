"""The image of this checkout; where it cannot be built, its tests are skipped, but in CI they fail."""

import pytest

from tests.support.deploy.image.build import image as built
from tests.support.deploy.tools import REQUIRED, ToolUnavailable


@pytest.fixture(scope="session")
def image() -> str:
    """The image's name."""
    try:
        return built()
    except ToolUnavailable as error:
        give_up = pytest.fail if REQUIRED else pytest.skip
        give_up(f"the image cannot be built: {error}")
