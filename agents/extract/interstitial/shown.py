"""What a page shows, as far as it helps to tell an article from a page in its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """The evidence for and against an article; a field is empty or False if there is none.

    `titles` are the page's title and headings, `text` what was taken for the article's text, `visible` the start of all
    that readers see below the headings, `source` the HTML.
    """

    titles: tuple[str, ...]
    text: str
    visible: str = ""
    unscripted: str = ""  # what readers without scripts see
    source: str = ""
    states_article: bool = False  # a date, an author or a body, in JSON-LD or <meta>
    is_hidden: bool = False  # from search engines: robots, noindex
    leads_home: bool = False  # the canonical link
    asks_password: bool = False

    @property
    def is_brief(self) -> bool:
        """Whether there is so little text that all of it is read."""
        return len(self.said) < 1_000

    @property
    def said(self) -> str:
        """The text that phrases are looked for in: the article's, without navigation, if there is one."""
        return self.text if len(self.text) >= 100 else self.visible
