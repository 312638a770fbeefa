"""The account closes only if every raw event came out as exactly one thing."""

import io
from collections import Counter

import pytest
from rich.console import Console

from agents.cli.account import Account


def printed(account: Account) -> str:
    output = io.StringIO()
    Console(file=output, width=120).print(account.table())
    return output.getvalue()


@pytest.mark.parametrize("inputs,closes,last", [(10, True, "missing"), (12, False, "missing"), (9, False, "too many")])
def test_an_account_closes_if_the_outputs_equal_the_inputs(inputs: int, closes: bool, last: str) -> None:
    account = Account(inputs=inputs, articles=5, updates=1, duplicates=2, unchanged=1, reasons=Counter(too_large=2))
    assert account.dead_letters == 2
    assert account.closes == closes
    rows = printed(account).splitlines()
    assert last in rows[-2]
    assert f" {abs(inputs - 10)} " in rows[-2]
    assert any("2 too_large" in row for row in rows)
    assert any("1 updated" in row for row in rows)
