"""The kinds of words that enrichment must know in a language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

Strings = frozenset[str]

TEXTS = frozenset({"possessive", "plural", "joiners", "inflected"})
"""The kinds that are one text."""
FLAGS = frozenset(
    {
        "repeats_are_names",
        "joined_are_outside",
        "family_name_first",
        "short_family_names",
        "two_surnames",
        "bare_nouns",
        "spaced",
        "title_case_headlines",
        "capitalised_nouns",
    }
)
"""The kinds that are true or false."""
MAPPINGS = frozenset({"synonyms", "lower_case"})
"""The kinds that map a text to another."""
ORDERED = frozenset({"nominative", "not_plural", "negation_endings", "masculine_verbs", "feminine_verbs"})
"""The kinds whose words have an order."""


@dataclass(frozen=True, eq=False)  # compared and hashed by identity: functions are cached by it
class Vocabulary:
    """The words of one language by kind; all in lower case, and a kind that is left out is empty.

    To add a language, add a file to this folder that is named by its code (`fr.toml`).
    """

    code: str
    """ISO 639, as in `Article.language`."""

    # How names are written.

    definite_articles: Strings = frozenset()
    """The "the" of the Hague."""

    indefinite_articles: Strings = frozenset()
    """The "a" of a Tory."""

    connectives: Strings = frozenset()
    """Small words inside names, which acronyms often leave out: the "of" in Department of Defense."""

    generations: Strings = frozenset()
    """Endings of a name that distinguish a child from a parent: the Jr. of Donald Trump Jr."""

    corporate_suffixes: Strings = frozenset()
    """Endings of a company's name that say what kind of company it is: the Inc. of Apple Inc."""

    synonyms: Mapping[str, str] = field(default_factory=dict)
    """Names that are written as another name, both without dots and articles."""

    acronyms: Strings = frozenset()
    """Acronyms that stay in capitals where a headline is put into ordinary case."""

    family_name_first: bool = False
    """Whether a person's family name comes first: Orbán Viktor."""

    short_family_names: bool = False
    """Whether family names have one syllable, and two only in names of four: 习近平, 이재명, 司马相如."""

    two_surnames: bool = False
    """Whether people have two surnames and are called by the first: Pedro Sánchez Pérez-Castejón."""

    spaced: bool = True
    """Whether spaces part words."""

    repeats_are_names: bool = True
    """Whether a name is one wherever it stands; not in Thai, where ministry is taken for a name at times."""

    title_case_headlines: bool = False
    """Whether Headlines Are Written Like This."""

    capitalised_nouns: bool = False
    """Whether every noun has a capital, so that a capital says little."""

    lower_case: Mapping[str, str] = field(default_factory=dict)
    """Capitals whose small letter differs from other languages: the ı of Turkish I."""

    # How names change in a sentence.

    possessive: str = ""
    """The letters behind an apostrophe that make a name a possessor: the s of Ukraine's."""

    plural: str = ""
    """The ending of the plural of a people's name: the s of Russians."""

    not_plural: tuple[str, ...] = ()
    """Endings that look like that plural: the ss of Swiss."""

    endings: Strings = frozenset()
    """Endings that case puts on a name, or takes off the nominative for another: the а of Путина and of Москва."""

    inner_endings: Strings = frozenset()
    """The same for the words before the last of a body's name: the n of Deutschen Bahn; empty if they are no others."""

    inflected: str = ""
    """Which words of a person's name change: `all`, or the `last`."""

    nominative: tuple[str, ...] = ()
    """Endings that the nominative may have, the surest first; no ending is surer than all."""

    fleeting: Strings = frozenset()
    """Vowels that come and go, or change, before the last consonant of a stem: the e of Pavel, Pavla."""

    stem_changes: Strings = frozenset()
    """What the end of a stem may have been, as `changed>former`: the ng of Helsingin, from Helsinki."""

    joiners: str = ""
    """Marks that may join an ending to a name: the apostrophe of Ankara'da, the colon of EU:n."""

    joined_endings: Strings = frozenset()
    """Endings behind a joiner."""

    joined_are_outside: bool = False
    """Whether such an ending, or a particle, is not part of the name."""

    glued_before: Strings = frozenset()
    """Short words that are written as one with the name behind them: the و of Arabic."""

    # Words beside names.

    honorifics: Strings = frozenset()
    """Words before a person's name that are not part of it: Mr."""

    offices: Strings = frozenset()
    """Words for what a person does, which stand before a name with or without a capital: Minister."""

    office_attributes: Strings = frozenset()
    """Words that qualify an office: the Foreign of Foreign Minister."""

    titles_behind: Strings = frozenset()
    """Honorifics and offices behind a name: さん."""

    locatives: Strings = frozenset()
    """Prepositions that stand before places, and seldom before people and companies: near."""

    date_words: Strings = frozenset()
    """Words before a month or a day: in May, last May."""

    speech: Strings = frozenset()
    """Verbs of what people say and do in the news, as they stand beside a name: said."""

    auxiliaries: Strings = frozenset()
    """Verbs that stand behind a subject and before another verb: will, has."""

    headline_verbs: Strings = frozenset()
    """Verbs of headlines, which are no names where a headline is put into ordinary case: meets, quits."""

    bare_nouns: bool = False
    """Whether a noun may begin a sentence without an article: Rice is dear."""

    and_words: Strings = frozenset()
    """The word that joins two names: and. Filled where names have cases, since what it joins is not one name."""

    masculine_verbs: tuple[str, ...] = ()
    """Endings of a verb behind a man's name: the л of Иванов сказал."""

    feminine_verbs: tuple[str, ...] = ()
    """Endings of the same verb behind a woman's: the ла of Иванова сказала."""

    # Words that look like names.

    common_abbreviations: Strings = frozenset()
    """Abbreviations of common nouns: AI."""

    months: Strings = frozenset()
    """Names of months, in full and short; by CLDR, not in the files."""

    days: Strings = frozenset()
    """Names of days, in full and short; by CLDR, not in the files."""

    calendar: Strings = frozenset()
    """Further names of months and days: today, and forms that CLDR lacks."""

    interface: Strings = frozenset()
    """Words of a web page's interface: Read more."""

    countries_as_given_names: Strings = frozenset()
    """Countries that people are named after: Jordan."""

    # Sentences and what they say.

    abbreviations: Strings = frozenset()
    """Words before a dot that does not end a sentence, without that dot: Mr."""

    negations: Strings = frozenset()
    """Words that reverse the words after them: not, without, failed."""

    negation_endings: tuple[str, ...] = ()
    """Endings of words that do the same: the n't of isn't."""

    pronouns: Strings = frozenset()
    """Pronouns that may be the target of a sentiment: she."""

    @cached_property
    def articles(self) -> Strings:
        """All articles."""
        return self.definite_articles | self.indefinite_articles

    @cached_property
    def dates(self) -> Strings:
        """All names of months and days."""
        return self.months | self.days | self.calendar

    @cached_property
    def titles(self) -> Strings:
        """All words that may stand before a person's name without being part of it."""
        return self.honorifics | self.offices | self.office_attributes

    @cached_property
    def possessives(self) -> tuple[str, ...]:
        """The possessive with each apostrophe, in lower case and in capitals."""
        endings = (self.possessive, self.possessive.upper()) if self.possessive else ()
        return tuple(apostrophe + ending for ending in endings for apostrophe in "'’")


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for each of the words, with or without a capital; for no words, one that matches nothing."""
    forms = {form for word in words for form in (word, word.capitalize())}
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) or "(?!)"
