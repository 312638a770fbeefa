"""The paragraphs are the article's only, and whole."""

import time

import pytest

from tests.support.articles.extract import LAST, LEAD, MORE, document, paragraphs, read_document


@pytest.mark.parametrize(
    "line",
    [
        "**Related article:** [Storm hits the coast](#)",
        "Related: Storm hits the coast",
        "**Read also** [Storm hits the coast](https://e.com/1)",
        "Read more: Storm hits the coast",
        "*Lesen Sie auch:* [Sturm an der Küste](https://e.com/1)",
        "À lire aussi : [La tempête](https://e.com/1)",
        "Lea también: La tormenta",
        "Leia também: A tempestade",
        "Leggi anche: [La tempesta](https://e.com/1)",
        "Читайте также: [Шторм](https://e.com/1)",
        "Читайте також: Шторм",
        "Czytaj też: [Burza](https://e.com/1)",
        "相关阅读：[风暴](https://e.com/1)",
        "関連記事：嵐",
        "Baca juga: Badai",
        "اقرأ أيضا: العاصفة",
        "## Related articles\n\n- [Storm](https://e.com/1)\n- [Piers](https://e.com/2)",
        "**See also:**\n\n[Storm hits the coast](https://e.com/1)",
        "![The pier](pier.jpg)",
        "![The pier](pier.jpg)\n\n*The pier after the storm.*",
        "![The pier](pier.jpg)\n\nThe pier after the storm. Photo: Reuters",
        "The pier after the storm. **Jane Doe / AFP**",
        "Advertisement",
        "Sign up for our daily newsletter",
    ],
)
def test_links_to_other_articles_and_pictures_are_removed(line):
    assert paragraphs(read_document(document(line))) == [LEAD, MORE, LAST]


def test_a_paragraph_that_a_blank_line_broke_is_joined():
    quote = "“If the boats had not come back — and nobody knew whether they would — we would have"
    rest = "had to close the hotel,” said its owner."
    assert f"{quote} {rest}" in paragraphs(read_document(document(quote, rest)))


def test_a_quotation_of_several_paragraphs_stays_in_several():
    first, second = "“The boats are back and we are glad of it, all of us.", "“and so are the tourists, of course.”"
    assert paragraphs(read_document(document(first, second)))[1:3] == [first, second]


def test_any_number_of_broken_paragraphs_is_joined_in_one_pass():
    part = "and so it went on and on for a while with no end"
    started = time.process_time()
    article = read_document("\n\n".join([LEAD, part.capitalize(), *[part] * 5_000]), content_type="text/plain")
    assert article.text.count("\n") == 1
    assert time.process_time() - started < 4


def test_each_line_is_known_for_what_it_is():
    article = read_document(document("## The piers", "- one\n- two", f"> {LEAD}\n>\n> - three", "```\na\nb\n```"))
    assert [(block.kind, article.text[block.start : block.end]) for block in article.blocks] == [
        ("paragraph", LEAD),
        ("heading", "The piers"),
        ("list_item", "one"),
        ("list_item", "two"),
        ("quotation", LEAD),
        ("list_item", "three"),
        ("paragraph", "a"),
        ("paragraph", "b"),
        ("paragraph", MORE),
        ("paragraph", LAST),
    ]
    assert article.blocks[1].level == 2
