"""What may go wrong without being newsmill's defect, each told in one line that says what to do."""

from dataclasses import dataclass

FAILED = 1
MISUSED = 2
TRIPPED = 3  # the breaker stopped the worker: to start it again as it is would only make more dead letters


class Failed(Exception):
    """The command did not do what it was to do; the message says why."""


class Misused(Exception):
    """The command was called wrongly; the message says how to call it."""


@dataclass(frozen=True)
class Problem:
    """An error as a person sees it, with the exit code it leads to."""

    line: str
    exit_code: int


def problem(error: Exception) -> Problem | None:
    """Return what to tell of an error; None where it is a defect, whose traceback is wanted.

    All exceptions that streams and agents define are for a person, such as BrokerUnavailable.
    """
    module = type(error).__module__
    if module == "aiokafka.errors":  # by name, since only streams may import it
        forbidden = "Authorization" in type(error).__name__
        whom = " to the user newsmill connects as (NEWSMILL_SASL_USERNAME, or the certificate's or token's subject)"
        return _problem(f"the broker {f'forbids it{whom}' if forbidden else 'says'}: {error}", FAILED)
    if not module.startswith(("agents.", "streams.")):
        return None  # before the imports below, which would take longer than --help
    return _problem(str(error), _exit_code(error))


def _exit_code(error: Exception) -> int:
    from agents.sources.inputs import UnusableInput
    from streams.delivery.breaker import BreakerTripped
    from streams.settings import InvalidSettings

    if isinstance(error, BreakerTripped):
        return TRIPPED
    return MISUSED if isinstance(error, Misused | UnusableInput | InvalidSettings) else FAILED


def _problem(text: str, exit_code: int) -> Problem:
    return Problem(" ".join(text.split()), exit_code)
