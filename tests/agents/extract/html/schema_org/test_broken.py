"""JSON-LD that a template has broken is read as far as it can be understood."""

import pytest

from agents.extract.html.schema_org import broken
from agents.extract.html.schema_org.broken import read_broken


@pytest.mark.parametrize("source, found", [
    ('{"a": "He said "no", then left", "b": ["a "b" c", "d"]}',
     {"a": 'He said "no", then left', "b": ['a "b" c', "d"]}),
    ('{"a": "Die Mühle "am Fluss"", "b": {"c": ""Nein" sagt er"}}',
     {"a": 'Die Mühle "am Fluss"', "b": {"c": '"Nein" sagt er'}}),
    ('{"a": "<b class="c d">Ships</b> wait", "e": "f"}', {"a": '<b class="c d">Ships</b> wait', "e": "f"}),
    ('{ /* x */ "a": "b", // "c": "d"\n "e": [1, true, ], <!-- "f": 1 --> }', {"a": "b", "e": [1, True]}),
    ('{"a": "b" "c": "d"\n"e": undefined, "f": , "g": Ana Ruiz, "h": "i"}',
     {"a": "b", "c": "d", "e": None, "g": "Ana Ruiz", "h": "i"}),
    ('{"a": {"b": "c"}}, "d": "e"}', {"a": {"b": "c"}, "d": "e"}),
    ('{"a": "b,\n"c": "d"}', {"a": "b", "c": "d"}),
    ("{'a': 'it\\'s', \"b\": 'c'}", {"a": "it's", "b": "c"}),
    ('{"a": "it\\\'s", "b": "c\\d \\u00e9 \\" e"}', {"a": "it's", "b": 'cd é " e'}),
    ('{<br />\n"a": "b",<br />\n"c": "d"<br />\n}', {"a": "b", "c": "d"}),
    ('{"url": "https://example.com/a", "b": https://example.com/c}', {"url": "https://example.com/a", "b": "https://example.com/c"}),
    ('{"a": {"b": "c", "d": "e"', {"a": {"b": "c", "d": "e"}}),
    ('{"a": "b", "c": "cut off in the mid', {"a": "b"}),
    ('{"a": ["b", {"c": "d"}, {"e', {"a": ["b", {"c": "d"}, {}]}),
])  # fmt: skip
def test_what_can_be_understood_is_read(source, found):
    assert read_broken(source) == [found]


@pytest.mark.parametrize("source", [
    '{&quot;a&quot;: &quot;R&amp;D \\&quot;b\\&quot;&quot;,}',
    '{&amp;#34;a&amp;#34;: &amp;#34;R&amp;amp;D \\&amp;#34;b\\&amp;#34;&amp;#34;}',
    '{\u201ca\u201d: \u201cR&D \u201eb\u201c\u201d}',
    '{""a"": ""R&D \\""b\\"""",}',
    '{\\"a\\": \\"R&D \\\\\\"b\\\\\\"\\"}',
])  # fmt: skip
def test_marks_that_are_written_in_another_way_are_read_as_the_usual_ones(source):
    """Doubled ones as in https://github.com/schemaorg/schemaorg/issues/3072."""
    assert read_broken(source) == [{"a": 'R&D "b"'}]


def test_several_values_are_read_one_after_the_other():
    assert read_broken('{"a": "b",} {"c": "d"};\n[{"e": 1}]') == [{"a": "b"}, {"c": "d"}, [{"e": 1}]]


@pytest.mark.parametrize("source", ["", "no JSON", "}", '"a": "b"', "&" * 9])
def test_a_text_without_objects_has_none(source):
    assert read_broken(source) == []


def test_objects_in_each_other_are_read_to_a_limit():
    assert read_broken('{"a":' * 100_000)


@pytest.mark.parametrize(
    "unit", ['{"a" ', '"', '" ', '", ', "\\", "/*", "<!-", "<", '{"', '{"a":"b"', "a", '\n"a":"x\n', "{&"]
)
def test_the_time_to_read_grows_with_the_length(unit, monkeypatch):
    monkeypatch.setattr(broken, "LONGEST", 600_000)
    source = '{"a": "' + unit * (500_000 // len(unit))
    read_broken(source)  # would take hours if it grew with the square
