"""The reading of labelled pages."""

import gzip
import json

import pytest

from agents.extract.training.examples import SOURCES, read_examples, unflagged

BODY = "The council of Oslo voted on Monday to close the harbour."
PAGE = f"<html><body><nav><a href='/'>Home and more</a></nav><p>{BODY}</p></body></html>"


@pytest.fixture
def read(tmp_path):
    def read(source, **page):
        row = {"id": "a", "url": "https://www.example.co.uk/1", "content": PAGE, "truth": {"body": BODY}} | page
        path = tmp_path / "pages.jsonl.gz"
        with gzip.open(path, "wt", encoding="utf-8") as lines:
            lines.write(json.dumps(row) + "\n")
        return list(read_examples(path, source))

    return read


def test_an_example_has_the_blocks_of_its_page_with_their_labels(read):
    [example] = read("wcxb")
    assert example.texts == ["Home and more", BODY]
    assert example.shares.tolist() == [0.0, 1.0]
    assert example.words.tolist() == [3, 11]
    assert len(example.rows) == 2


def test_rows_are_flagged_where_the_labels_are_snapshots_of_another_extractor(read):
    flagged = {source for source in SOURCES if read(source)[0].rows[:, -1].all()}
    assert flagged == {"newspaper", "readability"}


def test_the_flag_is_taken_away_and_no_other_feature(read):
    [example] = read("newspaper")
    rows = unflagged(example.rows)
    assert rows[:, -1].tolist() == [0.0, 0.0]
    assert (rows[:, :-1] == example.rows[:, :-1]).all()


@pytest.mark.parametrize("content", ["", "<html></html>", "<script>1</script>"])
def test_a_page_without_blocks_is_an_example_without_rows(read, content):
    [example] = read("wcxb", content=content)
    assert (example.texts, len(example.rows), len(example.shares)) == ([], 0, 0)


def test_a_page_without_a_body_is_an_example_of_none(read):
    [example] = read("wcxb", truth={"body": None})
    assert example.body == ""
    assert not example.shares.any()


def test_a_page_of_a_test_set_is_left_out(read):
    assert read("fundus", id="fundus-Taz_2024_10_23") == []


@pytest.mark.parametrize("url, site", [
    ("https://www.example.com/a", "example.com"),
    ("https://news.EXAMPLE.co.uk/a", "example.co.uk"),
    ("http://example.org", "example.org"),
    (None, "a"),
])  # fmt: skip
def test_the_pages_of_a_site_are_known_by_its_host_or_stand_alone(read, url, site):
    assert read("wcxb", url=url)[0].site == site
