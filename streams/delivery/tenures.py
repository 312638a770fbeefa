"""Since when a consumer has held its partitions: what it knows of one is true only as long as nobody else had it.

At each rebalance all partitions are revoked, and most are assigned again at once to the member that had them.
"""

from collections.abc import Collection, Hashable
from itertools import count


class Tenures:
    """The tenure of each assigned partition: a number that stays the same while no other member can have had it.

    A generation of the group is one more than that before it, and each has exactly one owner for a partition. So one
    that is in a member's assignments of successive generations was with nobody else; a member that missed a generation,
    because it was frozen or cut off, knows nothing of its owner there.
    """

    def __init__(self) -> None:
        self._numbers = count(1)
        self._generation: int | None = None
        self._of: dict[Hashable, int] = {}

    def assign(self, partitions: Collection[Hashable], generation: int) -> None:
        """Take note of the whole assignment of a generation."""
        is_next = self._generation is not None and generation == self._generation + 1
        held = self._of if is_next else {}
        begun = next(self._numbers)
        self._of = {partition: held.get(partition, begun) for partition in partitions}
        self._generation = generation

    def of(self, partition: Hashable) -> int:
        """Return a partition's tenure; of one that is in no noted assignment, a number that no other has."""
        return self._of.get(partition) or next(self._numbers)
