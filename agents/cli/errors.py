"""What may go wrong without being newsmill's defect, each told in one line that says what to do."""

from dataclasses import dataclass

FAILED = 1
MISUSED = 2


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

    The exceptions that streams and agents define are all for a person: BrokerUnavailable, TopicsUnfit and so on.
    """
    module = type(error).__module__
    if module == "aiokafka.errors":  # by name, since only streams may import it
        return _problem(f"the broker says: {error}", FAILED)
    if not module.startswith(("agents.", "streams.")):
        return None  # before the imports below, which would take longer than --help
    from agents.inputs import UnusableInput
    from streams.settings import InvalidSettings

    is_misuse = isinstance(error, Misused | UnusableInput | InvalidSettings)
    return _problem(str(error), MISUSED if is_misuse else FAILED)


def _problem(text: str, exit_code: int) -> Problem:
    return Problem(" ".join(text.split()), exit_code)
