"""A page with joiners is copied for a reader that drops them, and stays itself."""

from lxml import html

from agents.extract.charset.joiners import unguard
from agents.extract.html.unseen.guarded import guarded


def test_a_page_without_joiners_is_not_copied():
    tree = html.fromstring("<p>Größe</p>")
    assert guarded(tree) is tree


def test_joiners_are_letters_in_the_copy_alone():
    tree = html.fromstring("<p>می\u200cشود <b>b</b> سه\u200cشنبه</p>")
    copied = guarded(tree)
    assert "\u200c" in tree.text_content()
    assert "\u200c" not in copied.text_content()
    assert unguard(copied.text_content()) == tree.text_content()
