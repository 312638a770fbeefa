"""The account of a run: every raw event must come out as exactly one thing."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table


@dataclass
class Account:
    """How many raw events went in and what came out; dead letters are counted by reason."""

    inputs: int = 0
    articles: int = 0
    updates: int = 0  # articles that are a later revision; counted in `articles` too
    duplicates: int = 0
    unchanged: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def dead_letters(self) -> int:
        """The number of events that could not be processed."""
        return self.reasons.total()

    @property
    def outputs(self) -> int:
        """The number of things that came out."""
        return self.articles + self.duplicates + self.unchanged + self.dead_letters

    @property
    def closes(self) -> bool:
        """Whether the outputs equal the inputs."""
        return self.inputs == self.outputs

    def table(self) -> "Table":
        """Return the account as a table."""
        from rich.table import Table

        table = Table("account", title_justify="left")
        table.add_column("events", justify="right")
        table.add_column("detail")
        table.add_row("raw events", str(self.inputs))
        table.add_row("= articles", str(self.articles), f"{self.updates} updated" if self.updates else "")
        table.add_row("+ duplicates", str(self.duplicates))
        table.add_row("+ unchanged", str(self.unchanged))
        reasons = ", ".join(f"{count} {reason}" for reason, count in self.reasons.most_common())
        table.add_row("+ dead letters", str(self.dead_letters), reasons)
        missing = self.inputs - self.outputs
        table.add_row("missing" if missing >= 0 else "too many", str(abs(missing)))
        return table
