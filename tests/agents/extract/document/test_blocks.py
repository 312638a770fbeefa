"""Marks leave their text, and lines become paragraphs."""

from tests.support.articles.extract import LAST, LEAD, MORE, document, paragraphs, read_document


def test_marks_are_removed_and_their_text_stays():
    text = "> A *quotation* of the `director`.\n\n1. one [pier](https://e.com)\n2. two **piers**\n\n## What comes next"
    assert paragraphs(read_document(document(text)))[1:5] == [
        "A quotation of the director.",
        "one pier",
        "two piers",
        "What comes next",
    ]


def test_wrapped_lines_are_joined_and_long_lines_are_paragraphs():
    wrapped = LEAD.replace(" from ", "\nfrom ").replace(" told ", "\ntold ")
    assert paragraphs(read_document(f"Ferries are back\n\n{wrapped}\n\n{MORE}\n", "text/plain")) == [LEAD, MORE]
    long = [f"{LEAD} {MORE}", f"{MORE} {LAST}", f"{LAST} {LEAD}"]
    assert paragraphs(read_document("Ferries are back\n" + "\n".join(long), "text/plain")) == long
    assert paragraphs(read_document("# Ferries are back\n" + "\n".join(long))) == long
