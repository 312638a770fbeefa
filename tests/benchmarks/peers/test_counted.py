from tests.benchmarks.peers.counted import Damage, Published, damage, raw_id

NONE = Damage(lost=0, doubled=0, copies_published=0, articles_dropped=0)


def original(story: int, revision: int = 1) -> Published:
    return Published(raw_id("original", story), f"id-of-original-{story}", revision)


def copy(story: int) -> Published:
    return Published(raw_id("copy", story), f"id-of-copy-{story}", 1)


def test_a_story_that_is_one_article_and_its_copy_a_duplicate_is_no_damage():
    assert damage([original(0), original(1)], ["copy-0", "copy-1"], stories=2) == NONE


def test_a_copy_that_was_decided_first_is_the_article():
    assert damage([copy(0)], ["original-0"], stories=1) == NONE


def test_a_raw_event_of_which_nothing_came_is_lost():
    assert damage([original(0)], ["copy-0"], stories=2) == NONE._replace(lost=2)
    assert damage([original(0)], [], stories=1) == NONE._replace(lost=1)


def test_an_article_with_the_same_id_and_revision_counts_as_doubled_each_time_that_it_comes_again():
    assert damage([original(0)] * 3, ["copy-0"], stories=1) == NONE._replace(doubled=2)


def test_a_further_revision_of_an_article_is_not_doubled():
    assert damage([original(0), original(0, revision=2)], ["copy-0"], stories=1) == NONE


def test_a_duplicate_that_comes_again_doubles_no_article():
    assert damage([original(0)], ["copy-0", "copy-0"], stories=1) == NONE


def test_a_story_of_which_original_and_copy_are_articles_is_a_copy_published_and_doubles_nothing():
    assert damage([original(0), copy(0)], [], stories=1) == NONE._replace(copies_published=1)
    assert damage([original(0), copy(0)], ["copy-0"], stories=1) == NONE._replace(copies_published=1)


def test_a_story_of_which_all_events_are_duplicates_was_dropped():
    assert damage([], ["original-0", "copy-0"], stories=1) == NONE._replace(articles_dropped=1)


def test_an_article_that_was_also_given_as_a_duplicate_was_not_dropped():
    assert damage([copy(0)], ["original-0", "copy-0"], stories=1) == NONE
    assert damage([original(0)], ["original-0", "copy-0"], stories=1) == NONE
