"""What each step from recognised names to entities makes of them: a step that spoils exact names must be seen."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from agents.enrich import enricher as module
from agents.enrich.spans import Span

RECOGNISED = "recognised"
STEPS = ("trimmed", "revised", "agreed", "completed", "linked")
"""The functions that `agents.enrich.enricher` calls in this order; the first is given what was recognised."""


class Steps:
    """The spans of the last text after each step."""

    def __init__(self) -> None:
        self.after: dict[str, list[Span]] = {}

    def recorded(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function of a step, which also keeps what it returns."""

        @functools.wraps(function)
        def call(text: str, spans: Any, *more: Any, **named: Any) -> Any:
            given = list(spans)
            if step == STEPS[0]:
                self.after[RECOGNISED] = flat(given)
            found = list(function(text, given, *more, **named))
            self.after[step] = flat(found)
            return found

        return call


@contextmanager
def watched_steps() -> Iterator[Steps]:
    """Keep what the steps return while the context is open."""
    steps = Steps()
    functions = {step: getattr(module, step) for step in STEPS}
    try:
        for step, function in functions.items():
            setattr(module, step, steps.recorded(step, function))
        yield steps
    finally:
        for step, function in functions.items():
            setattr(module, step, function)


def flat(spans: list[Any]) -> list[Span]:
    """Return spans as they are, and the spans of things."""
    return [span for one in spans for span in ([one] if isinstance(one, Span) else one)]
