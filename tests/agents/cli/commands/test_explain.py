"""`newsmill explain`: people see the verdict, what fails and the facts that differ; programs get the same as JSON."""

from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner, Result

from agents.cli.app import app
from agents.deduplicate.rules import CONTAINED, DIFFERING, MIN_SHARE
from tests.support.articles.newsroom import reports
from tests.support.articles.pages import story
from tests.support.paths import SAMPLES

COPY, ORIGINAL = SAMPLES / "04-wire-meridian.html", SAMPLES / "03-wire-northern-wire.html"


def explain(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["explain", *map(str, arguments)])


def lines(*arguments: str | Path) -> list[str]:
    result = explain(*arguments)
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def row(found: list[str], label: str) -> list[str]:
    (line,) = (line for line in found if line.startswith(f"│ {label} "))
    return [cell.strip() for cell in line.strip("│").split("│")]


def text_file(folder: Path, name: str, title: str, paragraphs: list[str]) -> Path:
    path = folder / name
    path.write_text("\n\n".join((title, *paragraphs)))
    return path


@pytest.fixture(autouse=True)
def _no_logging(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave logging as it is: the command's would stay for the other tests of this process."""
    monkeypatch.setattr("streams.log.configure", lambda _: None)


@pytest.fixture
def template(tmp_path: Path) -> list[Path]:
    """Two reports on sales of shares, from one template."""
    found = [report for report in reports(1, 2, ("en",)) if report.kind == "insider"][:2]
    return [text_file(tmp_path, f"{n}.txt", one.title, one.text.split("\n")) for n, one in enumerate(found)]


def test_a_copy_is_shown_with_its_figures_and_thresholds() -> None:
    found = lines(COPY, ORIGINAL)
    assert row(found, "A")[3:] == ["The Daily Meridian", "en", "294"]
    assert any(line.startswith("A is a copy of B: it is not published") for line in found)
    assert any("(minhash 0.90)" in line for line in found)
    assert row(found, "share of A that B has") == [
        "share of A that B has", "0.978", "44 of 45", f"at least {MIN_SHARE:g}", f"at least {CONTAINED:g}",
    ]  # fmt: skip
    assert not any("fails" in line for line in found)
    assert "only in B: 45, lisbon" in found
    assert found[-1].startswith("In the service, what three other articles of an outlet have too weighs nothing")


def test_reports_from_one_template_are_shown_with_what_fails_and_which_facts_differ(template: list[Path]) -> None:
    found = lines(*template)
    assert any(line.startswith("A and B are different articles") for line in found)
    assert row(found, "facts that differ")[3:] == [f"at most {DIFFERING:g}: fails"] * 2
    assert sum(line.startswith("│ different ") for line in found) == 10
    assert sum(line.startswith("│ equal ") for line in found) == 4
    assert any("more different," in line and "more equal" in line for line in found)
    assert sum(line.startswith("only in ") and line.endswith(" more") for line in found) == 2
    assert any(line.startswith("Where a fact differs, ") for line in found)


def test_equal_texts_are_called_equal(tmp_path: Path) -> None:
    one = text_file(tmp_path, "one.txt", "A story", story(1))
    assert any("The texts are equal" in line for line in lines(one, one))


def test_texts_without_a_fact_have_no_table_of_facts(tmp_path: Path) -> None:
    one, other = (text_file(tmp_path, f"{seed}.txt", "A story", story(seed)) for seed in (1, 2))
    assert not any("context" in line and "│" in line for line in lines(one, other))


def test_as_json_it_is_one_object(tmp_path: Path) -> None:
    closed = (f"The shares of Hollis Energy closed at {price} dollars on the first day." for price in ("81.50", "80"))
    one, other = (text_file(tmp_path, f"{at}.txt", "Shares", [text]) for at, text in enumerate(closed))
    found = orjson.loads("\n".join(lines(one, other, "--json")))
    assert (found["a"]["input"], found["b"]["input"]) == (str(one), str(other))
    assert found["a"]["language"]["code"] == "en"
    assert found["verdict"] == "different"
    assert found["evidence"]["facts_different"] == 1
    assert found["thresholds"]["differing"]["copy"] == {"at_most": 0, "fits": False}
    assert found["facts"]["different"] == [{"context": "closed at # dollars", "a": "8150", "b": "80"}]


def test_nothing_of_a_page_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    evil = [f"The chair of Hollis\x1b[2J Energy sold {number} shares to the \x9bboard." for number in range(3)]
    path = text_file(tmp_path, "evil.txt", "A \x1b]0;title\x07", evil)
    assert all(line.isprintable() for line in lines(path, ORIGINAL))


def test_only_one_may_be_standard_input() -> None:
    result = explain("-", "-")
    assert result.exit_code == 2
    assert "A and B cannot both be standard input" in result.output


def test_the_input_that_has_no_article_is_named() -> None:
    result = explain(ORIGINAL, SAMPLES / "12-empty.html")
    assert result.exit_code == 1
    assert "12-empty.html: interstitial: " in result.output
