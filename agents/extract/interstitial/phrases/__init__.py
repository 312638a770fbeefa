"""What pages say that stand in the place of an article, by kind and language: the tables of all such patterns.

`titles` are whole titles or headings, or parts of one between separators (`Page not found | Daily Example`); `texts`
are in the text below. Each is a list of alternatives of a regular expression, compared without regard to case.
"""

from agents.extract.interstitial.phrases.age import AGE
from agents.extract.interstitial.phrases.consent import CONSENT, CONSENT_STEMS, PURPOSES
from agents.extract.interstitial.phrases.denied import DENIED
from agents.extract.interstitial.phrases.down import DOWN
from agents.extract.interstitial.phrases.kind import Phrases
from agents.extract.interstitial.phrases.login import LOGIN
from agents.extract.interstitial.phrases.missing import MISSING
from agents.extract.interstitial.phrases.no_script import LOADING, NO_SCRIPT
from agents.extract.interstitial.phrases.robot_check import ROBOT_CHECK

__all__ = [
    "AGE",
    "CONSENT",
    "CONSENT_STEMS",
    "DENIED",
    "DOWN",
    "LOADING",
    "LOGIN",
    "MISSING",
    "NO_SCRIPT",
    "PURPOSES",
    "ROBOT_CHECK",
    "Phrases",
]
