"""Mentions that the recogniser missed: a name it found in one sentence, repeated in another."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from agents.enrich.languages.letters import CAPITALS, MARKS, WORD, fold, has_case, is_part_of_word, is_written_together
from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.mentions.context import beside, is_behind_article, is_spoken_of_as_person, may_be_surname
from agents.enrich.mentions.dated import with_dated
from agents.enrich.mentions.inflection import CROWD, Inflection
from agents.enrich.mentions.names import is_acronym, is_title
from agents.enrich.mentions.people import beginnings
from agents.enrich.spans import Span
from schemas import EntityType

MIN_LENGTH = 3  # characters of a single word, unless it is an acronym
MIN_TOGETHER = 2  # characters of a name in a script without spaces
LONGEST_BEGINNING = 8  # characters of a word that may be a name before a particle
FIRST_WORD = re.compile(WORD)
WORDS = re.compile(rf"(?<![\w-])(?<![{MARKS}]){WORD}")
CAPITALISED = re.compile(rf"(?<![\w-])[{CAPITALS}](?:[^\W_]|[{MARKS}])*+")
WORDS_REST = re.compile(rf"(?:[^\W_]|[{MARKS}])++")
FOLLOWING_VOWELS = "ะาำๅ"  # of Thai: letters by their category, but no word begins with one
WORD_BEHIND = re.compile(r"\b([Aa]n?) ([^\W\d_A-Z]\w*)")
LOWER_CASE_WORD = re.compile(r"\b[^\W\d_A-Z][\w-]*")


def completed(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> list[Span]:
    """Return the spans and the further places where the same names stand, in order.

    A place counts unless a capitalised neighbour makes it part of another name. A single word that the text also has in
    lower case does not count, unless it is the surname of a full name. A person's surname is looked for too, if only
    one person has it, and so are the cases of a name; a given name alone must be spoken of as a person's.
    """
    spans = with_dated(text, spans, vocabulary)
    if not vocabulary.repeats_are_names:
        return sorted(spans)
    taken = bytearray(len(text))
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    search = _Search(text, spans, vocabulary)
    found = []
    for span in search:
        if not taken.find(b"\1", span.start, span.end) >= 0:
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            found.append(span)
    return sorted([*spans, *found])


class _Search:
    """The search for the names of one text; iterating gives each place where one may stand, the longest names first."""

    def __init__(self, text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._inflection = Inflection.of(vocabulary)
        self._lower_case_words = set(LOWER_CASE_WORD.findall(text))
        self._counted = _counted(text, vocabulary)
        self._forms = _forms(text, spans, vocabulary)
        self._surnames = _surnames(self._forms, vocabulary)
        self._given_names = _given_names(self._forms) - self._forms.keys()
        self._forms |= dict.fromkeys(self._given_names, EntityType.PERSON)
        people = [form for form, kind in self._forms.items() if kind is EntityType.PERSON]
        self._family_names = beginnings(people, vocabulary) if vocabulary.family_name_first else {}
        self._by_first_word: defaultdict[str, list[str]] = defaultdict(list)
        self._by_stem: defaultdict[str, list[str]] = defaultdict(list)
        for form in sorted(self._forms, key=lambda form: (-len(form), form)):
            self._index(form)

    def __iter__(self) -> Iterator[Span]:
        if self._vocabulary.spaced:
            known, may_differ = self._by_first_word, self._may_differ
            have_capitals = all(form[0].isupper() for form in self._forms)
            for word in (CAPITALISED if have_capitals else WORDS).finditer(self._text):
                if word[0] in known or may_differ:
                    yield from self._at_word(word.start(), word[0])
        else:
            for start in range(len(self._text)):
                yield from self._at_character(start)

    @property
    def _may_differ(self) -> bool:
        """Whether a name may be written otherwise than it is known: in another case, or in one with a small word."""
        return self._inflection.exists or bool(self._vocabulary.glued_before)

    def _index(self, form: str) -> None:
        """Remember a form by its first word, or by its first two characters; of very many, only the longest."""
        first = FIRST_WORD.match(form)
        if first is None:
            return
        start = first[0] if self._vocabulary.spaced else form[:MIN_TOGETHER]
        if len(self._by_first_word[start]) <= CROWD:
            self._by_first_word[start].append(form)
        if self._inflection.exists and self._vocabulary.spaced:
            for stem in self._inflection.stems(fold(first[0])):
                if len(self._by_stem[stem]) <= CROWD:
                    self._by_stem[stem].append(form)

    def _at_word(self, start: int, word: str) -> Iterator[Span]:
        """Yield the names that begin with this word, or within it behind a glued one or before a particle."""
        for offset, forms in self._beginnings(word):
            for form in forms:
                end = start + offset + len(form)
                if self._text.startswith(form, start + offset) and (place := self._place(start + offset, end, form)):
                    yield place
                    return
        if self._inflection.exists and not self._vocabulary.joined_are_outside and word[0].isupper():
            yield from self._inflected(start, word)

    def _beginnings(self, word: str) -> Iterator[tuple[int, Sequence[str]]]:
        yield 0, self._by_first_word.get(word, ())
        for prefix in sorted(self._vocabulary.glued_before):
            if word.startswith(prefix):
                yield len(prefix), self._by_first_word.get(word.removeprefix(prefix), ())
        if self._vocabulary.joined_are_outside and not has_case(word):
            for length in range(min(len(word) - 1, LONGEST_BEGINNING), 0, -1):
                yield 0, self._by_first_word.get(word[:length], ())

    def _at_character(self, start: int) -> Iterator[Span]:
        """Yield the name that begins at this character, or the family name before a title."""
        text = self._text
        for form in self._by_first_word.get(text[start : start + MIN_TOGETHER], ()):
            end = start + len(form)
            if (
                text.startswith(form, start)
                and self._is_apart(start, end)
                and (not has_case(form) or _stands_alone(text, start, end, self._vocabulary))
            ):
                yield Span(start, end, self._forms[form])
                return
        for length in range(3, 0, -1):
            end = start + length
            if text[start:end] in self._family_names and text.startswith(self._titles, end):
                yield Span(start, end, EntityType.PERSON)
                return

    @property
    def _titles(self) -> tuple[str, ...]:
        return tuple(self._vocabulary.titles_behind)

    def _inflected(self, start: int, word: str) -> Iterator[Span]:
        """Yield the name of which another case begins with this word."""
        best: tuple[int, Span] | None = None
        for stem in self._inflection.stems(fold(word)):
            for form in self._by_stem.get(stem, ()):
                end, fit = self._fit(start, form)
                is_case = self._vocabulary.capitalised_nouns and self._text[start:end] != form
                if fit and (best is None or fit > best[0]) and (place := self._place(start, end, form, is_case)):
                    best = fit, place
        if best is not None:
            yield best[1]

    def _fit(self, start: int, form: str) -> tuple[int, int]:
        """Return where a name in another case ends that starts here, and how well it fits; 0 if it does not."""
        names = form.split()
        words = self._text[start : start + 2 * len(form) + LONGEST_BEGINNING].split(" ")[: len(names)]
        last = FIRST_WORD.match(words[-1])
        if len(words) < len(names) or last is None:
            return start, 0
        words[-1] = last[0]
        keys = tuple(map(fold, words)), tuple(map(fold, names))
        fit = self._inflection.fit(*keys, is_person=self._forms[form] is EntityType.PERSON)
        return start + len(" ".join(words)), fit

    def _place(self, start: int, end: int, form: str, may_go_on: bool = False) -> Span | None:
        """Return the span of a name if it may stand here; a German genitive may stand before any noun."""
        end = self._with_joined_ending(end)
        kind = self._forms[form]
        if end < 0 or not self._is_name_here(start, end, form):
            return None
        stands_alone = _stands_alone(self._text, start, end, self._vocabulary, may_go_on)
        return Span(start, end, kind) if stands_alone else None

    def _with_joined_ending(self, end: int) -> int:
        """Return the end of the name with its case ending, or -1 if a longer word goes on here."""
        text, vocabulary = self._text, self._vocabulary
        if end >= len(text):
            return end
        if is_part_of_word(text[end]):
            rest = WORDS_REST.match(text, end)
            particle = rest[0] if rest else ""
            is_particle = particle in vocabulary.endings or particle in vocabulary.titles_behind
            return end if vocabulary.joined_are_outside and not has_case(particle) and is_particle else -1
        ending = WORDS_REST.match(text, end + 1) if text[end] in vocabulary.joiners else None
        if ending and ending[0] in vocabulary.joined_endings:
            return end if vocabulary.joined_are_outside else ending.end()
        return -1 if text[end] in "-_" else end

    def _is_name_here(self, start: int, end: int, form: str) -> bool:
        name = self._text[start:end]
        if " " in name or is_acronym(name) or not has_case(name):
            return True
        if form in self._given_names:
            return is_spoken_of_as_person(self._text, start, end, self._vocabulary)
        is_common = name.lower() in self._lower_case_words
        if form in self._surnames:
            if is_behind_article(self._text, start, end, self._vocabulary):
                return False
            is_mass = self._vocabulary.bare_nouns and name.lower() not in self._counted
            return may_be_surname(self._text, start, end, self._vocabulary, is_common, is_mass)
        return not is_common and name.casefold() not in self._vocabulary.dates

    def _is_apart(self, start: int, end: int) -> bool:
        """Return whether no letter beside a name goes on with its word, in scripts that write words together."""
        text = self._text
        if end < len(text) and is_part_of_word(text[end]) and not text[end].isalnum():
            return False  # a mark on the last letter
        return _are_apart(text[start - 1 : start], text[start]) and _are_apart(text[end - 1], text[end : end + 1])


def _counted(text: str, vocabulary: Vocabulary) -> set[str]:
    """Return the words behind an indefinite article, which are counted: a bush."""
    if not vocabulary.bare_nouns:
        return set()
    words = WORD_BEHIND.findall(text)
    return {word for article, word in words if article.lower() in vocabulary.indefinite_articles}


def _are_apart(one: str, other: str) -> bool:
    """Return whether two neighbouring characters may be of two words."""
    if other in FOLLOWING_VOWELS and other:
        return False
    if not one or not other or not is_part_of_word(one) or not is_part_of_word(other):
        return True
    return is_written_together(one) or is_written_together(other)


def _forms(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> dict[str, EntityType]:
    """Return the names to look for, each with its most frequent type."""
    types: defaultdict[str, Counter[EntityType]] = defaultdict(Counter)
    for span in spans:
        types[span.of(text)][span.type] += 1
    forms = {form: count.most_common(1)[0][0] for form, count in types.items()}
    forms = dict.fromkeys(_surnames(forms, vocabulary), EntityType.PERSON) | forms
    return {form: kind for form, kind in forms.items() if _is_distinct(form, vocabulary)}


def _surnames(forms: dict[str, EntityType], vocabulary: Vocabulary) -> set[str]:
    """Return people's surnames with their connectives (von der Leyen), without those that two people share."""
    given_names: defaultdict[str, set[str]] = defaultdict(set)
    for form, kind in forms.items():
        words = form.replace(",", "").split()
        if words[-1].strip(".").casefold() in vocabulary.generations:
            words.pop()
        if kind is not EntityType.PERSON or not 1 < len(words) <= CROWD:
            continue
        if vocabulary.family_name_first and has_case(form) and len(words) == 2:
            given_names[words[0]].add(words[1])
        small = next((place for place, word in enumerate(words[1:], 1) if word in vocabulary.connectives), len(words))
        if small < len(words) - 1:
            given_names[" ".join(words[small:])].add(words[0])
        if len(words) in (2, 3) or small < len(words) - 1:
            given_names[words[-1]].add(words[0])
    return {surname for surname, given in given_names.items() if len(given) == 1}


