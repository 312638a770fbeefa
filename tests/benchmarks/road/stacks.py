"""Sampled stacks as py-spy writes them, summed up by package and by function.

A line is `thread (1): name;outer (file.py:7);inner (package/module.py:8) 12`: a stack from the outside in, and how
often it was seen. A package's own samples are those in which it has the innermost frame; all are those in which it has
any.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

OURS = ("agents", "schemas", "streams")
STANDARD = "standard library, single files"
SCRIPT = "this script"


class Frame(NamedTuple):
    """A function that runs, and the file that has it, without its line."""

    name: str
    file: str

    def __str__(self) -> str:
        return f"{self.name} ({self.file})"

    @property
    def package(self) -> str:
        """The package of its file: newsmill's with their second part, single files as one."""
        parts = self.file.split("/")
        if self.file.startswith("<"):
            return STANDARD
        if parts[0] in OURS:
            return ".".join(parts[:2]).removesuffix(".py")
        if parts[0] == "tests":
            return SCRIPT
        return parts[0] if len(parts) > 1 else STANDARD


class Stack(NamedTuple):
    """A thread's frames from the outside in, and in how many samples they were seen."""

    thread: str
    frames: tuple[Frame, ...]
    samples: int


class Summary(NamedTuple):
    """Samples by package and by function, of their own and with all that they call."""

    total: int
    own_by_package: Counter[str]
    all_by_package: Counter[str]
    own_by_function: Counter[Frame]
    all_by_function: Counter[Frame]


def read(lines: Iterable[str]) -> Iterator[Stack]:
    """Yield the stacks of py-spy's raw format; raises ValueError for a line that is none."""
    for line in lines:
        if not line.strip():
            continue
        stack, _, count = line.rstrip("\n").rpartition(" ")
        parts = stack.split(";")
        thread = parts.pop(0) if parts[0].startswith("thread (") else ""
        yield Stack(thread.partition(": ")[2] or thread, tuple(map(_frame, parts)), int(count))


def _frame(text: str) -> Frame:
    name, _, place = text.rpartition(" (")
    if not name:
        raise ValueError(f"not a frame: {text!r}")
    return Frame(name, re.sub(r":\d+$", "", place.removesuffix(")")))


def summarise(stacks: Iterable[Stack]) -> Summary:
    """Sum the samples up; a package or a function that is in a stack twice counts once."""
    found = Summary(0, Counter(), Counter(), Counter(), Counter())
    total = 0
    for _, frames, samples in (stack for stack in stacks if stack.frames):
        total += samples
        found.own_by_package[frames[-1].package] += samples
        found.own_by_function[frames[-1]] += samples
        for package in {frame.package for frame in frames}:
            found.all_by_package[package] += samples
        for frame in set(frames):
            found.all_by_function[frame] += samples
    return found._replace(total=total)
