"""Mentions that the recogniser missed: a name it found in one sentence, repeated word for word in another."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from agents.enrich.languages.vocabulary import Vocabulary
from agents.enrich.mentions.names import is_acronym, is_title
from agents.enrich.spans import Span
from schemas import EntityType

MIN_LENGTH = 3  # characters of a single word, unless it is an acronym
REACH = 40  # characters to look back for the word before
FIRST_WORD = re.compile(r"[^\W_]+")
WORD = re.compile(r"(?<![\w-])[^\W_]+")
NAME_GOES_ON = re.compile(r"[\w-]")
WORD_BEFORE = re.compile(r"(?P<start>^|.) *(?<![\w.'’-])(?P<word>[\w.'’-]+) +$", re.DOTALL)
WORD_AFTER = re.compile(r" +(?P<word>[\w’'-]+)")
SENTENCE_END = frozenset('.!?:;\n\t"“”•')


def completed(text: str, spans: Sequence[Span], vocabulary: Vocabulary) -> list[Span]:
    """Return the spans and the further places where the same names stand, in order.

    A place counts unless a capitalised neighbour makes it part of another name. A single word counts only if the text
    never has it in lower case. A person's surname is looked for too, if only one person has it.
    """
    by_first_word: defaultdict[str, list[tuple[str, EntityType]]] = defaultdict(list)
    for form, kind in sorted(_forms(text, spans).items(), key=lambda item: (-len(item[0]), item[0])):
        by_first_word[FIRST_WORD.match(form)[0]].append((form, kind))  # type: ignore[index]
    taken = bytearray(len(text))
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    found = []
    for word in WORD.finditer(text):
        start = word.start()
        for form, kind in by_first_word.get(word[0], ()):
            end = start + len(form)
            if (
                text.startswith(form, start)
                and not any(taken[start:end])
                and _stands_alone(text, start, end, vocabulary)
            ):
                taken[start:end] = b"\1" * len(form)
                found.append(Span(start, end, kind))
                break
    return sorted([*spans, *found])


def _forms(text: str, spans: Sequence[Span]) -> dict[str, EntityType]:
    """Return the names to look for, each with its most frequent type."""
    types: defaultdict[str, Counter[EntityType]] = defaultdict(Counter)
    for span in spans:
        types[span.of(text)][span.type] += 1
    forms = {form: count.most_common(1)[0][0] for form, count in types.items()}
    forms = dict.fromkeys(_surnames(forms), EntityType.PERSON) | forms
    lower_case_words = set(re.findall(r"\b[^\W\d_A-Z][\w-]*", text))
    return {form: kind for form, kind in forms.items() if _is_distinct(form, lower_case_words)}


def _surnames(forms: dict[str, EntityType]) -> set[str]:
    """Return the last words of people's names of two or three words, without those that two people share."""
    given_names: defaultdict[str, set[str]] = defaultdict(set)
    for form, kind in forms.items():
        words = form.split()
        if kind is EntityType.PERSON and len(words) in (2, 3):
            given_names[words[-1]].add(words[0])
    return {surname for surname, given in given_names.items() if len(given) == 1}


def _is_distinct(form: str, lower_case_words: set[str]) -> bool:
    if not form[0].isupper():
        return False
    if " " in form or is_acronym(form):
        return True
    return len(form) >= MIN_LENGTH and form.lower() not in lower_case_words


def _stands_alone(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Return whether this is a whole name, because no capitalised word beside it makes it part of a longer one."""
    if NAME_GOES_ON.match(text, end):
        return False
    after = WORD_AFTER.match(text, end)
    if after and after["word"][0].isupper() and after["word"].casefold() not in vocabulary.calendar:
        return False
    before = WORD_BEFORE.search(text, max(0, start - REACH), start)
    if before is None or not before["word"][0].isupper() or is_title(before["word"], vocabulary):
        return True
    return before["start"] in SENTENCE_END or not before["start"]
