"""A dialog is never the article unless the article is in it, nor is a block with no word of the headline.

Covers also dialogs/headline_words.py, dialogs/names.py, dialogs/notices.py, dialogs/other_block.py and
dialogs/overlays.py.
"""

import time

import pytest
from lxml.html import document_fromstring

from agents.extract.blocks.blocks import read_blocks
from agents.extract.html.dialogs.headline_words import headline_words, shared
from agents.extract.html.dialogs.names import MANAGERS, is_consent, is_overlay
from agents.extract.html.dialogs.notices import is_notice, may_ask
from agents.extract.html.dialogs.other_block import other_block
from agents.extract.html.dialogs.overlays import hide_dialogs, says_dialog, show_again
from schemas import Reason, Rejected
from tests.support.articles.extract import PARAGRAPHS, SENTENCE, read_page

TITLE = "Record in the tidal run"
STORY = (
    "<p>The crew of the rowing club at Kestrel Bay beat its own record in the tidal run on Saturday, covering the nine "
    "miles to the lighthouse in just under an hour.</p><p>A following wind helped in the first half, the cox said, but "
    "the last mile was rowed against a strong ebb.</p><p>Eleven boats had entered. Two gave up near the sandbank and "
    "were towed in by the lifeboat, whose volunteers had moved their exercise.</p>"
)
NOTICE = "<h2>We value your privacy</h2>" + "".join(
    f"<p>We and our {number} partners store information on a device and process personal data such as unique "
    "identifiers for personalised advertising, measurement of advertising and audience research. You may consent by "
    "choosing Accept all; your choice can be changed at any time in our cookie policy.</p>"
    for number in (214, 37, 12)
)
GERMAN = (
    "<p>Wir und unsere 214 Partner speichern Informationen auf einem Gerät, um personalisierte Werbung, Anzeigen"
    "messung und Zielgruppenforschung zu ermöglichen. Ihre Einwilligung können Sie jederzeit widerrufen. Cookies und "
    "Datenschutzerklärung.</p>"
) * 3
GERMAN_STORY = (
    "<p>Der Ruderclub von Kestrelbucht hat am Samstag seinen eigenen Rekord im Gezeitenlauf gebrochen, neun Meilen in "
    "weniger als einer Stunde.</p><p>Auf der ersten Hälfte half der Rückenwind, sagte der Steuermann, auf der letzten "
    "ging es gegen eine starke Ebbe.</p><p>Elf Boote waren gemeldet, zwei gaben an der Sandbank auf.</p>"
)
JAPANESE = (
    "<p>当社とパートナーはデバイス上の情報にアクセスし、Cookieを使用してパーソナライズされた広告を提供します。"
    "同意を撤回することができます。プライバシーポリシーをご覧ください。</p>"
) * 4
JAPANESE_STORY = (
    "<p>港の連絡船は五月一日から再び運航すると、会社の社長が火曜日に記者団に語った。昨冬の嵐で三つの桟橋のうち二つが壊れ"
    "ていた。</p><p>乗客は再開の知らせを長く待っていた。三つ目の桟橋は夏の終わりまでに修理される予定だと港長は話した。</p>"
)
GIFT = (
    "<p>This story was given to you by one of our subscribers, who pays for it.</p><p>To read what only subscribers "
    "read, free of charge, connect to your account now.</p>"
)


def page(body: str, title: str = TITLE, lang: str = "en") -> str:
    return f"<html lang='{lang}'><head><title>{title}</title></head><body>{body}</body></html>"


def headed(story: str, title: str = TITLE) -> str:
    return f"<h1>{title}</h1>{story}"


