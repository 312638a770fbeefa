"""spaCy's rules for cutting English into words, written down for `Rules`."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from spacy.lang.char_classes import ALPHA_LOWER
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.language import Language
from spacy.lookups import Table
from spacy.strings import get_string_id
from spacy.symbols import IDS, NORM, ORTH
from spacy.tokenizer import Tokenizer

from agents.enrich.recognise.cnn.rules import WIDEST

DOTS = r"\.\.+"  # the only affix without a limit; Tokeniser takes it off by itself


def read_rules(nlp: Language) -> dict[str, Any]:
    """Return the rules of an English pipeline; raises ValueError if they are not of the kind that Tokeniser follows."""
    defaults = nlp.Defaults
    tokenizer: Any = nlp.tokenizer
    prefixes, suffixes, infixes = map(_patterns, (defaults.prefixes, defaults.suffixes, defaults.infixes))
    _check(nlp, prefixes, suffixes)
    bare = Tokenizer(
        nlp.vocab,
        prefix_search=tokenizer.prefix_search,
        suffix_search=tokenizer.suffix_search,
        infix_finditer=tokenizer.infix_finditer,
        url_match=tokenizer.url_match,
    )
    exceptions = {
        word: [[part[ORTH], part[NORM]] if NORM in part else [part[ORTH]] for part in parts]
        for word, parts in sorted(tokenizer.rules.items())
    }
    return {
        "prefixes": prefixes,
        "suffixes": [suffix for suffix in suffixes if suffix != DOTS],
        "infixes": infixes,
        "lower_case": ALPHA_LOWER,
        "exceptions": exceptions,
        "joined": [words for word in exceptions if len(words := _affixes_off(bare, word)) > 1],
        "norms": _norms(nlp),
        "symbols": dict(sorted(IDS.items())),
    }


def _patterns(affixes: Iterable[Any] | None) -> list[str]:
    return [affix for affix in affixes or () if affix.strip()]


def _check(nlp: Language, prefixes: list[str], suffixes: list[str]) -> None:
    tokenizer: Any = nlp.tokenizer
    if tokenizer.token_match is not None:
        raise ValueError("the tokeniser has a pattern for whole words")
    if tokenizer.prefix_search.__self__.pattern != "|".join(f"^{prefix}" for prefix in prefixes):
        raise ValueError("the prefixes are not those of the language")
    if any("(?<" in prefix for prefix in prefixes):
        raise ValueError("a prefix looks back")
    parse = import_module("re._parser").parse  # re.sre_parse before Python 3.11; nothing public tells a pattern's width
    widths = [parse(suffix).getwidth()[1] for suffix in suffixes if suffix != DOTS]
    if max(widths) > WIDEST:
        raise ValueError(f"a suffix has more than {WIDEST} characters")


def _affixes_off(bare: Tokenizer, word: str) -> list[str]:
    """Return what the tokeniser would make of an exception if it had none."""
    return [token.text for token in bare(word)]


def _norms(nlp: Language) -> dict[str, str]:
    """Return the norms by the numbers of words; those of the model's look-ups come before those of all languages."""
    common = {get_string_id(word): norm for word, norm in BASE_NORMS.items()}
    table: Table = nlp.vocab.lookups.get_table("lexeme_norm")
    return {str(number): norm for number, norm in sorted((common | dict(table)).items())}
