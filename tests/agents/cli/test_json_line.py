import pytest

from agents.cli.json_line import json_line


@pytest.mark.parametrize(
    "value,line",
    [
        (b'{"id": "1"}', b'{"id": "1"}'),
        (b'{"id":\n"1"}', b'{"id":"1"}'),
        (b"broken\xff", '"broken\ufffd"'.encode()),
        (b"", b'""'),
        (b"[" * 5000 + b"\n" + b"]" * 5000, b'"' + b"[" * 5000 + b"\\n" + b"]" * 5000 + b'"'),
    ],
)
def test_any_value_is_one_line_of_json(value: bytes, line: bytes) -> None:
    assert json_line(value) == line
