"""Lines of a page's text that are not the article: its own headline and by-line, links to others, credits, pleas."""

from agents.extract.clean import fold
from agents.extract.labels import BYLINE, CREDIT, MODIFIED, PROMOTION, PUBLISHED, RELATED
from agents.extract.page import Line
from agents.extract.when.dates import parse_date_line
from agents.extract.when.days import find_day, find_moment, may_have_day

_HEAD = 5  # lines from the start that may be headline, by-line or date
_LABEL_LINE = 60  # characters of a label's own line
_LINK_LINE = 250  # characters of `Read also: headline`
_CREDIT_LINE = 120
_LONGEST_REPEATED = 400  # characters of a headline or a list of authors
_LEAST = 0.6  # of the text must remain; if less would, such lines are the page's content


def strip_furniture(lines: list[Line], title: str | None, authors: tuple[str, ...]) -> list[Line]:
    """Return a text's lines without those that repeat its metadata and those that are links to other articles."""
    repeated = {fold(title or ""), *(fold(author) for author in authors), fold(" ".join(authors))}
    kept = [
        line
        for position, line in enumerate(lines)
        if not (_is_furniture(line.text) or (position < _HEAD and _repeats(line.text, repeated)))
    ]
    return kept if _length(kept) >= _LEAST * _length(lines) else lines


def is_related(line: str) -> bool:
    """Whether a line points to another article: `Read more`, `Related article: ...`."""
    found = RELATED.match(line)
    if not found:
        return False
    rest = line[found.end() :]
    return len(line) <= _LABEL_LINE if not rest else len(line) <= _LINK_LINE and not _is_prose(rest)


def is_credit(line: str) -> bool:
    """Whether a line is nothing but the credit of a picture."""
    return len(line) <= _CREDIT_LINE and CREDIT.match(line) is not None and not _is_prose(line)


def is_promotion(line: str) -> bool:
    """Whether a line asks the reader to subscribe, to share, to skip and the like."""
    return len(line) <= _LINK_LINE and PROMOTION.match(line) is not None


def _is_furniture(line: str) -> bool:
    return is_related(line) or is_credit(line) or is_promotion(line)


def _length(lines: list[Line]) -> int:
    """Return the number of characters of a text with these lines."""
    return sum(len(line.text) + 1 for line in lines) - 1


def _repeats(line: str, repeated: set[str]) -> bool:
    if len(line) > _LONGEST_REPEATED:
        return False
    folded = fold(line)
    if not folded or folded in repeated or BYLINE.sub("", folded) in repeated:
        return True
    if not may_have_day(line):
        return False
    dated = PUBLISHED.sub("", MODIFIED.sub("", line, count=1), count=1)
    return len(dated) <= _LABEL_LINE and _is_date(dated)


def _is_date(line: str) -> bool:
    """Whether a line is a date and nothing else; dateparser, which is slow, is asked where there are other words."""
    found = find_day(line)
    if found is None:
        return False
    has_words = any(map(str.isalpha, line[: found.start] + line[found.end :]))
    return (not has_words and find_moment(line) is not None) or parse_date_line(line) is not None


def _is_prose(line: str) -> bool:
    """Whether a line holds more than one sentence."""
    return any(mark in line for mark in (". ", "。", "؟ ", "! "))