def _given_names(forms: dict[str, EntityType]) -> set[str]:
    """Return the first words of people's names of two words, without those that two people share."""
    surnames: defaultdict[str, set[str]] = defaultdict(set)
    for form, kind in forms.items():
        words = form.split()
        if kind is EntityType.PERSON and len(words) == 2 and has_case(form) and len(words[0]) >= MIN_LENGTH:
            surnames[words[0]].add(words[1])
    return {given for given, found in surnames.items() if len(found) == 1}


def _is_distinct(form: str, vocabulary: Vocabulary) -> bool:
    if not has_case(form):
        shortest = MIN_TOGETHER if is_written_together(form[0]) or "가" <= form[0] <= "힣" else MIN_LENGTH
        return len(form) >= shortest
    if not form[0].isupper():
        return " " in form and form.split(maxsplit=1)[0] in vocabulary.connectives
    return " " in form or is_acronym(form) or len(form) >= MIN_LENGTH


def _stands_alone(text: str, start: int, end: int, vocabulary: Vocabulary, may_go_on: bool = False) -> bool:
    """Return whether this is a whole name, because no capitalised word beside it makes it part of a longer one.

    Where nouns have capitals, one before a full name says nothing: den Präsidenten Emmanuel Macron.
    """
    words = beside(text, start, end, vocabulary)
    may_go_on = may_go_on or text.startswith(",", end)
    if words.after[:1].isupper() and not may_go_on and words.after.strip(".,'’-").casefold() not in vocabulary.dates:
        return False
    if not words.before[:1].isupper() or is_title(words.before, vocabulary):
        return True
    if vocabulary.capitalised_nouns and " " in text[start:end]:
        return True
    return words.before_starts
