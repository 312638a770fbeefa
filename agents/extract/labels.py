"""The labels that newspapers put before what is not the article: related links, credits, sources, in many languages."""

import re

_RELATED = (
    r"tags?|keywords|schlagwörter|mots[- ]clés|etiquetas|теги|ключевые слова|标签|タグ|"
    r"(?:related|recommended|similar)(?: (?:articles?|stor(?:y|ies)|news|content|links?|posts?|reading|coverage"
    r"|topics?|video))?"
    r"|(?:read|see|also) (?:also|more|next|related)|also (?:read|see)|more (?:on this(?: story| topic)?|stories"
    r"|like this|news)"
    r"|recommended (?:for you|reading)|further reading|you (?:may|might) also like|don['’]t miss|must read"
    r"|in case you missed it"
    r"|(?:lesen|sehen) sie (?:auch|mehr|dazu(?: auch)?)|(?:lies|siehe) auch|auch interessant|mehr (?:zum thema|dazu"
    r"|lesen)"
    r"|ähnliche (?:artikel|beiträge)|verwandte (?:artikel|themen)|weiterlesen|zum thema|das könnte (?:sie"
    r"|dich) auch interessieren"
    r"|(?:à )?(?:lire|voir) (?:aussi|également)|sur le même (?:sujet|thème)|articles? (?:liés?|connexes?"
    r"|similaires?)|en savoir plus"
    r"|(?:lea|lee|leer|vea|ver|mira|le puede) (?:también|además|más|tambien)|(?:noticias?|artículos?|notas?"
    r"|contenidos?) relacionad[oa]s?"
    r"|te (?:puede|podría) interesar|más información|(?:leia|veja|ler|ver|saiba) (?:também|mais)"
    r"|(?:notícias|artigos|matérias?|conteúdos?) relacionad[oa]s?|relacionad[oa]s?"
    r"|(?:leggi|vedi|guarda) anche|per approfondire|approfondisci|(?:articoli|notizie) correlat[ie]"
    r"|(?:lees|zie|bekijk) (?:ook|meer|verder)|gerelateerd(?:e artikelen)?|meer over(?: dit onderwerp)?"
    r"|(?:les|læs|läs|se) (?:også|også:|också|även|mer|mere)|relaterte? (?:saker|artikler)|relaterade? artiklar"
    r"|lue (?:myös|lisää)"
    r"|verwandter artikel|связанная статья|(?:статья|статьи|новости) по теме|стаття за темою|powiązany artykuł"
    r"|articolo correlato|artigo relacionado|gerelateerd artikel|meer lezen"
    r"|(?:czytaj|zobacz|przeczytaj|sprawdź) (?:też|także|również|więcej)|powiązane(?: artykuły)?"
    r"|(?:čtěte|přečtěte si|čítajte|prečítajte si) (?:také|více|aj|tiež)|související(?: články)?|olvassa el"
    r"|kapcsolódó(?: cikkek?)?"
    r"|(?:citiți|citește) și|pročitajte (?:i|još)|прочетете още|свързани(?: статии)?"
    r"|(?:читайте|смотрите|см\.?|читать|смотри) (?:также|ещё|еще|далее|по теме)|по теме|(?:похожие"
    r"|связанные) (?:статьи|материалы|новости)"
    r"|материалы? по теме|(?:читайте|дивіться) (?:також|ще)|(?:схожі|пов['’]язані) (?:статті|матеріали|новини)|за темою"
    r"|(?:ayrıca|bunu da) oku(?:yun)?|ilgili (?:haber(?:ler)?|makale(?:ler)?)|baca (?:juga|selengkapnya)"
    r"|berita terkait|xem thêm|đọc thêm|tin liên quan"
    r"|اقرأ (?:أيضا|أيضاً|المزيد)|مواضيع ذات صلة|مقالات ذات صلة|بیشتر بخوانید|קרא(?:ו)? (?:גם|עוד)|यह भी पढ़ें"
    r"|ये भी पढ़ें|διαβάστε (?:επίσης|ακόμη|περισσότερα)"
    r"|関連(?:記事|ニュース)|あわせて読みたい|相关(?:阅读|新闻|报道|文章|链接)|延伸阅读"
    r"|相關(?:閱讀|新聞|報導)|延伸閱讀|관련 ?(?:기사|뉴스)"
)
_SOURCE = (
    r"(?:the )?original (?:url|link|article|source|story|post|version)|(?:url )?sources?(?: url| link| article)?"
    r"|(?:article )?(?:url|source)|link(?: to (?:the )?original)?|permalink|canonical(?: url)?|via"
    r"|read the (?:original|full) (?:article|story)(?: (?:at|on|here))?|retrieved from|available at"
    r"|quelle|original(?:artikel|beitrag|quelle|link|-?url)?|(?:lien|article|url|source) (?:original|d['’]origine"
    r"|originale?)"
    r"|(?:url|enlace|artículo|fuente|nota) original|fuente|fonte(?: originale| original)?|(?:artigo|link) original"
    r"|articolo originale"
    r"|bron|kilde|källa|lähde|źródło|zdroj|forrás|sursa|izvor|kaynak|sumber|nguồn|оригинальн(?:ый url|ая ссылка"
    r"|ая статья)"
    r"|источник|оригинал(?: статьи)?|ссылка(?: на (?:оригинал|источник|статью))?|джерело|оригінал(?: статті)?|πηγή"
    r"|المصدر|الرابط الأصلي|מקור|स्रोत"
    r"|原文(?:链接|鏈接|地址|url)?|来源|來源|出典|元(?:の)?記事|引用元|출처|원문"
)
_PUBLISHED_AT = (
    r"(?:this (?:article|story|piece|post|text) )?(?:was |has been )?(?:originally|first) (?:published|appeared"
    r"|posted) (?:at|on|in|by)"
    r"|(?:dieser (?:artikel|beitrag|text) )?(?:ist |erschien )?(?:zuerst|ursprünglich"
    r"|erstmals)(?: erschienen)? (?:in|auf|bei|im)"
    r"|(?:cet article (?:a été |est ))?(?:initialement )?publié (?:initialement |à l['’]origine )?(?:sur|dans|par)"
    r"|(?:este (?:artículo|texto|artigo) (?:fue |foi )?)?(?:publicado originalmente|originalmente publicado) (?:en"
    r"|por|em|no|na)"
    r"|(?:questo articolo è stato )?pubblicato (?:originariamente|originalmente|per la prima volta) (?:su|da|in)"
    r"|oorspronkelijk gepubliceerd (?:op|in|door)"
    r"|(?:впервые |первоначально )?опубликован[оа]? (?:в|на)|вперше опубліковано (?:в|у|на)"
)
_PUBLISHED = (
    r"(?:first )?(?:published|posted|date|dated|publication date|issued)(?: on| at| time| date)?"
    r"|veröffentlicht(?: am)?|erschienen(?: am)?|datum|stand|vom|publié(?:e)?(?: le)?|date de publication|le"
    r"|publicado(?: (?:el|em))?|fecha(?: de publicación)?|data|pubblicato(?: il)?|gepubliceerd(?: op)?|publicerad"
    r"|publisert|opublikowano|data publikacji|publikováno"
    r"|опубликовано|дата(?: публикации)?|опубліковано|yayın(?:lanma)? tarihi"
    r"|发布时间|發布時間|日期|公開日|게시일|입력|نشر(?: في)?"
)
_MODIFIED = (
    r"(?:last )?(?:updated|modified|edited)(?: on| at)?|(?:zuletzt )?aktualisiert(?: am)?|mis à jour(?: le)?"
    r"|actualizado(?: el)?|atualizado(?: em)?|aggiornato(?: il)?"
    r"|bijgewerkt(?: op)?|uppdaterad|oppdatert|opdateret|zaktualizowano|aktualizováno|обновлено|оновлено"
    r"|güncelle(?:me|ndi)|更新(?:时间|時間|日)?|수정"
)
_CREDIT = (
    r"(?:photo(?:graph)?s?|image|picture|pic|file photo|credit|illustration|graphic|screenshot)(?: (?:credit|by"
    r"|courtesy(?: of)?|via|source))?"
    r"|foto(?:s|graf(?:ie|ía)?)?|bild(?:quelle|nachweis)?|crédits?(?: photo)?|фото|иллюстрация|zdjęcie|fot\.|kuva"
    r"|görsel|写真|图片?|圖|사진"
)
_FURNITURE = (
    r"advertisement|advertisement - continue reading below|article content|story continues below(?: advertisement)?"
    r"|skip to (?:main )?content|table of contents|on this page|in this article"
    r"|share(?: this(?: article| story| post)?)?"
    r"|print|save|comments?|leave a comment|continue reading|learn more|sign up|subscribe(?: now)?|listen|watch next"
    r"|\d+ min(?:ute)?s? read|anzeige|publicité|passer la publicité|publicidad|реклама|annons|reklama"
    r"|teilen|partager|compartir|поделиться"
)
_ASKING = (
    r"sign up|subscribe|register|thanks for subscribing|enter your email|get (?:the latest|our|daily|all the)|join our"
    r"|follow us|like us|download (?:the|our) app|abonnieren sie|melden sie sich|jetzt (?:abonnieren|anmelden)"
    r"|folgen sie uns|abonnez[- ]vous|inscrivez[- ]vous|suivez[- ]nous|suscr[ií]bete|síguenos|assine|siga[- ]nos"
    r"|iscriviti|seguici|подпис(?:ывайтесь|аться|ка)|підписуйтесь"
)
_CHANNEL = (
    r"newsletters?|inbox|e-?mails?|app|alerts?|facebook|twitter|instagram|telegram|whatsapp|youtube|channel|updates|kanal"
    r"|рассылк\w+|телеграм\w*|канал\w*|boletín"
)
_RIGHTS = r"(?:copyright|©|\(c\)).{0,120}$|all rights reserved\W*$"
_END = r"\s*[:：]"


