"""Metadata in every form that documents have it is the article's, and no text.

Of people's reports: a colon in a title (https://github.com/eyeseast/python-frontmatter/issues/70), brackets before one
(https://github.com/arnau/obsidian-metatable/issues/31), a byte order mark before the front matter
(https://github.com/marp-team/marp-cli/issues/357).
"""

import pytest

from agents.extract.document.front_matter import split_front_matter
from tests.support.articles.extract import LAST, LEAD, MORE, paragraphs, read_document

BODY = f"{LEAD}\n\n{MORE}\n\n{LAST}\n"
TITLE, AUTHORS, DAY, LATER = "Ferries: back", ("Jane Doe", "John Smith"), "2026-03-05", "2026-03-06"

HEADS = {
    "toml zola": (
        "+++\n"
        'title = "Ferries: back"\n'
        "date = 2026-03-05T10:00:00+02:00\n"
        "updated = 2026-03-06\n"
        'authors = ["Jane Doe", "John Smith"]\n'
        "draft = false\n"
        "[taxonomies]\n"
        'tags = ["sea", "boats"]\n'
        "[extra]\n"
        'canonical_url = "https://www.harbour.com/a-b-c"\n'
        "+++\n"
    ),
    "toml hugo broken": (
        '+++\ntitle = "Ferries: back"\ndate = 2026-03-05\nauthor = "Jane Doe, John Smith"\nweight = 01x\n+++\n'
    ),
    "toml multiline": (
        "+++\n"
        'title = """Ferries: back"""\n'
        'date = "5 March 2026"\n'
        'author = ["Jane Doe",\n'
        '  "John Smith"]\n'
        "\n"
        "[params]\n"
        "  featured = true\n"
        "+++\n"
        "\n"
    ),
    "json hugo": (
        "{\n"
        '  "title": "Ferries: back",\n'
        '  "date": "2026-03-05T10:00:00Z",\n'
        '  "author": ["Jane Doe", "John Smith"],\n'
        '  "tags": ["sea"]\n'
        "}\n"
        "\n"
    ),
    "json broken": (
        '{\n  "title": "Ferries: back",\n  "date": "2026-03-05",\n  "authors": "Jane Doe, John Smith",\n}\n\n'
    ),
    "semicolons": (
        ';;;\n{"title": "Ferries: back", "date": "2026-03-05",\n"author": "Jane Doe and John Smith"}\n;;;\n\n'
    ),
    "semicolons bare": (
        ';;;\n"title": "Ferries: back",\n"date": "2026-03-05",\n"author": "Jane Doe and John Smith"\n;;;\n\n'
    ),
    "yaml bom blank": (
        "\ufeff\n"
        "\n"
        "---\n"
        'title: "Ferries: back"\n'
        "date: 2026-03-05 10:00:00 +0200\n"
        "author:\n"
        "  - Jane Doe\n"
        "  - John Smith\n"
        "...\n"
        "\n"
    ),
    "yaml colon": (
        "---\n"
        "layout: post\n"
        "title: Ferries: back\n"
        "date: 2026-03-05\n"
        "published: true\n"
        "author: Jane Doe, John Smith\n"
        "---\n"
    ),
    "yaml docusaurus": (
        "---\n"
        "slug: ferries\n"
        'title: "Ferries: back"\n'
        "authors:\n"
        "  - name: Jane Doe\n"
        "    title: Reporter\n"
        "    url: https://x.com/jane\n"
        "  - name: John Smith\n"
        "    image_url: https://x.com/j.png\n"
        "last_update: {date: 2026-03-06, author: Someone}\n"
        "date: 2026-03-05T10:00\n"
        "---\n"
    ),
    "yaml mkdocs": (
        "---\n"
        'title: "Ferries: back"\n'
        "date:\n"
        "  created: 2026-03-05\n"
        "  updated: 2026-03-06\n"
        "authors: {jane: {name: Jane Doe}, john: {name: John Smith}}\n"
        "---\n"
    ),
    "yaml quarto": (
        "---\n"
        'title: "Ferries: back"\n'
        "publish-date: 2026-03-05\n"
        "author:\n"
        "  - name: {given: Jane, family: Doe}\n"
        "    affiliation: Harbour Institute\n"
        "  - first_name: John\n"
        "    last_name: Smith\n"
        "---\n"
    ),
    "yaml tabs": (
        '---\ntitle:\t"Ferries: back"\npubDate:\t2026-03-05\nbyline:\tBy Jane Doe and John Smith\ntags:\n\t- sea\n---\n'
    ),
    "yaml alias": (
        '---\ntitle: "Ferries: back"\ndate: &d 2026-03-05\nlastmod: *d\nauthors: [Jane Doe, John Smith]\n---\n'
    ),
    "yaml unclosed": ('---\ntitle: "Ferries: back"\ndate: 2026-03-05\nauthors: [Jane Doe, John Smith]\n\n'),
    "yaml jekyll zone": (
        "---\n"
        "layout: post\n"
        'title:  "Ferries: back"\n'
        "date:   2026-03-05 23:30:00 -0500\n"
        "categories: news sea\n"
        "author: Jane Doe & John Smith\n"
        "---\n"
    ),
    "mmd": (
        "Title: Ferries: back\n"
        "Author: Jane Doe, John Smith\n"
        "Date: March 5, 2026\n"
        "Keywords: sea, boats\n"
        "CSS: style.css\n"
        "\n"
    ),
    "pelican": (
        "Title: Ferries: back\n"
        "Date: 2026-03-05 10:20\n"
        "Modified: 2026-03-06 19:30\n"
        "Category: News\n"
        "Tags: sea, boats\n"
        "Slug: ferries-back\n"
        "Authors: Jane Doe, John Smith\n"
        "Summary: Boats run again.\n"
        "\n"
    ),
    "email": (
        "From: Press Office <press@harbour.com>\n"
        "To: newsdesk@daily.com\n"
        "Subject: Ferries: back\n"
        "Date: Thu, 5 Mar 2026 10:00:00 +0200\n"
        "Message-ID: <abc@harbour.com>\n"
        "MIME-Version: 1.0\n"
        "\n"
    ),
    "org": (
        "#+TITLE: Ferries: back\n"
        "#+AUTHOR: Jane Doe and John Smith\n"
        "#+DATE: <2026-03-05 Thu>\n"
        "#+FILETAGS: :sea:boats:\n"
        "#+OPTIONS: toc:nil\n"
        "\n"
    ),
    "rst": (
        "Ferries: back\n"
        "#############\n"
        "\n"
        ":date: 2026-03-05 10:20\n"
        ":modified: 2026-03-06\n"
        ":tags: sea, boats\n"
        ":authors: Jane Doe, John Smith\n"
        "\n"
    ),
    "nikola": (
        ".. title: Ferries: back\n"
        ".. slug: ferries\n"
        ".. date: 2026-03-05 10:00:00 UTC+02:00\n"
        ".. author: Jane Doe, John Smith\n"
        ".. tags: sea, boats\n"
        "\n"
    ),
    "pandoc": ("% Ferries: back\n% Jane Doe; John Smith\n% 5 March 2026\n\n"),
    "pandoc multi": ("% Ferries:\n  back\n% Jane Doe\n  John Smith\n% March 5, 2026\n\n"),
    "comment": ("<!--\ntitle: Ferries: back\ndate: 2026-03-05\nauthor: Jane Doe, John Smith\n-->\n\n"),
    "nikola md": (
        "<!--\n.. title: Ferries: back\n.. date: 2026-03-05 10:00:00\n.. author: Jane Doe, John Smith\n-->\n\n"
    ),
    "german": ("Titel: Ferries: back\nAutor: Jane Doe, John Smith\nDatum: 5. März 2026\nSchlagworte: See\n\n"),
    "fence yaml": ('```yaml\ntitle: "Ferries: back"\ndate: 2026-03-05\nauthor: [Jane Doe, John Smith]\n```\n\n'),
}


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("content_type", ["text/markdown", "text/plain"])
def test_metadata_of_each_form_is_read(name, content_type):
    article = read_document(HEADS[name] + BODY, content_type)
    day = LATER if name == "yaml jekyll zone" else DAY
    assert (article.title, article.published_at.date().isoformat()) == (TITLE, day)
    assert tuple(article.authors) == (() if name == "email" else AUTHORS)
    assert paragraphs(article) == [LEAD, MORE, LAST]


