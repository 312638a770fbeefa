"""`newsmill explain` as a process: an article from a pipe beside a file, with nothing but JSON on standard output."""

import json
from pathlib import Path

import pytest

from tests.support.paths import ROOT, SAMPLES
from tests.support.running.cli import newsmill, said

PULSAR = SAMPLES / "09-pulsar.txt"


def test_a_published_article_from_a_pipe_is_compared_with_a_page() -> None:
    *_, article = Path(ROOT, "schemas", "examples", "article.v1.jsonl").read_bytes().splitlines()
    done = newsmill("explain", "-", PULSAR, "--json", stdin=article)
    assert (done.returncode, said(done)) == (0, [])
    found = json.loads(done.stdout)
    assert (found["verdict"], found["method"], found["a"]["input"]) == ("contained_in", "containment", "-")


@pytest.mark.parametrize("given,code,line", [(b"[]", 1, "not_an_object: "), (b"{}\n{}", 2, "has more than one")])
def test_an_input_without_one_article_is_one_line_and_an_exit_code(given: bytes, code: int, line: str) -> None:
    done = newsmill("explain", "-", PULSAR, stdin=given)
    assert (done.returncode, len(said(done))) == (code, 1)
    assert done.stderr.decode().startswith(f"newsmill: -: {line}")
