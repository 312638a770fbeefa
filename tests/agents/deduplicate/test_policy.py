"""What becomes of an article in each usual case: a sentence for each, on stories as newsrooms print them."""

from random import Random

import pytest

from agents.deduplicate import Verdict
from tests.support.articles.stories import FERRY, FLOOD, FLOOD_IN_GERMAN, STORIES

HERALD, COURIER = "https://herald.example/1", "https://courier.example/a"

each_story = pytest.mark.parametrize("printed", STORIES, ids=["flood", "strike", "painting"])


CLOSE = """Shares in Port Alder closed {higher} on {day} as investors waited for the decision of the central bank.
The Alder 40 index {rose} {points} points, or {percent} percent, to {index}. Of its forty members, {up} closed above and
{down} below the price of the day before. Trading was {trading} than on average, with a turnover of {turnover} million.
{best} led the index with a gain of {gain} percent, while {worst} was at its end with a loss of {loss} percent.
The euro stood at {euro} dollars in the late afternoon. A barrel of North Sea oil cost {oil} dollars, and the yield of
ten-year bonds was {bonds} percent. This report was made from data of the exchange and appears on every trading day.
Prices may be delayed by fifteen minutes. The Courier does not accept liability for their use and gives no advice.
"""
FIRMS = (
    "Harrow Instruments",
    "Pelican Freight",
    "Crestline Energy",
    "Sable Software",
    "Quillon Pharma",
    "Bluefin Motors",
)
DAYS = "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"


def closing_report(day):
    """What a program writes about the exchange; `day` counts from 0."""
    random = Random(day)
    best, worst = random.sample(FIRMS, 2)
    up = random.randint(10, 30)
    numbers = {
        name: f"{random.uniform(1, 9):.1f}" for name in ("percent", "turnover", "gain", "loss", "euro", "oil", "bonds")
    }
    return CLOSE.format(
        higher=random.choice(("higher", "lower")),
        rose=random.choice(("rose", "fell")),
        trading=random.choice(("heavier", "lighter")),
        day=DAYS[day % 5],
        points=random.randint(11, 99),
        index=f"{random.randint(4000, 4999):,}",
        up=up,
        down=40 - up,
        best=best,
        worst=worst,
        **numbers,
    )


def joined(*parts):
    return "\n".join(parts)


def is_unlinked(decision):
    article = decision.article
    return not (article.near_duplicates or article.contained_in or article.contains)


def is_duplicate_of_first(decision):
    return decision.verdict is Verdict.DUPLICATE and decision.duplicate_of.id == "first"


class Dress:
    """What the pages of one outlet print around a story."""

    AMP = "Courier AMP\n{}\nRead the full article on our website\nFlag this article\n© Courier Newspapers"
    MOBILE = "Menu Search Sign in\nTap to share\n{}\nMost read on mobile\nGet the Courier app for free\nBack to top"
    PRINT = "Printed from courier.example on November 25\n{}\nThis page was printed for personal use only"


@each_story
def test_the_same_story_under_another_headline_is_a_duplicate(stream, printed):
    stream.decide("first", printed.text, url=HERALD, title=printed.title)
    decision = stream.decide("other", printed.text, url=COURIER, title="What we know so far")
    assert is_duplicate_of_first(decision)
    assert decision.duplicate_of.method == "exact"


@each_story
def test_a_wire_story_with_another_dateline_and_the_outlets_own_name_is_a_duplicate(stream, printed):
    stream.decide("first", printed.text, url=HERALD)
    own = printed.text.split(" (NNA) — ", 1)[1].replace("the Northern News Agency", "The Courier")
    assert is_duplicate_of_first(stream.decide("other", f"Staff and agencies, November 25: {own}", url=COURIER))


@each_story
def test_a_story_whose_last_two_paragraphs_are_cut_is_a_duplicate(stream, printed):
    stream.decide("first", printed.text, url=HERALD)
    assert is_duplicate_of_first(stream.decide("other", joined(*printed.paragraphs[:-2]), url=COURIER))


@each_story
def test_a_story_with_a_lead_by_another_outlet_is_a_duplicate(stream, printed):
    stream.decide("first", printed.text, url=HERALD)
    lead = (
        "Our readers have asked us for days what is behind the news that everybody in the region talks about. Here is "
        "the report of our partners at the agency, which we print in full because it answers most of your questions."
    )
    assert is_duplicate_of_first(stream.decide("other", joined(lead, printed.text), url=COURIER))


@each_story
@pytest.mark.parametrize("dress", [Dress.AMP, Dress.MOBILE, Dress.PRINT], ids=["amp", "mobile", "print"])
def test_a_variant_of_a_page_without_canonical_url_is_a_duplicate_despite_what_it_prints_around(stream, printed, dress):
    stream.decide("first", printed.text, url=COURIER)
    assert is_duplicate_of_first(stream.decide("variant", dress.format(printed.text), url=COURIER + "?variant"))


@each_story
def test_a_reprint_with_one_corrected_number_is_a_duplicate_that_states_the_difference(stream, printed):
    stream.decide("first", printed.text, url=HERALD)
    decision = stream.decide("other", printed.text.replace(*printed.number), url=COURIER)
    assert is_duplicate_of_first(decision)
    assert decision.duplicate_of.evidence.facts_different == 1


