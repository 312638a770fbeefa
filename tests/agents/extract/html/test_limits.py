"""No tag with too many attributes reaches the parser, whatever the text before it looks like; see test_hostile.py."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from agents.extract.html import limits
from agents.extract.html.limits import MOST_AFTER_BRACKETS, MOST_ATTRIBUTES_OF_ONE, check_source
from schemas import Rejected
from tests.support.articles.extract import page

MANY = " ".join(f"a{number}" for number in range(MOST_AFTER_BRACKETS + 2_000))
LARGE = {
    "a tag": f"<div {MANY}>",
    "in capitals, on lines": f"<DIV\n{MANY.replace(' ', chr(10))}>".upper(),
    "after slashes": f"<div/{MANY.replace(' ', '/')}>",
    "with values": f"<div {MANY.replace(' ', '=x ')}>",
    "with brackets in all values": "<div " + MANY.replace(" ", "='>' ") + ">",
    "with brackets in all values, without spaces": "<div " + MANY.replace(" ", "='>'") + ">",
    "after a bracket in a value": f"<div x='>' {MANY}>",
    "after a quote and a bracket in a value": f"<div x='\">' {MANY}>\"",
    "after a value in a value": f"<div x=\"='>\" {MANY}>'",
    "after a quote in a value without quotes": f"<div x=a\" y='>' {MANY}>\"",
    "after a space that is none in HTML": f'<div x=\xa0"a {MANY} ">',
    "after a name with a quote": f'<a="x {MANY} ">',
    "after what looks like tags": f"<div <p <p {MANY}>",
    "after a comment": f'<!-- <a b=" --><div {MANY}><p c="d">',
    "after a comment that is none": f'<! <a b="><div {MANY}">',
    "after an instruction": f'<?php <a b=" ?><div {MANY}">',
    "after a declaration": f"<!DOCTYPE \"<a b='\"><div {MANY}>'",
    "after CDATA": f'<svg><![CDATA[ <a b=" ]]><div {MANY}">',
    "after a script": f"<script>x = '<a b=\"'</script><div {MANY}\">",
    "after a script in a script": f'<script><!--<script> <a b=" </script></script><div {MANY}>"',
    "after a title": f'<title><a b="</title><div {MANY}">',
    "after an end": f'</p a="><div {MANY}>">',
}


@pytest.mark.parametrize("name", LARGE)
def test_a_tag_of_too_many_attributes_is_found(name):
    started = time.process_time()
    with pytest.raises(Rejected, match=r"^too_large: the page has [\d,]+ attributes "):
        check_source(page(LARGE[name]))
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    "tag",
    [
        f"<div {' '.join(f'a{number}=x' for number in range(MOST_ATTRIBUTES_OF_ONE))}>",
        f"<div title='{'a ' * 9_000}'>",
        f"<script>{'for (i = 0; i<n; i++) { a = b }' * 300}</script>",
        "<a title='a > b' href=/>x</a>" * 3_000,
    ],
)
def test_other_long_tags_are_no_reason_to_refuse_a_page(tag):
    check_source(page(tag))


PIECES = st.sampled_from(
    "< </ > = \" ' / ! - \t \xa0 <p <div <a </p <!-- --> --!> <script> </script> <script </script <title> </title> "
    "<textarea> </textarea <style> </style> <![CDATA[ ]]> <? <! <svg> <plaintext> <xmp> </xmp> <!DOCTYPE".split(" ")
) | st.just(" ")
NAMES = st.sampled_from(("n{}", "n{} ", "n{}="))


@given(st.lists(PIECES | NAMES, max_size=40))
def test_libxml2_finds_no_more_attributes_than_are_counted(pieces):
    text = "<html><body>" + "".join(piece.format(place) for place, piece in enumerate(pieces))
    tree = etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8", collect_ids=False))
    found = [len(element.attrib) for element in tree.iter(etree.Element)]
    own = [limits._attributes(tag, 99) for tag in limits._TAG.findall(text)]
    further = sum(limits._attributes(tag[1] or tag[2] or "", 99) for tag in limits._AFTER_BRACKET.finditer(text))
    assert max(found) <= max(own) + further
    assert sum(found) <= sum(own) + further
    assert len(found) <= len(own) + len(re.findall("</(?:p|br)", text)) + 3  # <html>, <head> and <body>
