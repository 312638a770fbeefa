"""The text of a declared shadow tree is read as readers see it; that of other templates is not."""

import pytest

from schemas import Reason, Rejected
from tests.support.articles.extract import PARAGRAPHS, page, read_page


@pytest.mark.parametrize("mode", ["shadowrootmode='open'", "shadowroot=open"])
def test_the_article_in_a_shadow_tree_is_read(mode):
    html = page(f"<news-story><template {mode}><article><h1>T</h1>{PARAGRAPHS}</article></template></news-story>")
    assert read_page(html).text.count("Paragraph") == 6


def test_a_template_that_no_script_has_used_is_no_article():
    with pytest.raises(Rejected) as caught:
        read_page(page(f"<template><article>{PARAGRAPHS}</article></template><p>shadowroot</p>"))
    assert caught.value.reason is Reason.NO_ARTICLE
