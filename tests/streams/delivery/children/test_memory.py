"""Measuring the memory of processes; the watch itself is tested with the pool."""

import multiprocessing
import os
import subprocess
import sys

import psutil
import pytest

from streams.delivery.children.memory import MIB, Watch, peak, resident
from streams.metrics import Metrics

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured in /proc")


def test_the_memory_of_a_process_is_what_the_system_shows() -> None:
    assert resident() == pytest.approx(psutil.Process().memory_info().rss, rel=0.1)
    assert resident(os.getppid()) > 0


def test_a_process_that_is_gone_has_no_memory() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    assert resident(process.pid) == 0


def test_the_peak_stays_when_memory_is_freed_and_does_not_begin_with_the_parents() -> None:
    code = (
        "from streams.delivery.children.memory import peak, resident\n"
        "taken = b'1' * 200_000_000\n"
        "del taken\n"
        "print(peak(), resident())"
    )
    ballast = b"1" * (400 * MIB)
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    highest, now = (int(number) for number in shown)
    assert 200_000_000 < highest < 400 * MIB < peak()
    assert now < highest - 150_000_000
    del ballast


def test_processes_that_are_not_the_pools_are_left_alone() -> None:
    watch = Watch(1, Metrics())
    context = multiprocessing.get_context("spawn")
    other = context.Process(target=multiprocessing.active_children)
    watch.start()
    try:
        other.start()
        other.join()
    finally:
        watch.stop()
    assert other.exitcode == 0
    assert not watch.killed(other.pid)