@pytest.mark.parametrize("name", ["toml zola", "mmd", "pelican", "rst", "nikola"])
def test_tags_are_keywords(name):
    assert read_document(HEADS[name] + BODY).keywords == ("sea", "boats")


@pytest.mark.parametrize("name", ["toml zola", "pelican", "rst", "yaml docusaurus", "yaml mkdocs"])
def test_the_day_of_a_change_is_read(name):
    assert read_document(HEADS[name] + BODY).modified_at.date().isoformat() == LATER


def test_a_date_alone_is_no_change():
    assert read_document(HEADS["yaml jekyll zone"] + BODY).modified_at is None


def test_the_address_of_an_inner_table_is_the_articles():
    assert read_document(HEADS["toml zola"] + BODY).canonical_url == "https://www.harbour.com/a-b-c"


def test_a_title_may_begin_with_brackets():
    head = "---\ntitle: [Video] Ferries: back\ndate: 2026-03-05\n---\n"
    assert read_document(head + BODY).title == "[Video] Ferries: back"


def test_the_subject_of_an_email_is_decoded():
    subject = "=?UTF-8?Q?F=C3=A4hren?= sind =?utf-8?B?enVyw7xjaw==?="
    head = f"From: a@b.com\nSubject: {subject}\nDate: 5 Mar 2026 10:00:00 +0000\n\n"
    assert read_document(head + BODY, "text/plain").title == "Fähren sind zurück"