@each_story
def test_a_reprint_with_many_other_numbers_is_a_new_article_linked_as_nearly_the_same(stream, printed):
    stream.decide("first", printed.text, url=HERALD)
    text = printed.text
    for correction in printed.corrections:
        text = text.replace(*correction)
    decision = stream.decide("other", text, url=COURIER)
    assert decision.verdict is Verdict.NEW
    (link,) = decision.article.near_duplicates
    assert (link.id, link.evidence.facts_different) == ("first", len(printed.corrections))


@each_story
def test_a_correction_at_the_same_address_is_an_update(stream, printed):
    stream.decide("first", printed.text, url=HERALD)
    decision = stream.decide("first", printed.text.replace(*printed.number), url=HERALD)
    assert (decision.verdict, decision.article.revision) == (Verdict.UPDATED, 2)
    assert is_unlinked(decision)


def test_a_translation_is_a_new_article(stream):
    stream.decide("first", FLOOD.text, "en", url=HERALD)
    decision = stream.decide("other", FLOOD_IN_GERMAN.text, "de", url=HERALD + "/de")
    assert decision.verdict is Verdict.NEW
    assert is_unlinked(decision)


def test_a_live_blog_that_grows_at_one_address_is_updated(stream):
    verdicts = [
        stream.decide("first", joined(*reversed(FLOOD.paragraphs[:entries])), url=HERALD).verdict
        for entries in range(1, 8)
    ]
    assert verdicts == [Verdict.NEW] + [Verdict.UPDATED] * 6


@each_story
def test_an_entry_of_a_live_blog_that_is_published_alone_elsewhere_is_linked_to_it(stream, printed):
    stream.decide("first", joined(*reversed(printed.paragraphs)), url=HERALD)
    decision = stream.decide("other", joined(*printed.paragraphs[3:5]), url=COURIER)
    assert decision.verdict is Verdict.NEW
    assert [link.id for link in decision.article.contained_in] == ["first"]


@each_story
def test_the_second_page_of_an_article_is_a_new_article_without_a_link(stream, printed):
    """Both pages print the same headline, author and dress."""
    page = (
        "{}\nBy Nora Feldt, reporter in the region, and the news desk\n{}\nPage {} of 2\nNext article Previous article"
    )
    stream.decide("first", page.format(printed.title, joined(*printed.paragraphs[:3]), 1), url=HERALD)
    second = page.format(printed.title, joined(*printed.paragraphs[3:]), 2)
    decision = stream.decide("second", second, url=HERALD + "?page=2")
    assert decision.verdict is Verdict.NEW
    assert is_unlinked(decision)


@each_story
def test_a_photo_gallery_with_the_lead_of_a_story_is_a_new_article_linked_to_it(stream, printed):
    stream.decide("first", printed.text, url=HERALD)
    captions = "Photo 1 of 3: the scene in the early morning", "Photo 2 of 3: people wait for news", "Photo 3 of 3"
    decision = stream.decide("gallery", joined(*printed.paragraphs[:2], *captions), url=HERALD + "/gallery")
    assert decision.verdict is Verdict.NEW
    assert [link.id for link in decision.article.contained_in] == ["first"]


@each_story
def test_the_full_text_after_its_excerpt_is_published_and_linked_to_the_excerpt(stream, printed):
    stream.decide("first", joined(*printed.paragraphs[:3]), url=HERALD)
    decision = stream.decide("full", printed.text, url=COURIER)
    assert decision.verdict is Verdict.NEW
    assert [link.id for link in decision.article.contains] == ["first"]


@pytest.mark.parametrize("urls", [[COURIER], [HERALD, COURIER]], ids=["one outlet", "two outlets"])
def test_daily_reports_from_one_template_are_new_articles_without_links(stream, urls):
    decisions = [stream.decide(str(day), closing_report(day), url=urls[day % len(urls)]) for day in range(20)]
    assert [decision.verdict for decision in decisions] == [Verdict.NEW] * 20
    assert [decision for decision in decisions if not is_unlinked(decision)] == []


def test_a_reprint_with_a_toll_that_rose_throughout_is_a_duplicate_that_states_one_difference(stream):
    stream.decide("first", FERRY.text, url=HERALD)
    decision = stream.decide("other", FERRY.text.replace(*FERRY.number), url=COURIER)
    assert is_duplicate_of_first(decision)
    assert decision.duplicate_of.evidence.facts_different == 1


def test_a_much_longer_report_with_a_risen_toll_is_published_and_linked_to_the_earlier_one(stream):
    stream.decide("first", joined(*FERRY.paragraphs[:4]), url=HERALD)
    decision = stream.decide("later", FERRY.text.replace(*FERRY.number), url=COURIER)
    assert decision.verdict is Verdict.NEW
    (link,) = decision.article.contains
    assert (link.id, link.evidence.facts_different) == ("first", 1)


@pytest.mark.parametrize("printed", [*STORIES, FERRY], ids=["flood", "strike", "painting", "ferry"])
def test_different_stories_of_one_agency_are_new_articles_without_links(stream, printed):
    for other in (*STORIES, FERRY):
        if other is not printed:
            stream.decide(other.title, other.text, url=HERALD)
    decision = stream.decide("first", printed.text, url=HERALD)
    assert decision.verdict is Verdict.NEW
    assert is_unlinked(decision)
