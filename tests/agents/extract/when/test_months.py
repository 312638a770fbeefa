"""Every language has twelve months, and those of the CLDR are among their forms."""

import subprocess
import sys

import pytest

from agents.extract.when.months import MONTHS
from agents.extract.when.names import months_of

# In a process of its own: what babel reads of one locale it may show in another one.
_CLDR = """
import sys
from babel import Locale
print("\\n".join(Locale.parse(sys.argv[1]).months["format"]["wide"][month] for month in range(1, 13)))
"""


def test_every_language_has_twelve_months():
    assert {len(row.split()) for row in MONTHS.values()} == {12}


@pytest.mark.parametrize("language", ["ar", "el", "fi", "hr", "km", "lv", "ne", "th", "tr", "uk"])
def test_the_names_of_the_cldr_are_read(language):
    names = subprocess.run([sys.executable, "-c", _CLDR, language], capture_output=True, text=True, check=True).stdout
    found = [[month for _, month in months_of(name, language)] for name in names.splitlines()]
    assert found == [[month] for month in range(1, 13)]
