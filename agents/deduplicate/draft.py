"""An extracted article as the deduplicator takes it: its text stays bytes, since the decision needs none of it."""

from typing import Any, NamedTuple, Self

import orjson

from agents.deduplicate.decision import changes_of
from agents.deduplicate.entry import Ruling
from agents.deduplicate.signature import Parts, Text
from agents.deduplicate.sketch import VERSION
from schemas import Article, Extracted, Reason, Rejected
from schemas.base import parse_object


class Draft(NamedTuple):
    """An extracted article: the fields of its JSON, and what is compared of it.

    To validate all fields and write them again takes ten times as long, and the next stage validates them anyway.
    """

    id: str
    fields: dict[str, Any]
    text: Text

    @classmethod
    def read(cls, value: bytes | None) -> Self:
        """Read an event of the extract stage; raises Rejected as `Extracted.decode` does."""
        event = parse_object(value)
        parts = _parts(event)
        if parts is None:  # of another version, or not of newsmill: it is validated, and its text may be signed again
            extracted = Extracted.from_object(event)
            article = extracted.article.model_dump(mode="json", exclude_none=True)
            return cls(extracted.article.id, article, Text.of(extracted))
        return cls(event["article"]["id"], event["article"], Text.from_parts(*parts))

    @property
    def article(self) -> Article:
        """The article, validated; raises Rejected."""
        return Article.from_object(self.fields)

    def ruled(self, ruling: Ruling) -> bytes:
        """Return the article in wire form, with what a ruling says of it; raises Rejected with INVALID_FIELD."""
        changes = {name: _plain(value) for name, value in changes_of(ruling).items()}
        try:
            return orjson.dumps(self.fields | changes)
        except orjson.JSONEncodeError as error:  # nested too deeply: it reads more levels than it writes
            raise Rejected(Reason.INVALID_FIELD, f"the event cannot be written as JSON: {error}") from None


def _plain(value: Any) -> Any:
    """Return a value of an article as JSON has it."""
    return [link.model_dump(mode="json", exclude_none=True) for link in value] if isinstance(value, tuple) else value


def _parts(event: dict[str, Any]) -> tuple[Parts, str] | None:
    """Return what is compared, and the sketch, of an event that this version of newsmill wrote; else None."""
    match event:
        case {
            "article": {
                "id": str(),
                "fingerprint": str(fingerprint),
                "language": {"code": str(code)},
                "source": dict(source),
                "text": str(),
            } as article,
            "signature": {"version": int(version), "sketch": str(sketch)},
        } if version == VERSION:
            domain, name, title = source.get("domain"), source.get("name"), article.get("title")
            if all(value is None or isinstance(value, str) for value in (domain, name, title)):
                return Parts(code, domain or name or "", title or "", fingerprint), sketch
    return None
