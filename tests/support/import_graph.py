"""The imports between the source's modules, measured: `make graph` prints them by package.

Every import counts: at the top of a module, inside a function, and for the type checker only. A package's parts are its
modules and the packages below it, each of them taken as one.
"""

import sys
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import TopologicalSorter

import grimp

from tests.support.paths import ROOT

ROOTS = ("schemas", "streams", "agents")
WHOLE = "all modules"


@dataclass(frozen=True)
class Package:
    """The parts of a package and what each of them imports of the others."""

    name: str
    imports: Mapping[str, Set[str]]

    @property
    def count(self) -> int:
        """How many imports there are between the parts."""
        return sum(map(len, self.imports.values()))

    @cached_property
    def circles(self) -> list[list[str]]:
        """The largest groups of parts in which each imports every other, directly or by way of others."""
        below = self._below
        groups = {frozenset(other for other in below[part] if part in below[other]) for part in self.imports}
        return sorted(sorted(group) for group in groups if group)

    @cached_property
    def back(self) -> int:
        """How many imports run back up: they close a circle when the parts are walked from top to bottom."""
        path: list[str] = []
        seen: set[str] = set()

        def walk(part: str) -> int:
            seen.add(part)
            path.append(part)
            found = sum(one in path for one in self.imports[part])
            found += sum(walk(one) for one in sorted(self.imports[part]) if one not in seen)
            path.pop()
            return found

        return sum(walk(part) for part in sorted(self.imports) if part not in seen)

    @cached_property
    def levels(self) -> int:
        """How many parts the longest chain of imports has; a circle counts as one part."""
        circle_of = {part: circle[0] for circle in self.circles for part in circle}
        merged: dict[str, set[str]] = {}
        for part, imported in self.imports.items():
            name = circle_of.get(part, part)
            merged.setdefault(name, set()).update({circle_of.get(one, one) for one in imported} - {name})
        height: dict[str, int] = {}
        for part in TopologicalSorter(merged).static_order():
            height[part] = 1 + max((height[one] for one in merged.get(part, ())), default=0)
        return max(height.values(), default=0)

    @cached_property
    def _below(self) -> dict[str, set[str]]:
        """What each part imports, directly or by way of others."""
        below: dict[str, set[str]] = {}
        for part in self.imports:
            below[part], left = set(), list(self.imports[part])
            while left:
                if (one := left.pop()) not in below[part]:
                    below[part].add(one)
                    left += self.imports[one]
        return below


@cache
def _graph() -> grimp.ImportGraph:
    sys.path.insert(0, str(ROOT))
    return grimp.build_graph(*ROOTS, exclude_type_checking_imports=False, cache_dir=None)


def modules() -> set[str]:
    """Return the names of all modules, packages included."""
    return set(_graph().modules)


def packages() -> Iterator[Package]:
    """Yield all modules as one package, then each package of the source, by name."""
    graph = _graph()
    imports = {name: frozenset(graph.find_modules_directly_imported_by(name)) for name in graph.modules}
    yield Package(WHOLE, imports)
    for name in sorted(graph.modules):
        if graph.find_children(name):
            yield _package(name)


def _package(name: str) -> Package:
    """Return a package's parts; what its `__init__.py` imports belongs to no part."""
    graph = _graph()
    parts = {module: child for child in graph.find_children(name) for module in (child, *graph.find_descendants(child))}
    imports: dict[str, set[str]] = {child: set() for child in graph.find_children(name)}
    for module, part in parts.items():
        imported = {parts[one] for one in graph.find_modules_directly_imported_by(module) if one in parts}
        imports[part] |= imported - {part}
    return Package(name, imports)


def main() -> None:
    """Print the table, and the circles if there are any."""
    columns = "{:28}{:>7}{:>9}{:>8}{:>7}{:>9}"
    print(columns.format("", "parts", "imports", "levels", "back", "circles"))
    for package in packages():
        numbers = (len(package.imports), package.count, package.levels, package.back, len(package.circles))
        print(columns.format(package.name, *numbers))
        for circle in package.circles:
            print(f"    circle: {' '.join(circle)}")


if __name__ == "__main__":
    main()
