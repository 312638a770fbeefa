"""Errors that are not a defect of newsmill, each printed as one line that says what to do."""

from dataclasses import dataclass

FAILED = 1
MISUSED = 2
TRIPPED = 3  # the breaker stopped the worker: a restart without a fix would only make more dead letters

DENIED = (
    "the broker denied access to the user newsmill connects as "
    "(NEWSMILL_SASL_USERNAME, or the subject of the certificate or token)"
)


class Failed(Exception):
    """The command could not do its work; the message says why."""


class Misused(Exception):
    """The command was called wrongly; the message says how to call it."""


@dataclass(frozen=True)
class Problem:
    """An error as it is printed, with its exit code."""

    line: str
    exit_code: int


def problem(error: Exception) -> Problem | None:
    """Return how to print an error; None if it is a defect, whose traceback is needed.

    The messages of all exceptions that streams and agents define are for people, such as BrokerUnavailable's.
    """
    module = type(error).__module__
    if module == "aiokafka.errors":  # by name, since only streams may import it
        denied = "Authorization" in type(error).__name__
        return _problem(f"{DENIED if denied else 'Kafka error'}: {error}", FAILED)
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
