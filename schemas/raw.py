"""The raw article event, which feeds publish on the raw topic."""

import base64
import binascii
from enum import StrEnum
from typing import Any, Self

from pydantic import ConfigDict, Field, JsonValue, PrivateAttr, field_validator, model_validator

from schemas.base import Event, UtcTime
from schemas.errors import Reason, Rejected
from schemas.url import Credentials, split_credentials, without_credentials

MAX_URL = 8192  # characters
MAX_REDIRECTS = 20  # URLs of an event that are kept


class MediaType(StrEnum):
    """The content types newsmill extracts from."""

    HTML = "text/html"
    XHTML = "application/xhtml+xml"
    MARKDOWN = "text/markdown"
    PLAIN = "text/plain"


_BEYOND_FIELDS: dict[str, JsonValue] = {  # as JSON Schema, what the validators below check across several fields
    "anyOf": [
        {"required": [name], "properties": {name: {"type": "string"}}} for name in ("url", "content", "content_base64")
    ],
    "not": {
        "required": ["content", "content_base64"],
        "properties": {"content": {"type": "string"}, "content_base64": {"type": "string"}},
    },
}


class RawArticle(Event):
    """A page as it came from a feed: `url` to fetch, or content to extract, or both."""

    model_config = ConfigDict(json_schema_extra=_BEYOND_FIELDS)

    url: str | None = Field(
        default=None,
        max_length=MAX_URL,
        description="Where the page was found: an absolute http or https URL. A user and a password in it are used to "
        "fetch the page, and removed from everything that newsmill publishes.",
        json_schema_extra={"pattern": "^[hH][tT][tT][pP][sS]?://"},
    )
    content: str | None = Field(default=None, description="The page as text.")
    content_base64: str | None = Field(
        default=None,
        description="The page as bytes in base64; the charset is that of content_type, or is detected.",
        json_schema_extra={"contentEncoding": "base64"},
    )
    content_type: str = Field(
        default="text/html",
        description="text/html, application/xhtml+xml, text/markdown or text/plain, with an optional charset, "
        "as in HTTP's Content-Type.",
    )
    id: str | None = Field(default=None, max_length=1024, description="The feed's own id; articles have it as raw_id.")
    source: str | None = Field(default=None, max_length=1024, description="Name of the outlet.")
    fetched_at: UtcTime | None = Field(default=None, description="When the page was fetched.")
    published_at: UtcTime | None = Field(default=None, description="When the feed says the article was published.")
    title: str | None = Field(default=None, description="The feed's title, used if the page has none.")
    language: str | None = Field(default=None, max_length=35, description="BCP 47 tag that the feed states.")
    redirects: tuple[str, ...] = Field(
        default=(), description="URLs that led to url by redirects, in order; articles have them in their provenance."
    )
    headers: dict[str, str] = Field(default_factory=dict, description="HTTP response headers of the page.")
    metadata: dict[str, JsonValue] = Field(default_factory=dict, description="Any JSON object; copied to the article.")

    _credentials: Credentials | None = PrivateAttr(default=None)

    @field_validator("url")
    @classmethod
    def _http_only(cls, url: str | None) -> str | None:
        if url is None:
            return None
        if not url.lower().startswith(("http://", "https://")):
            raise ValueError("must be an absolute http or https URL")
        return without_credentials(url)

    @field_validator("redirects", mode="before")
    @classmethod
    def _of_urls(cls, redirects: Any) -> tuple[str, ...]:
        """Take the URLs in any value: feeds may have had a field of this name before newsmill read it."""
        urls = redirects if isinstance(redirects, list | tuple) else ()
        return tuple(
            without_credentials(url)
            for url in urls[:MAX_REDIRECTS]
            if isinstance(url, str) and len(url) <= MAX_URL and url.lower().startswith(("http://", "https://"))
        )

    @model_validator(mode="after")
    def _one_content(self) -> Self:
        if self.content is not None and self.content_base64 is not None:
            raise ValueError("content and content_base64 exclude each other")
        return self

    @classmethod
    def from_object(cls, fields: dict[str, Any]) -> Self:
        """Validate a raw event; raises Rejected with INVALID_FIELD, or MISSING_CONTENT without url and content."""
        raw = super().from_object(fields)
        if isinstance(url := fields.get("url"), str):
            raw._credentials = split_credentials(url)[1]
        if raw.url is None and not raw.has_content:
            raise Rejected(Reason.MISSING_CONTENT, "the event has neither url nor content nor content_base64")
        return raw

    @property
    def credentials(self) -> Credentials | None:
        """User and password that the event's URL had on the wire; they are in no field, and so are not published."""
        return self._credentials

    @property
    def has_content(self) -> bool:
        """Whether the page is in the event, so that nothing needs to be fetched."""
        return self.content is not None or self.content_base64 is not None

    @property
    def media_type(self) -> MediaType:
        """The media type without parameters; raises Rejected with UNSUPPORTED_CONTENT_TYPE."""
        name = self.content_type.partition(";")[0].strip().lower()
        try:
            return MediaType(name)
        except ValueError:
            known = ", ".join(MediaType)
            raise Rejected(
                Reason.UNSUPPORTED_CONTENT_TYPE, f"content_type is {name[:100]!r}, not one of {known}"
            ) from None

    @property
    def charset(self) -> str | None:
        """The charset parameter of content_type, lower-cased, or None."""
        for parameter in self.content_type.split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'").lower() or None
        return None

    def page(self) -> str | bytes:
        """Return the content: text as it is, base64 decoded to bytes; raises Rejected with UNDECODABLE_CONTENT."""
        if self.content_base64 is None:
            return self.content or ""
        try:
            return base64.b64decode(self.content_base64, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Rejected(Reason.UNDECODABLE_CONTENT, f"content_base64 is not base64: {error}") from None
