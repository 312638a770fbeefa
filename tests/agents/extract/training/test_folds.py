"""Folds of whole sites."""

import pytest

from agents.extract.training.folds import FOLDS, fold_of, read_sites, site_of, write_sites


@pytest.mark.parametrize("url, site", [
    ("https://www.example.com/a", "example.com"),
    ("https://news.example.co.uk/a", "example.co.uk"),
    ("https://example.com", "example.com"),
    ("page.html", "page-1"),
    (None, "page-1"),
])  # fmt: skip
def test_pages_of_one_site_share_its_name_and_pages_without_a_url_stand_alone(url, site):
    assert site_of(url, "page-1") == site


def test_folds_are_about_equal_and_depend_on_the_sites_alone():
    sites = [f"site{number}.example" for number in range(10)]
    folds = fold_of(sites)
    assert sorted(list(folds.values()).count(fold) for fold in range(FOLDS)) == [3, 3, 4]
    assert fold_of([*reversed(sites), sites[0]]) == folds


def test_the_folds_of_sites_are_read_as_written(tmp_path):
    write_sites(tmp_path / "folds", {"köln.example": 2, "b.example": 0})
    assert read_sites(tmp_path / "folds") == {"köln.example": 2, "b.example": 0}
