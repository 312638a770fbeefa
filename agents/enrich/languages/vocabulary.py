"""The kinds of words that enrichment must know in a language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

Strings = frozenset[str]
Names = frozenset[tuple[str, ...]]


@dataclass(frozen=True, eq=False)  # compared and hashed by identity: functions are cached by it
class Vocabulary:
    """The words of one language by kind; all in lower case, and a kind that is left out is empty.

    To add a language, add a file to this folder that is named by its code, with a constant `VOCABULARY`.
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

    synonyms: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """Names that are written as another name, both as words without dots and articles."""

    possessive: str = ""
    """The letters behind an apostrophe that make a name a possessor: the s of Ukraine's."""

    plural: str = ""
    """The ending of the plural of a people's name: the s of Russians."""

    not_plural: tuple[str, ...] = ()
    """Endings that look like that plural: the ss of Swiss."""

    # Words beside names.

    honorifics: Strings = frozenset()
    """Words before a person's name that are not part of it: Mr."""

    offices: Strings = frozenset()
    """Words for what a person does, which stand before a name with or without a capital: Minister."""

    office_attributes: Strings = frozenset()
    """Words that qualify an office: the Foreign of Foreign Minister."""

    locatives: Strings = frozenset()
    """Prepositions that stand before places, and seldom before people and companies: near."""

    # Words that look like names.

    common_abbreviations: Strings = frozenset()
    """Abbreviations of common nouns: AI."""

    calendar: Strings = frozenset()
    """Names of months and days, which the recogniser sometimes finds as people."""

    interface: Strings = frozenset()
    """Words of a web page's interface: Read more."""

    countries_as_given_names: Names = frozenset()
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
    def possessives(self) -> tuple[str, ...]:
        """The possessive with each apostrophe, in lower case and in capitals."""
        endings = (self.possessive, self.possessive.upper()) if self.possessive else ()
        return tuple(apostrophe + ending for ending in endings for apostrophe in "'’")


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for each of the words, with or without a capital; for no words, one that matches nothing."""
    forms = {form for word in words for form in (word, word.capitalize())}
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) or "(?!)"
