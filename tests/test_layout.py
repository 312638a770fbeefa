"""The source's layout: no circle of imports, no folder too large to read, and a place for each module's tests."""

import ast
import re
from pathlib import Path

from tests.support.import_graph import ROOTS, packages
from tests.support.paths import ROOT

LARGEST_FOLDER = 20  # modules; above that, a reader meets a list instead of a structure
SOURCES = [path.relative_to(ROOT) for root in ROOTS for path in sorted((ROOT / root).rglob("*.py"))]
TESTS = [path.relative_to(ROOT / "tests") for path in sorted((ROOT / "tests").rglob("test_*.py"))]


def test_no_import_closes_a_circle_not_even_inside_a_function_or_for_types_alone():
    assert {package.name: package.circles for package in packages() if package.circles} == {}


def test_no_folder_is_too_large_to_read():
    sizes = {folder: len(list((ROOT / folder).glob("*.py"))) for folder in {source.parent for source in SOURCES}}
    assert {str(folder): size for folder, size in sizes.items() if size > LARGEST_FOLDER} == {}


def test_the_tests_lie_in_folders_of_the_source():
    mirrored = [test for test in TESTS if test.parts[0] in ROOTS]
    assert [str(test) for test in mirrored if not (ROOT / test.parent / "__init__.py").is_file()] == []


def test_every_module_has_a_test_file_of_its_name_or_is_named_by_the_one_that_covers_it():
    named = " ".join(docstring(ROOT / "tests" / test) for test in TESTS)
    uncovered = [source for source in SOURCES if has_code(source) and own_test(source) not in TESTS]
    assert [str(source) for source in uncovered if not is_named(source, named)] == []


def test_every_exception_from_a_rule_on_security_says_why():
    files = [path for root in (*ROOTS, "deploy", "tests") for path in (ROOT / root).rglob("*.py")]
    excepted = [
        line for path in files for line in path.read_text().splitlines() if re.search(r"# noqa:.*\bS\d{3}", line)
    ]
    rules = re.findall(r'^ *"S\d{3}".*', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert excepted
    assert rules
    assert [line for line in (*excepted, *rules) if not re.search(r'S\d{3}"?,? +(- |\(|# )\w', line)] == []


def own_test(source: Path) -> Path:
    """Return where a module's test file lies below tests/; a package's has its name and lies in its folder."""
    name = source.parent.name if source.stem == "__init__" else source.stem
    return source.parent / f"test_{name.strip('_')}.py"


def is_named(source: Path, text: str) -> bool:
    """Tell whether a text has a module's name with its folder's before it: `extract/authors.py`."""
    return re.search(rf"\b{source.parent.name}/{source.name}", text) is not None


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_bytes())) or ""


def has_code(source: Path) -> bool:
    """Tell whether a module defines something; a package's `__init__.py` may only pass on names."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return source.stem != "__init__" or any(
        isinstance(node, kinds) for node in ast.parse((ROOT / source).read_bytes()).body
    )
