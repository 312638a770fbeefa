"""A pebble pool that finds the task of a dead child, also if the child died before its parent knew what it works on."""

import time

from pebble import ProcessPool
from pebble.pool.process import PoolManager

GRACE = 1.0  # seconds for the message to arrive that says which task a child has begun


class PatientManager(PoolManager):
    """Looks for a dead child's task until the child's last message has arrived.

    Children say which task they begin. One thread of pebble's reads that, another one looks for dead children, and
    forgets a child that it knows no task of: if the child died at once, its task would run until its deadline
    (pebble 5, `handle_worker_expiration`).
    """

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._dead: dict[int, tuple[int, float]] = {}

    def update_workers(self) -> None:
        """End the tasks of dead children, and replace these; raises BrokenProcessPool as pebble does."""
        now = time.monotonic()
        for process, code in self.worker_manager.inspect_workers():
            self._dead[process] = (code, now + GRACE)
        for process, (code, until) in list(self._dead.items()):
            if now > until or self._works(process):
                del self._dead[process]
                self.handle_worker_expiration((process, code))
        if not self._dead:  # the pool may still break
            self.worker_manager.create_workers()  # type: ignore[no-untyped-call]

    def _works(self, process: int) -> bool:
        return any(task.worker_id == process for task in list(self.task_manager.tasks.values()))


def patient_pool(**options: object) -> ProcessPool:
    """Return a pebble pool with this manager; the options are pebble's."""
    pool = ProcessPool(**options)  # type: ignore[arg-type]
    pool._pool_manager = PatientManager(pool._context, options["context"])
    return pool