def _labels(names: str, ending: str) -> re.Pattern[str]:
    """Compile labels that stand at the start of a line, after whatever marks and before the ending."""
    return re.compile(rf"\W*(?:{names}){ending}", re.IGNORECASE)


_DATED = rf"(?:{_END}\s*|\s+(?=\d|\w+\.? \d))"
RELATED = _labels(_RELATED, rf"(?:{_END}|\s*[»>→]|\W*$)\s*")
# Any short label that speaks of an origin, before a bare URL: `Ursprüngliche URL: https://...`.
ORIGIN = re.compile(
    r"(?i)(?=[^:：]{0,60}(?:origin|ursprüng|url|sourc|quell|fuente|fonte|bron|kild|käll|zdroj|źródł|kaynak|orijinal"
    r"|источник|оригинал|впервые|ссылк|джерел|πηγή|المصدر|原|来源|來源|出典|출처))"
    r"[^\d:：./]{2,60}?\s*[:：–—-]?\s*(?=https?://\S+$)"
)
SOURCE = _labels(_SOURCE, rf"(?:{_END}\s*|\s+(?=https?:)|\W*$)")
PUBLISHED_AT = _labels(_PUBLISHED_AT, rf"(?:{_END}|\s)\s*")
PUBLISHED = _labels(_PUBLISHED, _DATED)
MODIFIED = _labels(_MODIFIED, _DATED)
TITLE = _labels("title|headline|titel|titre|título|titolo|tytuł|заголовок|标题|標題|タイトル", rf"{_END}\s*")
CREDIT = re.compile(rf"\W*(?:{_CREDIT})(?:{_END}|\s+(?:by|von|par|de|/)\s)|\s*[©Ⓒ]|\s*\(c\)\s", re.IGNORECASE)
AGENCY = re.compile(
    r"\b(?:AFP|Reuters|REUTERS|Getty(?: Images)?|EPA(?:-EFE)?|Shutterstock|Bloomberg|Xinhua|TASS|ТАСС|РИА|dpa|EFE|ANSA"
    r"|AP(?: Photo)?|imago|Alamy|iStock|Unsplash|Wikimedia|AAP|PAP|ČTK)\b"
)
PROMOTION = re.compile(
    rf"\W*(?:(?:{_FURNITURE})\W*$|(?:{_ASKING})\b.{{0,160}}\b(?:{_CHANNEL})\b|{_RIGHTS})", re.IGNORECASE
)
