"""Values with their units, about as Grafana writes them: three digits, and the unit's own steps."""

from collections.abc import Callable, Sequence

SUFFIX = "suffix:"
DIGITS = 3
SECONDS = ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s"), (1e-3, "ms"), (1e-6, "µs"))
BYTES = ((2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB"), (1, "B"))
COUNTS = ((1e9, "Bil"), (1e6, "Mil"), (1e3, "K"), (1, ""))


def formatted(value: float, unit: str) -> str:
    """Return a value with its unit; raises KeyError for a unit that no dashboard has yet."""
    if unit.startswith(SUFFIX):
        return number(value) + unit.removeprefix(SUFFIX)
    return FORMATS[unit](value)


def number(value: float) -> str:
    """Return a number with at most three digits that matter."""
    if abs(value) >= 10 ** (DIGITS - 1):
        return f"{value:.0f}"
    text = f"{value:.{DIGITS}g}"
    return f"{value:.5f}".rstrip("0") if "e" in text else text


def largest_step(steps: Sequence[tuple[float, str]], value: float) -> float:
    """Return the size of the largest step that a value reaches, else of the smallest."""
    return next((size for size, _ in steps if abs(value) >= size), steps[-1][0])


def _stepped(steps: Sequence[tuple[float, str]], space: str = " ") -> Callable[[float], str]:
    """Return what writes a value in the largest step that it reaches."""

    def write(value: float) -> str:
        if value == 0:
            return "0"
        size = largest_step(steps, value)
        return f"{number(value / size)}{space}{dict(steps)[size]}".rstrip()

    return write


def _percent(value: float) -> str:
    return f"{number(value * 100)} %"


FORMATS: dict[str, Callable[[float], str]] = {
    "s": _stepped(SECONDS),
    "bytes": _stepped(BYTES),
    "short": _stepped(COUNTS),
    "percentunit": _percent,
}