TEXTS = [
    "---\n\nThe boats are back, said the director.\n\n---\n\n",
    "Jane: We have waited for long.\nJohn: So have we.\n\n",
    "Place: Oslo\nTime: 19:00\nTickets: 20 euros\n\n",
    "Language: Greek\nStatus: endangered\n\n",
    "% of the boats were lost in the storm, a report says.\n\n",
    '{"It is good", he said.\n\n',
    "Warning: the storm is not over, the office said.\n\n",
    "+++ The boats are back +++ The piers are not +++\n\n",
    "+++ 10:15 The boats are back +++\n\nThe piers are not ready.\n\n+++ 11:00 The storm is over +++\n\n",
    "Headline: none of the papers had one.\nThat was new to all of us at the harbour.\n\n",
]


@pytest.mark.parametrize("start", TEXTS)
def test_text_that_looks_like_metadata_stays(start):
    article = read_document(start + BODY)
    words = f"{article.title} {article.text}"
    assert [line for line in start.split("\n") if line.strip("+- ") and line.strip("+-. ") not in words] == []


@pytest.mark.parametrize(
    "start",
    [
        "---\n" + "a: [\n" * 5000,
        "+++\na = " + "[" * 15000 + "\n+++\n",
        "+++\n" + "a." * 9000 + "a = 1\n+++\n",
        '{"a":' * 3000,
        ';;;\n{"a":' + "[" * 15000 + "\n;;;\n",
        "<!--" * 20000,
        "% a\n" * 20000,
        "#+a: b\n" * 20000,
        "Title: a\nDate: b\n" + " a\n" * 50000,
        "a" * 200000 + ":",
        ("a " * 100 + "\n") * 2000,
    ],
)
def test_hostile_metadata_takes_no_time(start):
    fields, rest = split_front_matter(start + "\n" + BODY)
    assert isinstance(fields, dict)
    assert rest.endswith(LAST + "\n")
