"""A page without JSON-LD has its metadata in <meta> tags."""

from datetime import UTC, datetime

from tests.support.articles.extract import read_head


def test_fields_come_from_meta_tags_if_there_is_no_json_ld():
    article = read_head(
        "<title>Council approves plan - Daily Example</title>"
        "<meta property='og:title' content='Council approves plan &amp;amp; more - Daily Example'>"
        "<meta property='og:site_name' content='Daily Example'>"
        "<meta name='author' content='By Jane Doe and John Smith'>"
        "<meta property='article:published_time' content='2021-03-23T10:00:00+01:00'>"
        "<meta property='og:image' content='//cdn.example.net/i.jpg'>"
        "<meta property='article:section' content='World'>"
        "<meta name='keywords' content='council; plan, council'>"
        "<link rel='canonical' href='/world/story-1'>"
    )
    assert article.title == "Council approves plan & more"
    assert article.authors == ("Jane Doe", "John Smith")
    assert article.published_at == datetime(2021, 3, 23, 9, tzinfo=UTC)
    assert article.image == "https://cdn.example.net/i.jpg"
    assert (article.section, article.keywords) == ("World", ("council", "plan"))
    assert article.canonical_url == "https://www.daily-example.com/world/story-1"
