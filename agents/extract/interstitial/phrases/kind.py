"""The form of the tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one kind of page, by language (ISO 639-1)."""

    titles: dict[str, str]
    texts: dict[str, str]
