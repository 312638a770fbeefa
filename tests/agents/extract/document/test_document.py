"""Markdown and plain text become articles by the marks any newspaper uses, in many languages."""

from datetime import UTC, datetime

import pytest

from agents.extract import extract
from schemas import Article, RawArticle
from tests.support.paths import data

LEAD = "The ferry company will run its boats again from the first of May, its director told reporters on Tuesday."
MORE = "Passengers had waited for the news since the storms of last winter, which destroyed two of the three piers."
LAST = "The harbour master said that the third pier would be repaired by the end of the summer."


def read(text: str, content_type: str = "text/markdown", **fields: object) -> Article:
    return extract(RawArticle(content=text, content_type=content_type, **fields), version="1.0")


def document(*extras: str, head: str = "# Ferries are back", foot: str = "") -> str:
    return "\n\n".join([head, LEAD, *extras, MORE, LAST, foot]) + "\n"


def paragraphs(article: Article) -> list[str]:
    return article.text.split("\n")


@pytest.mark.parametrize("content_type", ["text/markdown", "text/plain", "text/html"])
def test_the_seed_document_becomes_a_clean_article(content_type):
    article = read(next(data("seed").glob("*.txt")).read_text(encoding="utf-8"), content_type)
    assert article.title.startswith("Russian Foreign Minister Says EU")
    assert article.published_at == datetime(2021, 3, 23, tzinfo=UTC)
    assert article.canonical_url.endswith("/russian-foreign-minister-says-eu-destroyed-relations-with-moscow-a73331")
    assert (article.source.name, article.source.domain) == ("The Moscow Times", "themoscowtimes.com")
    assert article.language.code == "en"
    assert article.text.startswith("Russian Foreign Minister Sergei Lavrov has accused")
    assert article.text.endswith("all areas,” he said.") or article.text.endswith('all areas," he said.')
    for stray in ("Related article", "Original url", "**", "](", "visit to China", "http"):
        assert stray not in article.text
    assert "European countries that want to be guided by their national interests" in article.text
    assert len(paragraphs(article)) == 9


@pytest.mark.parametrize("content_type", ["text/markdown", "text/plain"])
@pytest.mark.parametrize(
    "line, authors, day",
    [
        ("March 5, 2022", (), 5),
        ("By Jane Doe | March 5, 2022", ("Jane Doe",), 5),
        ("By Jane Doe and John Smith, March 5, 2022", ("Jane Doe", "John Smith"), 5),
        ("Von Max Mustermann\n5. März 2022, 14:30 Uhr", ("Max Mustermann",), 5),
        ("Par Jean Dupont\nPublié le 5 mars 2022", ("Jean Dupont",), 5),
        ("Madrid, 5 de marzo de 2022 | Por Juan Pérez", ("Juan Pérez",), 5),
        ("Автор: Иван Иванов\n\n5 марта 2022 г.", ("Иван Иванов",), 5),
        ("Published: 2022-03-05", (), 5),
        ("Published 5 March 2022 · Updated 7 March 2022 · 4 min read", (), 5),
        ("2022年3月5日", (), 5),
    ],
)
def test_date_and_byline_above_the_lead_are_taken_from_the_text(content_type, line, authors, day):
    head = f"Ferries are back\n\n{line}" if content_type == "text/plain" else f"# Ferries are back\n\n{line}"
    article = read(document(head=head), content_type)
    assert article.title == "Ferries are back"
    assert article.authors == authors
    assert article.published_at.date().isoformat() == f"2022-03-0{day}"
    assert paragraphs(article) == [LEAD, MORE, LAST]


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
def test_links_to_others_and_pictures_are_left_out(line):
    assert paragraphs(read(document(line))) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "caption",
    [
        "“We are glad,” said the director at the pier. **Harbour Authority**",
        "Паром у причала. **Пресс-служба порта**",
        "Das Schiff im Hafen. *Foto: dpa*",
        "The boat at the pier on Monday. **Jane Doe / AFP / Getty Images**",
        "Le bateau à quai, lundi. (AFP)",
    ],
)
def test_a_caption_with_its_credit_is_no_lead(caption):
    assert paragraphs(read(document(head=f"# Ferries are back\n\n{caption}"))) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“I never doubted it,” the director told reporters.",
        "The boats are old. **More than 100 people were hurt in the storm**",
        "The director was cheered. **He wept.**",
        "**The boats are back at last.**",
        "See the piers again, the director said. They were built in 1910.",
        "Related companies in the north did not comment on the news.",
        "Photographs of the storm had shocked the country in January.",
        "By Tuesday noon, all tickets were sold.",
        "The source of the money was not disclosed.",
        "Source of joy: the boats. That is how the director put it.",
        "Share prices rose by a third on Tuesday.",
        "It reopens on March 5, 2022, if the weather allows it.",
        "On sait déjà tout – ou presque : les bateaux sont là.",
        "- Да, - сказал директор. - Мы рады.",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_no_real_paragraph_is_lost(paragraph, is_first):
    text = document(head=f"# Ferries are back\n\n{paragraph}") if is_first else document(paragraph)
    words = paragraph.replace("**", "").lstrip("- ")
    assert words in read(text).text


