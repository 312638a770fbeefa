"""A domain becomes a readable name, or stays as it is."""

import pytest

from agents.extract.outlet import outlet_name


@pytest.mark.parametrize(
    "domain, name",
    [
        ("themoscowtimes.com", "The Moscow Times"),
        ("washingtonpost.com", "Washington Post"),
        ("timesofisrael.com", "Times of Israel"),
        ("theglobeandmail.com", "The Globe and Mail"),
        ("springfield-gazette.com", "Springfield Gazette"),
        ("bbc.co.uk", "BBC"),
        ("cnn.com", "CNN"),
        ("cbsnews.com", "CBS News"),
        ("latimes.com", "LA Times"),
        ("kommersant.ru", "Kommersant"),
        ("lemonde.fr", "Lemonde"),
        ("spiegel.de", "Spiegel"),
        ("localhost", None),
        ("127.0.0.1", None),
        (None, None),
    ],
)
def test_a_domain_becomes_a_name(domain, name):
    assert outlet_name(domain) == name
