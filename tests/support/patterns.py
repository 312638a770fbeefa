"""All regular expressions of the source, each with the methods and the functions that use it, found by themselves."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.support.import_graph import ROOTS

METHODS = frozenset({"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"})
FUNCTIONS = METHODS | {"compile"}


@dataclass
class Found:
    """One regular expression: where it is defined, and how it is used.

    `uses` has the names of its methods by the function that calls them; `calls` the places where it is made while
    the program runs, from something that the source does not state.
    """

    name: str
    pattern: re.Pattern[Any]
    uses: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass
class Source:
    """What the source has: its regular expressions, and the functions that make others of them while they run."""

    patterns: dict[int, Found]
    makers: set[str]


def read_source() -> Source:
    """Import every module and return its regular expressions."""
    modules = [module for root in ROOTS for module in _modules(root)]
    found: dict[int, Found] = {}
    for module in modules:
        for name, pattern in _patterns(module):
            if id(pattern) not in found or _defines(module, name):
                found[id(pattern)] = Found(name, pattern)
    source = Source(found, set())
    for module in modules:
        _Reader(module, source).visit(ast.parse(_text(module)))
    return source


def _modules(root: str) -> Iterator[ModuleType]:
    package = importlib.import_module(root)
    yield package
    for info in pkgutil.walk_packages(package.__path__, f"{root}."):
        if info.name.endswith("__main__"):
            continue
        try:
            yield importlib.import_module(info.name)
        except ModuleNotFoundError as error:  # a program that makes models or lists, or an extra that is not installed
            if str(error.name).partition(".")[0] in ROOTS:
                raise


def _text(module: ModuleType) -> str:
    return Path(module.__file__ or "").read_text("utf-8")


def _defines(module: ModuleType, name: str) -> bool:
    variable = re.split(r"[.\[]", name.removeprefix(f"{module.__name__}."))[0]
    return re.search(rf"(?m)^{variable}\b.*=", _text(module)) is not None


def _patterns(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield the patterns in a module's variables, in their containers, and in the attributes of its classes."""
    for name, value in vars(module).items():
        if not name.startswith("__"):
            yield from _inside(f"{module.__name__}.{name}", value, module, depth=4)


def _inside(name: str, value: Any, module: ModuleType, depth: int) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth and isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(f"{name}[{key}]", item, module, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for place, item in enumerate(value):
            yield from _inside(f"{name}[{place}]", item, module, depth - 1)
    elif depth and isinstance(value, type) and value.__module__ == module.__name__:
        for key, item in vars(value).items():
            if not key.startswith("__"):
                yield from _inside(f"{name}.{key}", item, module, depth - 1)


class _Reader(ast.NodeVisitor):
    """Notes each use of a pattern, and each call of `re.search` and the like inside a function."""

    def __init__(self, module: ModuleType, source: Source) -> None:
        self._module = module
        self._source = source
        self._functions: list[ast.FunctionDef] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._functions.append(node)
        self.generic_visit(node)
        self._functions.pop()

    visit_AsyncFunctionDef = visit_FunctionDef  # type: ignore[assignment]  # noqa: N815 - the name is ast's

    @property
    def _place(self) -> str:
        return ".".join([self._module.__name__, *(function.name for function in self._functions[:1])])

    def visit_Attribute(self, node: ast.Attribute) -> None:
        found = self._known(node.value)
        if node.attr in METHODS | {"pattern"}:  # a pattern that is part of another one is tested there
            for one in found:
                one.uses[self._place].add(node.attr)
        if not found or node.attr not in METHODS | {"pattern"}:
            self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        """Take a pattern that gets another name to be used with all methods that the function calls."""
        if isinstance(node.ctx, ast.Load):
            for one in self._known(node):
                one.uses[self._place].update(self._called() or METHODS)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func
        is_re = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re"
        if isinstance(called, ast.Attribute) and is_re and called.attr in FUNCTIONS and self._functions:
            self._note_call(node, called.attr)
        self.generic_visit(node)

    def _note_call(self, node: ast.Call, method: str) -> None:
        stated = node.args[0]
        if method == "compile" or not (isinstance(stated, ast.Constant) and isinstance(stated.value, str)):
            self._source.makers.add(self._place)
            return
        names = [part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)]
        flags = sum(re.RegexFlag[name] for name in names if name in re.RegexFlag.__members__)
        pattern = re.compile(stated.value, flags)
        found = self._source.patterns.setdefault(id(pattern), Found(f"{self._place}: {stated.value}", pattern))
        found.uses[self._place].add(method)

    def _called(self) -> set[str]:
        nodes = ast.walk(self._functions[0]) if self._functions else ()
        return {node.attr for node in nodes if isinstance(node, ast.Attribute) and node.attr in METHODS}

    def _known(self, node: ast.expr) -> list[Found]:
        """Return the patterns that an expression may be: a variable, or an item of a variable."""
        is_item = isinstance(node, ast.Subscript)
        name = node.value if isinstance(node, ast.Subscript) else node
        if not isinstance(name, ast.Name):
            return []
        value = getattr(self._module, name.id, None)
        inside = [pattern for _, pattern in _inside(name.id, value, self._module, depth=4)]
        found = [self._source.patterns[id(pattern)] for pattern in inside if id(pattern) in self._source.patterns]
        return found if is_item or isinstance(value, re.Pattern | dict | list | tuple) else []