URL = "https://www.harbour-times.com/2022/03/05/ferries-are-back"


@pytest.mark.parametrize(
    "foot",
    [
        f"Original url:\n\n[{URL}]({URL})",
        f"Original url:\n\n[{URL[:40]}  \n{URL[40:]}]({URL})",
        f"Original URL: {URL}",
        f"Source: <{URL}>",
        f"**Source:** [{URL}]({URL})",
        f"Originally published at [Harbour Times]({URL}).",
        f"This article was originally published on [Harbour Times]({URL})",
        f"Quelle: {URL}",
        f"Оригинал: {URL}",
        f"Источник: [Harbour Times]({URL})",
        f"URL original: {URL}",
        f"原文链接：{URL}",
        f"---\n\n{URL}",
    ],
)
def test_the_foot_tells_where_the_article_comes_from(foot):
    article = read(document(foot=foot))
    assert article.canonical_url == URL
    assert article.source.domain == "harbour-times.com"
    assert article.source.name == "Harbour Times"
    assert paragraphs(article) == [LEAD, MORE, LAST]


def test_a_url_broken_over_lines_of_plain_text_is_joined():
    text = f"Ferries are back\n\n{LEAD}\n\n{MORE}\n\nOriginal url:\n\n{URL[:40]}\n{URL[40:]}\n"
    article = read(text, "text/plain")
    assert article.canonical_url == URL
    assert paragraphs(article) == [LEAD, MORE]


def test_a_source_without_a_url_names_the_outlet():
    article = read(document(foot="Source: Harbour Times"))
    assert article.source.name == "Harbour Times"
    assert paragraphs(article) == [LEAD, MORE, LAST]


def test_the_url_it_was_found_at_limits_what_the_foot_may_claim():
    found_at = "https://mirror.example.org/1.txt"
    assert read(document(foot=f"Source: {URL}"), url=found_at).canonical_url == found_at


def test_front_matter_is_honoured():
    text = f"---\ntitle: 'Ferries: back'\ndate: 2022-03-05T10:00:00+02:00\nauthor: [Jane Doe, John Smith]\nurl: {URL}\n"
    article = read(f"{text}tags: [sea, boats]\nsource: Harbour Times\n---\n\n{LEAD}\n\n{MORE}")
    assert article.title == "Ferries: back"
    assert article.published_at == datetime(2022, 3, 5, 8, tzinfo=UTC)
    assert article.authors == ("Jane Doe", "John Smith")
    assert (article.canonical_url, article.source.name) == (URL, "Harbour Times")
    assert article.keywords == ("sea", "boats")
    assert paragraphs(article) == [LEAD, MORE]


def test_a_paragraph_that_a_blank_line_broke_is_joined():
    quote = "“If the boats had not come back — and nobody knew whether they would — we would have"
    rest = "had to close the hotel,” said its owner."
    assert f"{quote} {rest}" in paragraphs(read(document(quote, rest)))


def test_a_quotation_of_several_paragraphs_stays_several():
    first, second = "“The boats are back and we are glad of it, all of us.", "“and so are the tourists, of course.”"
    assert paragraphs(read(document(first, second)))[1:3] == [first, second]


def test_marks_leave_their_text():
    text = "> A *quotation* of the `director`.\n\n1. one [pier](https://e.com)\n2. two **piers**\n\n## What comes next"
    assert paragraphs(read(document(text)))[1:5] == [
        "A quotation of the director.",
        "one pier",
        "two piers",
        "What comes next",
    ]


def test_wrapped_lines_are_joined_and_long_lines_are_paragraphs():
    wrapped = LEAD.replace(" from ", "\nfrom ").replace(" told ", "\ntold ")
    assert paragraphs(read(f"Ferries are back\n\n{wrapped}\n\n{MORE}\n", "text/plain")) == [LEAD, MORE]
    long = [f"{LEAD} {MORE}", f"{MORE} {LAST}", f"{LAST} {LEAD}"]
    assert paragraphs(read("Ferries are back\n" + "\n".join(long), "text/plain")) == long
    assert paragraphs(read("# Ferries are back\n" + "\n".join(long))) == long


def test_windows_line_ends_change_nothing():
    text = document("**Related:** [Storm](#)", foot=f"Source: {URL}")
    assert read(text.replace("\n", "\r\n")) == read(text)
