"""The links that follow from comparisons: their kinds, their order, their number, and what they state."""

import pytest

from agents.deduplicate.comparison import Comparison
from agents.deduplicate.entry import NO_RELATIONS, Entry, Ruling
from agents.deduplicate.relations import MAX_LINKS, Candidate, relations
from agents.deduplicate.rules import RULES, SHORT
from agents.deduplicate.signature import Text, title_of
from agents.deduplicate.sketch import sketch_of

SKETCH = sketch_of("")
TEXT = Text(language=1, source=2, title=3, fingerprint=bytes(16), sketch=SKETCH)

COPY = Comparison(False, (300, 300), (40, 40), 36, (30, 33), (9, 0), 5)
EXCERPT = Comparison(False, (100, 300), (20, 44), 18, (16, 16), (4, 0), 0)
WHOLE = Comparison(False, (300, 100), (44, 20), 18, (16, 16), (4, 0), 0)
NEAR = COPY._replace(facts=(9, 2))
OTHER = Comparison(False, (300, 300), (40, 40), 10, (5, 10), (2, 6), 0)
EQUAL = COPY._replace(is_equal=True)


def candidate(comparison, *, position=1, revision=1, title=3):
    ruling = Ruling(position, bytes(15) + b"x", revision)
    entry = Entry.of(f"at{position}", TEXT._replace(title=title), ruling, time=0.0)
    return Candidate(entry, comparison)


def ids(links):
    return [link.id for link in links]


def test_each_rule_makes_its_kind_of_link():
    kinds = [OTHER, COPY, EXCERPT, WHOLE, NEAR]
    found = relations(TEXT, [candidate(kind, position=at) for at, kind in enumerate(kinds)])
    assert [ids(links) for links in found] == [["at1"], ["at2"], ["at3"], ["at4"]]
    assert [links[0].method for links in found] == ["minhash", "containment", "containment", "minhash"]
    assert relations(TEXT, [candidate(OTHER)]) == relations(TEXT, []) == NO_RELATIONS


def test_a_link_names_the_articles_revision():
    assert relations(TEXT, [candidate(COPY, revision=3)]).copies[0].revision == 3


@pytest.mark.parametrize(
    "comparison, similarity, method",
    [
        (COPY, 36 / 44, "minhash"),
        (NEAR, 36 / 44, "minhash"),
        (EQUAL, 1.0, "exact"),
        (EXCERPT, 18 / 20, "containment"),
        (WHOLE, 18 / 20, "containment"),
    ],
)
def test_the_similarity_of_a_link_is_that_of_the_copies_or_the_share_of_the_part(comparison, similarity, method):
    (link,) = (link for links in relations(TEXT, [candidate(comparison)]) for link in links)
    assert (link.similarity, link.method) == (pytest.approx(similarity, abs=5e-5), method)


def test_a_link_states_what_was_compared():
    comparison = Comparison(False, (300, 320), (40, 48), 36, (30, 33), (9, 1), 5)
    evidence = relations(TEXT, [candidate(comparison)]).copies[0].evidence
    assert evidence.model_dump() == {
        "rules": RULES,
        "share": 0.9,
        "share_of_other": 0.75,
        "shingles_compared": 40,
        "shingles_shared": 36,
        "shingles_repeated": 5,
        "runs_equal": 30,
        "runs_different": 3,
        "facts_equal": 9,
        "facts_different": 1,
    }


def test_equal_texts_come_first_then_the_most_similar_then_the_one_published_first():
    weaker = COPY._replace(shared=32, running=(30, 30))
    candidates = [
        candidate(weaker, position=1),
        candidate(COPY, position=4),
        candidate(COPY, position=2),
        candidate(EQUAL, position=9),
        candidate(EQUAL, position=8),
    ]
    for order in (candidates, candidates[::-1]):
        assert ids(relations(TEXT, order).copies) == ["at8", "at9", "at2", "at4", "at1"]


def test_links_of_other_kinds_come_in_the_same_order():
    for kind, comparison in ((1, EXCERPT), (2, WHOLE), (3, NEAR._replace(compared=(20, 20), shared=18))):
        candidates = [candidate(comparison, position=at) for at in (7, 3)]
        candidates.append(candidate(comparison._replace(shared=20), position=9))
        assert ids(relations(TEXT, candidates)[kind]) == ["at9", "at3", "at7"]


def test_the_strongest_links_of_each_kind_are_kept():
    kinds = COPY, EXCERPT, WHOLE, NEAR
    many = [candidate(kind, position=4 * at + number) for at in range(20) for number, kind in enumerate(kinds)]
    found = relations(TEXT, many)
    assert [len(links) for links in found] == [MAX_LINKS] * 4
    assert ids(found.copies) == [f"at{4 * at}" for at in range(MAX_LINKS)]


def linked(comparison, headline, other):
    text = TEXT._replace(title=title_of(headline))
    return any(relations(text, [candidate(comparison, title=title_of(other))]))


@pytest.mark.parametrize("is_equal", [True, False])
@pytest.mark.parametrize("lengths", [(SHORT - 1, 300), (300, SHORT - 1)])
def test_short_texts_with_different_headlines_are_not_linked(lengths, is_equal):
    comparison = COPY._replace(lengths=lengths, is_equal=is_equal)
    assert not linked(comparison, "Ferries are back", "The bridge is closed")
    for other in ("", "Ferries are back", "FERRIES: are back!"):
        assert linked(comparison, "Ferries are back", other)
        assert linked(comparison, other, "Ferries are back")


WARNING = "Storm warning for Celle until Friday"


def kind_of(comparison, headline, other):
    """Name the kind of the link that there is."""
    text = TEXT._replace(title=title_of(headline))
    found = relations(text, [candidate(comparison, title=title_of(other))])._asdict()
    return next((kind for kind, links in found.items() if links), None)


@pytest.mark.parametrize("comparison", [COPY, EQUAL, COPY._replace(lengths=(SHORT, SHORT))])
@pytest.mark.parametrize("other", ["Heavy weather is expected in Celle", "Storm warning: for CELLE, until Friday", ""])
def test_longer_copies_may_have_different_headlines(comparison, other):
    assert kind_of(comparison, WARNING, other) == "copies"


@pytest.mark.parametrize(
    "headline, other",
    [(WARNING, "Storm warning for Lingen until Friday"), ("Shares fell 4.1 percent", "Shares fell 3 percent")],
)
def test_texts_whose_headlines_differ_in_a_name_or_number_alone_are_no_copies_unless_equal(headline, other):
    assert kind_of(COPY, headline, other) == "near"
    assert kind_of(NEAR, headline, other) is None
    assert kind_of(EQUAL, headline, other) == "copies"


def test_headlines_of_names_alone_say_nothing():
    for other in ("Salem 3, Marlow 0", "Vernon"):
        assert linked(COPY, "Harlow 2, Marlow 1", other)


def test_parts_may_have_any_headline():
    assert linked(EXCERPT, "Storm warning for Celle until Friday", "Storm warning for Lingen until Friday")
