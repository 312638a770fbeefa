from lxml import html

from agents.extract.html.unseen.inline import read_inline


def test_the_elements_of_lines_are_collected_by_their_kinds_in_one_walk():
    tree = html.fromstring(
        "<div><p><span class='dropcap'>T</span> he minister<sup>1</sup> spoke<br>for <b>two</b> hours "
        "<span class='sr-only'>opens in a new window</span><i style='display: none'>x</i></p><pre>a\nb</pre></div>"
    )
    found = read_inline(tree)
    assert [one.tag for one in found.marks] == ["sup"]
    assert [one.text for one in found.initials] == ["T"]
    assert [one.tag for one in (*found.breaks, *found.texts)] == ["br", "pre"]
    assert [one.text for one in found.hidden] == ["opens in a new window", "x"]


def test_a_class_that_says_nothing_hides_nothing():
    tree = html.fromstring("<p><span class='name'>Ana</span> <b class='hidden-gem'>said</b></p>")
    assert read_inline(tree) == ([], [], [], [], [])