# The first: the text in a dialog that lies over the page, https://github.com/mozilla/readability/pull/746
DIALOGS = {
    "a dialog in an article": page(
        f"<article><h1>{TITLE}</h1><div role=dialog aria-modal=true>{GIFT}</div>{STORY}</article>"
    ),
    "a role, and the article aside": page(f"<div role='dialog'>{NOTICE}</div><aside>{headed(STORY)}</aside>"),
    "OneTrust": page(f"<div id='onetrust-consent-sdk'><div>{NOTICE}</div></div><article>{headed(STORY)}</article>"),
    "no name": page(f"<div class='x7'>{NOTICE}</div><div class='x8'>{headed(STORY)}</div>"),
    "in the article": page(f"<article>{headed(STORY)}{NOTICE}</article>"),
    "<dialog>": page(f"<dialog open>{GIFT}</dialog><div>{headed(STORY)}</div>"),
    "Didomi, German": page(
        f"<div id='didomi-host'>{GERMAN}</div><div>{headed(GERMAN_STORY, 'Rekord im Gezeitenlauf')}</div>",
        "Rekord im Gezeitenlauf",
        "de",
    ),
    "Japanese, aside": page(
        f"<div class='b'>{JAPANESE}</div><aside>{headed(JAPANESE_STORY, '連絡船の運航が再開')}</aside>",
        "連絡船の運航が再開",
        "ja",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_not_article_text(name):
    text = read_page(DIALOGS[name]).text
    assert any(word in text for word in ("rowing club", "Ruderclub", "港の連絡船"))
    assert not any(word in text.lower() for word in ("partner", "subscribers", "パートナー"))


ARTICLES = {
    "in a dialog": (page(f"<div role=dialog>{headed(STORY)}</div><p>Other stories are below.</p>"), "Kestrel"),
    "on consent": (
        page(
            "<article><h1>Watchdog fines three sites for cookie banners</h1><p>The watchdog fined three sites "
            "for banners with a large button “Accept all” and a hidden “Reject all”.</p><p>We use cookies for "
            "personalised advertising, one told readers, and your consent can be withdrawn. It could not.</p><p>The "
            "fines are the highest since the law on cookies and legitimate interest came into force.</p></article>",
            "Watchdog fines three sites for cookie banners",
        ),
        "We use cookies",
    ),
    "on the law, in a class of its name": (
        page(
            "<article class='gdpr-banner'><h1>Das Ende der Banner</h1><p>Wir und unsere Partner: So beginnen seit "
            "Jahren die Fenster, die Leser wegklicken. Das Gericht hat geurteilt, dass personalisierte Werbung "
            "eine Einwilligung braucht.</p><p>Verlage klagen, weil Cookies ihnen die Hälfte der Einnahmen bringen.</p>"
            "</article>",
            "Das Ende der Banner",
            "de",
        ),
        "Wir und unsere",
    ),
    "under the outlet's name": (
        page(f"<div>{STORY}</div><footer><p>The Thornbury Echo is published by Thornbury Echo Limited.</p></footer>",
             "The Thornbury Echo"),
        "Kestrel",
    ),
    "with a word of its own for all": (
        page(f"<article><h1>Schadenfreude</h1>{STORY}</article><div class='talk'>{PARAGRAPHS}Schadenfreude, they said."
             "</div>", "Schadenfreude tonight"),
        "Kestrel",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_on_consent_or_in_a_dialog_stays(name):
    html, text = ARTICLES[name]
    assert text in read_page(html).text


def test_a_page_that_is_nothing_but_a_notice_is_refused():
    with pytest.raises(Rejected) as caught:
        read_page(page(f"<div role='dialog'>{NOTICE}<p>Reject all</p></div>", "Daily Example"))
    assert caught.value.reason is Reason.INTERSTITIAL


def test_consent_managers_are_known_by_their_names():
    names = (
        "onetrust-banner-sdk didomi-popup sp_message_container_1 qc-cmp2-container CybotCookiebotDialog klaro "
        "usercentrics-root truste-consent iubenda-cs-banner fc-consent-root cmplz-cookiebanner cky-modal cmpbox "
        "BorlabsCookieBox axeptio_overlay osano-cm-window tarteaucitronRoot gdpr-banner cookie-notice banner_cookies"
    )
    assert [name for name in names.split() if not is_consent(name)] == []
    assert not any(map(is_consent, ("cmp-container", "article-body", "cookies", "consent-story", "privacy")))
    assert len(MANAGERS) > 15


def test_overlays_are_known_by_whole_words():
    assert all(map(is_overlay, ("modal", "gift-modal", "modal-content x", "storyPopup", "a dialog")))
    assert not any(map(is_overlay, ("js-popup-actionable", "modality", "overlaying", "story")))


@pytest.mark.parametrize(
    "source", ["<div role='dialog'>", '<p role="alertdialog">', "<dialog open>", "<a role=dialog>"]
)
def test_a_page_says_that_it_has_a_dialog(source):
    assert says_dialog(f"dialogue <p>a dialog</p>{source}")
    assert not says_dialog("dialogue <p>a dialog</p><i class='dialog'>")


def test_hidden_dialogs_can_be_shown_again():
    tree = document_fromstring(f"<div role=dialog>{GIFT}</div>{PARAGRAPHS}")
    hidden = hide_dialogs(tree, [], "This story was given to you by one of our subscribers, who pays for it.")
    assert len(hidden) == 1
    assert "given" not in " ".join(read_blocks(tree).texts)
    show_again(hidden)
    assert "given" in " ".join(read_blocks(tree).texts)


def test_notices_are_told_from_texts_on_them():
    assert may_ask("All about COOKIES")
    assert is_notice("Wir und unsere Partner brauchen Ihre Einwilligung für personalisierte Werbung.")
    assert not is_notice("Our partners in the harbour were glad.")
    assert not is_notice("„Alle akzeptieren“: Ihre Einwilligung gibt personalisierte Werbung frei.")


def test_the_words_of_a_headline_are_stems_or_pairs():
    assert headline_words("Ferries are back: the ferries") == ["ferri", "back"]
    assert headline_words("運航が再開") == ["運航", "再開"]
    assert shared(["ferri", "north"], "A FERRIS wheel") == 1


def test_a_page_without_another_block_has_none():
    blocks = read_blocks(document_fromstring(f"<h1>{TITLE}</h1><p>{SENTENCE * 5}</p>"))
    assert other_block(blocks, headline_words(TITLE)) == []


def test_many_dialogs_take_little_time():
    dialogs = f"<div class=modal role=dialog>{SENTENCE}" * 200 + f"<div class='modal'>{SENTENCE}</div>" * 4_000
    tree = document_fromstring(f"<body>{dialogs}</body>")
    started = time.process_time()
    hide_dialogs(tree, ["recor"], SENTENCE)
    assert time.process_time() - started < 5
