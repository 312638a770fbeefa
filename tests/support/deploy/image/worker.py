"""newsmill as deployments run it: the image's worker, as a process to be stopped, killed and watched."""

import subprocess
from pathlib import Path
from typing import Self

from tests.support.deploy.image.containers import podman, run_command
from tests.support.running.worker import WorkerProcess


class ImageWorker(WorkerProcess):
    """A worker of an image on a broker; podman passes signals on to it, and ends with its exit code."""

    def __init__(self, image: str, broker_url: str, prefix: str, log: Path, **settings: object) -> None:
        super().__init__(broker_url, prefix, log, **settings)
        self._image = image
        self.name = f"newsmill-test-{self.port}"

    def start(self) -> Self:
        """Start the worker."""
        given = {name: value for name, value in self._environment.items() if name.startswith("NEWSMILL_")}
        self._output = self._log.open("ab")
        self._process = subprocess.Popen(
            run_command(self._image, environment=given, name=self.name),
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for pytest
        )
        return self

    def execute(self, *command: str) -> str:
        """Run a command inside its container and return what it printed; raises ContainerFailed."""
        return podman("exec", self.name, *command)

    def end(self) -> None:
        """Kill it if it runs."""
        if self.running:
            podman("rm", "--force", "--time=0", "--ignore", self.name)
        self.wait()
