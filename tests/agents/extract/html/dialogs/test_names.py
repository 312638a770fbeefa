from hypothesis import given
from hypothesis import strategies as st

from agents.extract.html.dialogs.names import CONSENT, CONSENT_STEMS, is_dialog


@given(st.from_regex(CONSENT, fullmatch=True))
def test_each_name_of_a_consent_manager_has_a_stem_that_is_searched_for_first(name: str) -> None:
    assert any(stem in name for stem in CONSENT_STEMS)


def test_the_ids_of_consent_managers_are_known_in_capitals_too() -> None:
    assert is_dialog("onetrust-consent-sdk")
    assert is_dialog("CybotCookiebotDialog")
    assert is_dialog("site-header cookie-notice")
    assert not is_dialog("cookie-recipes-list")
    assert not is_dialog("article__body")
