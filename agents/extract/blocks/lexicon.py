"""What the names of classes and the words of short texts say about a block: groups of words, each a bit.

The words of texts are those of the languages that most news pages on the web are in. They are signs for the model,
which weighs them; for words that decide something by themselves see `agents/extract/words.py`.
"""

import re

NAMES = {  # in class, id, role, itemprop and the names that sites give to their components
    "share": "share shares sharing social socials follow facebook twitter whatsapp linkedin pinterest addtoany "
    "sharedaddy",
    "related": "related recommend recommended recommendations recirc recirculation readmore more next also similar "
    "suggested popular trending latest mostread outbrain taboola teaser teasers promo promos onward "
    "further readnext relacionadas relacionados",
    "subscribe": "newsletter newsletters subscribe subscription signup mailing optin mailchimp email form forms "
    "inscription hubspot",
    "comments": "comment comments disqus reply respond commentlist discussion kommentare commentaires",
    "legal": "footer foot copyright colophon bottom legal disclaimer disclosure",
    "navigation": "nav navigation menu navbar breadcrumb breadcrumbs pagination pager toolbar topbar",
    "contents": "toc contents index jump anchor anchors",
    "beside": "sidebar aside side rail right widget widgets secondary complementary",
    "advertisement": "ad ads advert advertisement adslot banner sponsor sponsored cta promotion promoted affiliate "
    "dfp werbung pub publicidad anzeige",
    "author": "author authors byline bio profile contributor writer avatar autor auteur",
    "dated": "meta date time published timestamp posted info updated dateline datum",
    "kicker": "kicker category categories tags tag label eyebrow topics topic badge keywords",
    "picture": "caption credit credits figcaption photo image images img media gallery legende bildunterschrift "
    "slideshow foto",
    "overlay": "cookie cookies consent gdpr modal popup overlay dialog paywall premium login regwall lightbox",
    "head": "header head masthead hero top",
    "title": "title headline heading titel titre titulo hed",
    "lead": "lead lede intro summary standfirst excerpt deck dek subtitle subhead subheadline chapo description "
    "abstract sapo vorspann entradilla bajada",
    "body": "articlebody body entry content story text paragraph prose richtext rich wysiwyg articletext storytext "
    "paragraphs copy blocks contenu corps texto",
    "article": "article post single blog news artikel articulo",
    "main": "main primary",
    "quote": "quote pullquote blockquote zitat citation",
    "question": "faq faqs accordion question answer questions collapse tab tabs toggle",
    "hidden": "hidden hide sr visually offscreen print noprint invisible none",
    "product": "product price buy shop cart rating pros cons deal offer",
    "cards": "card cards grid item tile thumb carousel slider swiper feed stream list listing",
    "player": "video player embed embedded iframe podcast audio",
    "search": "search",
    "live": "live liveblog ticker",
    "box": "box infobox factbox fact highlight callout note notice alert key takeaways tldr",
    "builder": "wp block elementor et",
    "button": "button btn link links",
    "notes": "correction editor editors note footnote footnotes references reference sources",
}
BOXES = {  # of elements that are looked at again, as they may not be the article: `agents/extract/html/boxes`
    "readers": "comment comments commenting commenters commentlist commentsection disqus reply replies respond "
    "responses livefyre coral viafoura openweb spot spotim hyvor utterances giscus cusdis talkback "
    "talkbacks discussion discussions pinglun kommentar kommentare kommentarer kommentit kommentti "
    "leserkommentare commentaire commentaires comentario comentarios comentariu comentarii commento "
    "commenti reactie reacties yorum yorumlar komentarz komentarze komentar komentari komentare "
    "diskuse diskuze diskusia hozzaszolas hozzaszolasok usercomments",
    "asking": "newsletter newsletters subscribe subscription signup mailing optin mailchimp promo promos donate "
    "donation donations poll quiz survey vote app download share sharing cta popup hubspot nyhetsbrev "
    "nyhedsbrev nieuwsbrief uutiskirje boletin boletines infolettre bulten buletin hirlevel spenden "
    "umfrage sondage encuesta enquete sondaggio anketa sonda suscripcion abonnement prenumerera "
    "inscription",
    "wall": "paywall paywalled piano regwall emailwall tp meter metered subscriber subscribers premium locked "
    "gate gated barrier abo plus registration paid",
    "linked": "related recommended recommendations recirc recirculation mostread mostviewed popular trending "
    "outbrain taboola relacionadas relacionados readmore readnext alsoread",
    "bio": "bio biography about authorbox autorenbox aboutauthor",
}
WORDS = {  # in the text of a short block
    "related": "read see also more related watch listen lesen lire leia lea lee ver voir mehr leggi читайте czytaj "
    "lees läs baca weitere plus lisez siehe autres altri otros outros topics topic tags themen más mais "
    "mest recommended trending popular latest",
    "subscribe": "newsletter newsletters subscribe subscription subscribers inbox signup abonnez abonnieren "
    "abonnement inscrivez suscríbete assine iscriviti anmelden подпишитесь suscribirse prenumerera",
    "share": "share tweet facebook twitter whatsapp linkedin instagram telegram pinterest teilen partager compartir "
    "compartilhar condividi follow print bluesky threads youtube tiktok delen del поделиться",
    "advertisement": "advertisement advert sponsored anzeige werbung publicité publicidad publicidade реклама "
    "affiliate commission promo annonce reklama mainos",
    "picture": "photo photograph image foto bild picture credit source quelle fuente фото illustration file getty "
    "crédit shutterstock reuters afp ap dpa imago istock unsplash epa photos pic caption photographer",
    "byline": "by von por par di av written author posted published updated last publié veröffentlicht aktualisiert "
    "автор текст min minutes minuten editor reporter correspondent redaktion reviewed",
    "account": "comment comments kommentar kommentare commentaires comentarios reply login log sign cookie cookies "
    "privacy terms datenschutz register account",
    "legal": "copyright rights reserved rechte droits derechos direitos inc ltd llc gmbh",
    "about": "about contributor contributors biography bio email contact contributed reporting",
    "site": "loading javascript browser click here download app play video menu search home",
}
SIGNS = ("©", "@", "|", "http", ".com", "›", "»", "·", "•", "→", "“", '"', "/", "%", "$", "…")

MOST_KNOWN = 50_000  # names whose bits are remembered; a page has a few hundred
LONGEST_KNOWN = 200  # characters of them, so that pages with names of a megabyte leave nothing behind

_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")  # of `relatedPosts`, `related-posts` and the like
_known: dict[str, int] = {}


def _bits(groups: dict[str, str]) -> dict[str, int]:
    bits: dict[str, int] = {}
    for place, words in enumerate(groups.values()):
        for word in words.split():
            bits[word] = bits.get(word, 0) | 1 << place
    return bits


_NAME_BITS = _bits(NAMES | BOXES)
MODEL_BITS = (1 << len(NAMES)) - 1  # what the model has learnt about
BOX_BITS = ((1 << len(BOXES)) - 1) << len(NAMES)
WORD_BITS = _bits(WORDS)


def name_bits(names: str) -> int:
    """Return the groups that a class or another name belongs to, as bits in the order of NAMES, then BOXES."""
    bits = _known.get(names)
    if bits is None:
        bits = 0
        for part in _PART.findall(names[:1000]):
            bits |= _NAME_BITS.get(part.lower(), 0)
        if len(names) <= LONGEST_KNOWN:
            if len(_known) >= MOST_KNOWN:
                _known.clear()
            _known[names] = bits
    return bits
