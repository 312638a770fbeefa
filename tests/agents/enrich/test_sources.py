"""Sources by how many articles they have a day."""

from agents.enrich.sources import HOUR, LIMIT, Sources

NONE = {"1": 0, "2_9": 0, "10_99": 0, "100_up": 0}


def noted(**articles):
    sources = Sources()
    for source, count in articles.items():
        for _ in range(count):
            sources.note(source, 0.0)
    return sources


def test_a_source_is_in_the_class_of_its_number_of_articles():
    assert Sources().classes == NONE
    assert noted(a=1, b=1).classes == NONE | {"1": 2}
    assert noted(a=2, b=9).classes == NONE | {"2_9": 2}
    assert noted(a=10, b=99).classes == NONE | {"10_99": 2}
    assert noted(a=100, b=1000, c=1).classes == NONE | {"100_up": 2, "1": 1}


def test_articles_of_a_day_ago_are_not_counted():
    sources = noted(a=5, b=1)
    sources.note("b", 23 * HOUR)
    assert sources.classes == NONE | {"2_9": 2}
    sources.note("b", 24 * HOUR)
    assert sources.classes == NONE | {"2_9": 1}
    sources.note("c", 100 * HOUR)
    assert sources.classes == NONE | {"1": 1}


def test_sources_beyond_the_limit_are_not_remembered_and_known_ones_go_on():
    sources = Sources()
    for number in range(LIMIT + 10):
        sources.note(str(number), 0.0)
    sources.note("0", 1.0)
    assert sources.classes == NONE | {"1": LIMIT - 1, "2_9": 1}
    sources.note("new", 30 * HOUR)
    assert sources.classes == NONE | {"1": 1}
