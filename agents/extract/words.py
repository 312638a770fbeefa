"""The words that newspapers write around an article, by language: one table, from which all patterns are compiled.

Each value is a list of alternatives of a regular expression, compared without regard to case. To add a language, add a
row; to add a word, add it to its row. `tests/agents/extract/test_words.py` lists which language lacks which words.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language's words; an empty text if none are known."""

    # Authors.
    by: str = ""  # before a name, anywhere in a line
    by_at_start: str = ""  # before a name at the start of a line only: elsewhere it mostly means "of" or "from"
    author: str = ""  # before a name: the noun
    before_by: str = ""  # before `by`
    joint: str = ""  # between two names
    surname_joint: str = ""  # of these, what joins the surnames of one person as often
    role: str = ""  # before or after a name
    rank: str = ""  # before a role
    desk: str = ""  # in the place of a name, but not a person
    no_name: str = ""  # in a by-line's buttons and dates, but in no name
    office: str = ""  # in a by-line beside or in the place of a person's name, but in none
    archive: str = ""  # before the name in a link to an author's articles
    review: str = ""  # before the name of an editor or a reviewer
    # Dates.
    published: str = ""
    modified: str = ""
    before_date: str = ""  # between one of these, or a name, and a date
    dated: str = ""  # before a date in a by-line
    month: str = ""  # at the end of a by-line; without months that are also first names (April, May, June)
    minutes: str = ""  # of reading
    # Links to other articles and to this one.
    related: str = ""  # before another article's headline
    source: str = ""  # before this article's URL or outlet
    published_at: str = ""  # the same, as a sentence
    origin: str = ""  # a stem that a label before this article's URL contains
    here: str = ""  # the text of a link that names no outlet
    # Other lines.
    title: str = ""  # before the headline
    no_title: str = ""  # in the place of a headline
    unfinished: str = ""  # the last word of a text that was cut: it ends no headline
    outlet: str = ""  # at the end of an outlet's name, in scripts without spaces
    credit: str = ""  # before a photographer's name
    credit_of: str = ""  # between one of those and the name, beside `by`
    button: str = ""  # a line of its own
    plea: str = ""  # begins a line that asks for something ...
    channel: str = ""  # ... and names one of these
    rights: str = ""  # the start of a copyright notice
    # Inside names and sentences.
    the: str = ""  # the definite article
    small: str = ""  # in lower case inside a name
    abbreviation: str = ""  # its full stop ends no sentence


def any_of(*kinds: str) -> str:
    """Return a group that matches one word of any of the kinds in any language.

    The longest comes first, since one language's word (`data`) may be the start of another's (`data publikacji`).
    """
    words = {word for kind in kinds for word in listed(kind)}
    return f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


def listed(kind: str) -> frozenset[str]:
    """Return the words of a kind in all languages."""
    return frozenset(word for row in LANGUAGES.values() for word in _alternatives(getattr(row, kind)))


def _alternatives(words: str) -> list[str]:
    """Split words at each `|` that is outside of parentheses."""
    depth, found = 0, [""]
    for character in words:
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            found.append("")
        else:
            found[-1] += character
    return found if words else []


LANGUAGES = {
    "en": Words(
        role="writer|reporter|editor(?:-at-large| at large| in chief|-in-chief)?|correspondent|contributor"
        "|journalist|columnist|producer|newsreader",
        no_title="untitled(?: (?:article|document|page|post))?|no title|title|home ?page|home|index|articles?|news"
        "|blog|post|story|document|main page|welcome|default|new page|page",
        unfinished="an?|the|and|or|of|for|in|on|to|at|by|with|from|into|as|than|that|is|are|was|its|their|his|including"
        "|after|over",
        by="by",
        author=r"author(?:s|\(s\))?",
        before_by="written|words|story|text|reporting|report|posted|reviewed|published|authored|article|recipe|created"
        "|submitted|insights|guide|review",
        joint="and|with",
        rank="staff|senior|chief|deputy|associate|contributing|managing|executive|political|foreign|news|science|sports?"
        "|business|health|technology"
        "|education|environment|climate|energy|economics?|finance|legal|crime|justice|culture|arts"
        "|entertainment|lifestyle|fashion|food|travel|music|film|media|religion|royal|consumer"
        "|transport|defen[cs]e|security|diplomatic|home affairs|social affairs|world(?: affairs)?"
        "|international|national|local|regional|city|state|europe|asia|africa|middle east"
        "|south asia|north america|latin america|white house|washington|westminster|parliamentary"
        "|special|investigative|investigations?|data|digital|video|features?|opinion|junior|lead"
        "|assistant|trainee|freelance|guest|ap|afp|reuters|bbc|cnn",
        desk="staff|admin(?:istrator)?|editor(?:s|ial)?(?: (?:team|staff|board))?|newsroom|news ?desk|web ?desk"
        "|(?:the )?authors?|name|home|written by|posted by|human|news|guest|unknown|anonymous|none|null|undefined|user"
        "|root|associated press reporter|(?:the )?(?:staff|web|news) (?:writers?|reporters?|team|staff)"
        "|wp-?admin|webmaster|web ?editor"
        "|your name|author name|first ?name last ?name|email the author|no author",
        no_name="about|agreement|archive|bio|by|comments?|contact|copied|edit|emails?|facebook|feed|follow(?:ing)?|from|full"
        "|hours?|instagram|latest|links?|linkedin|login|min(?:ute)?s?|more|newsletters?|online|photos?|policy|posts?|privacy"
        "|profile|published|read|rss|shares?|sponsored|stor(?:y|ies)|subscribe|time|twitter|updated|view|you",
        office="advis[eo]rs?|analysts?|bureau|ceo|contributors?|contributing|co-?founders?|coordinator|correspondents?|cto|desk"
        "|directors?|editors?|experts?|fellow|founders?|inc|lead|manager|marketing|news|on|president|producer|reporters?"
        "|research|reviewers?|senior|specialist|staff|team|the|vice|writers?",
        archive="(?:view all posts|articles?|more|posts|story|words|photos?|written|reviewed) by"
        "|(?:all posts|more) from",
        review="(?:medically |fact[- ]?checked |edited |reviewed )(?:reviewed )?by",
        published="(?:first )?(?:published|posted|date|dated|publication date|issued)(?: time| date)?",
        modified="(?:last )?(?:updated|modified|edited)",
        before_date="on|at",
        dated="published|updated|posted",
        month="jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr|jul[yi]?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
        "|nov(?:ember)?|dec(?:ember)?",
        minutes="min(?:ute)?s?",
        related="tags?|keywords|(?:related|recommended|similar)(?: (?:articles?|stor(?:y|ies)|news|content|links?"
        "|posts?|reading|coverage|topics?|video))?|(?:read|see|also) (?:also|more|next|related)|also (?:read|see)"
        "|more (?:on this(?: story| topic)?|stories|like this|news)|recommended (?:for you|reading)|further reading"
        "|you (?:may|might) also like|don['’]t miss|must read|in case you missed it",
        source="(?:the )?original (?:url|link|article|source|story|post|version)"
        "|(?:url )?sources?(?: url| link| article)?|(?:article )?(?:url|source)|link(?: to (?:the )?original)?"
        "|permalink|canonical(?: url)?|via|read the (?:original|full) (?:article|story)(?: (?:at|on|here))?"
        "|retrieved from|available at",
        published_at="(?:this (?:article|story|piece|post|text) )?(?:was |has been )?(?:originally|first)"
        " (?:published|appeared|posted) (?:at|on|in|by)",
        origin="origin|sourc|url",
        here="here|link",
        title="title|headline",
        credit="(?:photo(?:graph)?s?|image|picture|pic|file photo|credit|illustration|graphic|screenshot)"
        "(?: (?:credit|by|courtesy(?: of)?|via|source))?",
        button="advertisement|advertisement - continue reading below|article content"
        "|story continues below(?: advertisement)?|skip to (?:main )?content|table of contents|on this page"
        r"|in this article|share(?: this(?: article| story| post)?)?|print|save|comments?|leave a comment"
        r"|continue reading|learn more|sign up|subscribe(?: now)?|listen|watch next|\d+ min(?:ute)?s? read",
        plea="sign up|subscribe|register|thanks for subscribing|enter your email|get (?:the latest|our|daily|all the)"
        "|join our|follow us|like us|download (?:the|our) app",
        channel="newsletters?|inbox|e-?mails?|app|alerts?|facebook|twitter|instagram|telegram|whatsapp|youtube|channel"
        "|updates",
        rights=r"(?:copyright|©|\(c\)).{0,120}$|all rights reserved\W*$",
        the="the",
        small="of|and|for|in|on|to",
        abbreviation="Mrs?|Ms|Dr|Prof|Sen|Rep|Gov|Gen|St|Lt|Col|Sgt|Jr|Sr|No|vs|etc",
    ),
    "de": Words(
        role=r"[\w-]{0,30}redakteur(?:in)?|[\w-]{0,30}korrespondent(?:in)?|[\w-]{0,30}journalist(?:in)?|[\w-]{0,30}reporter(?:in)?"
        r"|[\w-]{0,30}gastautor(?:in)?|[\w-]{0,30}volontär(?:in)?|[\w-]{0,30}kolumnist(?:in)?|ressortleiter(?:in)?",
        no_title="ohne titel|unbenannt(?:es dokument)?|startseite|artikel|aktuelles|nachrichten|willkommen|kein titel",
        unfinished="der|die|das|den|dem|des|eine?[nmrs]?|und|oder|mit|für|von|vom|im|in|zu|zum|zur|am|auf|aus|bei|nach"
        "|über|dass|als|wie|bis|ohne|gegen|um|durch|unter|vor|seit",
        by="von",
        author="autor(?:in|en)?",
        before_by="veröffentlicht|eingestellt|erstellt|geschrieben|verfasst|beitrag|artikel|text|interview",
        joint="und|mit",
        desk="(?:die |von der )?redaktion|nachrichten|alle artikel|keine kommentare|zur artikelübersicht|in rubrik",
        published="veröffentlicht|erschienen|datum|stand|vom",
        modified="(?:zuletzt )?aktualisiert",
        before_date="am",
        month="jan(?:uar)?|feb(?:r|ruar)?|märz|apr|jul[yi]?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?"
        "|de[cz](?:ember)?",
        minutes=r"min\w*",
        related="schlagwörter|(?:lesen|sehen) sie (?:auch|mehr|dazu(?: auch)?)|(?:lies|siehe) auch|auch interessant"
        "|mehr (?:zum thema|dazu|lesen)|ähnliche (?:artikel|beiträge)|verwandter? artikel|verwandte themen|weiterlesen"
        "|zum thema|das könnte (?:sie|dich) auch interessieren",
        source="quelle|original(?:artikel|beitrag|quelle|link|-?url)?",
        published_at="(?:dieser (?:artikel|beitrag|text) )?(?:ist |erschien )?(?:zuerst|ursprünglich|erstmals)"
        "(?: erschienen)? (?:in|auf|bei|im)",
        origin="ursprüng|quell",
        here="hier",
        title="titel",
        credit="foto(?:s|graf(?:ie)?)?|bild(?:quelle|nachweis)?",
        button="anzeige|teilen",
        plea="abonnieren sie|melden sie sich|jetzt (?:abonnieren|anmelden)|folgen sie uns",
        the="der|die|das",
        abbreviation="Nr|bzw|ca",
    ),
    "fr": Words(
        role="journaliste|correspondante?|envoyée? spéciale?|rédact(?:eur|rice)(?: en chef)?|chroniqueu(?:r"
        "|se)|éditorialiste|grand reporter|chef(?:fe)? (?:du|de) service",
        no_title="sans titre|accueil|article|document|actualités?",
        unfinished="les?|la|des|du|de|une?|et|ou|à|au|aux|en|dans|pour|par|sur|avec|que|qui|son|sa|ses|leurs?",
        by="par",
        author="auteurs?",
        before_by="publié|écrit|rédigé|article|texte|posté",
        joint="et|avec",
        desk="(?:la )?r[ée]daction",
        published="publiée?|date de publication|le",
        modified="mis à jour",
        before_date="le",
        related="mots[- ]clés|(?:à )?(?:lire|voir) (?:aussi|également)|sur le même (?:sujet|thème)"
        "|articles? (?:liés?|connexes?|similaires?)|en savoir plus",
        source="(?:lien|article|url|source) (?:original|d['’]origine|originale?)",
        published_at="(?:cet article (?:a été |est ))?(?:initialement )?publié (?:initialement |à l['’]origine )?"
        "(?:sur|dans|par)",
        here="ici",
        title="titre",
        credit="crédits?(?: photo)?",
        credit_of="de",
        button="publicité|passer la publicité|partager",
        plea="abonnez[- ]vous|inscrivez[- ]vous|suivez[- ]nous",
        the="le|la|les",
        small="de|du",
        abbreviation="Mme",
    ),
    "es": Words(
        surname_joint="y|e",
        role=r"correspons\w+|enviad[oa]s? especial(?:es)?|redactora?|periodista|reporter[oa]|columnista"
        r"|editora",
        no_title="sin título|inicio|portada|artículo|noticias?|documento",
        unfinished="el|la|los|las|un|una|y|o|de|del|al?|en|por|para|con|que|su|sus|como|sobre",
        by="por",
        by_at_start="de la",
        author="autor(?:a|es)?",
        before_by="publicado|escrito|texto",
        joint="y|e|con",
        desk="(?:la )?redacci[oó]n",
        published="publicado|fecha(?: de publicación)?",
        modified="actualizado",
        before_date="el",
        related="etiquetas|(?:lea|lee|leer|vea|ver|mira|le puede) (?:también|además|más|tambien)"
        "|(?:noticias?|artículos?|notas?|contenidos?) relacionad[oa]s?|relacionad[oa]s?|te (?:puede|podría) interesar"
        "|más información",
        source="(?:url|enlace|artículo|fuente|nota) original|fuente",
        published_at="(?:este (?:artículo|texto) (?:fue )?)?(?:publicado originalmente|originalmente publicado)"
        " (?:en|por)",
        origin="fuente",
        here="aquí",
        title="título",
        credit="foto(?:s|grafía)?",
        credit_of="de",
        button="publicidad|compartir",
        plea="suscr[ií]bete|síguenos",
        channel="boletín",
        the="el|los|la",
        small="de",
        abbreviation="Sra?",
    ),
    "pt": Words(
        desk="(?:da )?redação",
        surname_joint="e",
        role="correspondente|enviad[oa]s? especia(?:l|is)|repórter|jornalista|redatora?|colunista|editora",
        no_title="sem título|início|artigo|notícias?",
        unfinished="os|as|um|uma|ou|de|d[oa]s?|em|n[oa]s?|por|para|com|que|ao|à|sua|seu",
        by="por",
        author="autor(?:a|es)?",
        joint="e",
        published="publicado|data",
        modified="atualizado",
        before_date="em",
        related="etiquetas|(?:leia|veja|ler|ver|saiba) (?:também|mais)"
        "|(?:notícias|artigos?|matérias?|conteúdos?) relacionad[oa]s?|relacionad[oa]s?",
        source="(?:fonte|artigo|link) original|fonte",
        published_at="(?:este (?:artigo|texto) (?:foi )?)?(?:publicado originalmente|originalmente publicado)"
        " (?:em|por|no|na)",
        origin="fonte",
        here="aqui",
        title="título",
        credit="fotos?",
        button="publicidade",
        plea="assine|siga[- ]nos",
    ),
    "it": Words(
        surname_joint="e",
        role="giornalista|corrispondente|inviat[oa](?: speciale)?|redattore|redattrice|editorialista"
        "|caporedat(?:tore|trice)|cronista",
        no_title="senza titolo|articolo|notizie|pagina iniziale",
        unfinished="il|lo|la|gli|le|una?|di|del(?:la|lo)?|dei|nel(?:la)?|per|con|che|al(?:la)?|da|dal(?:la)?|sul(?:la)?",
        by_at_start="di",
        author="autore",
        joint="e|con",
        desk="(?:la )?redazione",
        published="pubblicato|data",
        modified="aggiornato",
        before_date="il",
        related="(?:leggi|vedi|guarda) anche|per approfondire|approfondisci|(?:articoli|notizie) correlat[ie]"
        "|articolo correlato",
        source="fonte(?: originale)?|articolo originale",
        published_at="(?:questo articolo è stato )?pubblicato (?:originariamente|originalmente|per la prima volta)"
        " (?:su|da|in)",
        origin="fonte",
        here="qui",
        title="titolo",
        credit="foto",
        plea="iscriviti|seguici",
        the="il|la",
    ),
    "nl": Words(
        role=r"[\w-]{0,30}redacteur|verslaggever|verslaggeefster|correspondente?|journaliste?|columniste?",
        no_title="naamloos|zonder titel|startpagina|nieuws|artikel",
        unfinished="het|een|van|voor|met|in|op|aan|bij|naar|uit|dat|en|of",
        by="door",
        joint="en",
        desk="(?:de )?redactie",
        published="gepubliceerd|datum",
        modified="bijgewerkt",
        before_date="op",
        related="(?:lees|zie|bekijk) (?:ook|meer|verder)|gerelateerd(?:e artikelen)?|gerelateerd artikel|meer lezen"
        "|meer over(?: dit onderwerp)?",
        source="bron",
        published_at="oorspronkelijk gepubliceerd (?:op|in|door)",
        origin="bron",
        here="hier",
        title="titel",
        credit="foto(?:s|grafie)?",
    ),
    "sv": Words(
        desk="redaktionen",
        role="reporter|journalist|[a-zåäö]*korrespondent|[a-zåäö]*redaktör|krönikör",
        no_title="namnlös|utan titel|hem|startsida|nyheter",
        unfinished="och|att|en|ett|av|för|med|på|till|som|från|om|i",
        by_at_start="av",
        joint="och",
        published="publicerad|datum",
        modified="uppdaterad",
        related="(?:läs|se) (?:också|även|mer)|relaterade? artiklar",
        source="källa",
        origin="käll",
        title="titel",
        credit="foto|bild",
        button="annons",
        channel="kanal",
    ),
    "no": Words(
        desk="redaksjonen",
        role="journalist|reporter|[a-zæøå]*korrespondent|[a-zæøå]*redaktør|kommentator|spaltist",
        no_title="uten tittel|hjem|forside|nyheter",
        unfinished="og|å|en|et|av|for|med|på|til|som|fra|om|i",
        by_at_start="av",
        joint="og",
        published="publisert",
        modified="oppdatert",
        related="(?:les|se) (?:også|mer)|relaterte? (?:saker|artikler)",
        source="kilde",
        origin="kild",
        credit="foto",
        channel="kanal",
    ),
    "da": Words(
        desk="redaktionen",
        role="journalist|reporter|[a-zæøå]*korrespondent|[a-zæøå]*redaktør|kommentator",
        no_title="uden titel|hjem|forside|nyheder",
        unfinished="og|at|en|et|af|for|med|på|til|som|fra|om|i",
        by_at_start="af",
        joint="og",
        modified="opdateret",
        related="(?:læs|se) (?:også|mere)",
        source="kilde",
        origin="kild",
        credit="foto",
    ),
    "fi": Words(
        desk="toimitus",
        joint="ja",
        role="toimittaja|kirjeenvaihtaja|päätoimittaja|kolumnisti",
        no_title="nimetön|etusivu|uutiset",
        unfinished="ja|tai|että|ei ole|ei|on|kuin|kun",
        related="lue (?:myös|lisää)",
        source="lähde",
        credit="kuva",
    ),
    "pl": Words(
        desk="redakcja",
        surname_joint="i",
        role="dziennikarz|dziennikarka|korespondent(?:ka)?|redaktor(?:ka)?(?: naczeln[ay])?|reporter(?:ka)?"
        "|publicyst(?:a|ka)|(?:specjaln[ya] )?wysłanni(?:k|czka)",
        no_title="bez tytułu|strona główna|artykuł|aktualności",
        unfinished="i|w|we|z|ze|na|do|od|dla|po|przez|oraz|że|się",
        by="przez",
        author="autor",
        joint="i",
        published="opublikowano|data publikacji|data",
        modified="zaktualizowano",
        related="(?:czytaj|zobacz|przeczytaj|sprawdź) (?:też|także|również|więcej)|powiązane(?: artykuły)?"
        "|powiązany artykuł",
        source="źródło",
        origin="źródł",
        title="tytuł",
        credit=r"zdjęcie|fot\.|foto",
        button="reklama",
        channel="kanal",
    ),
    "cs": Words(
        surname_joint="a",
        desk="redakce",
        joint="a",
        role="redaktor(?:ka)?|šéfredaktor(?:ka)?|reportér(?:ka)?|zpravodaj(?:ka)?|novinář(?:ka)?|komentátor(?:ka)?",
        no_title="bez názvu|úvod|domů|článek|zprávy",
        unfinished="a|v|ve|s|se|z|ze|na|do|od|pro|po|že|nebo|k",
        author="autor",
        published="publikováno|datum",
        modified="aktualizováno",
        related="(?:čtěte|přečtěte si) (?:také|více)|související(?: články)?",
        source="zdroj",
        origin="zdroj",
        credit="foto",
        button="reklama",
    ),
    "sk": Words(
        surname_joint="a",
        desk="redakcia",
        joint="a",
        role="redaktor(?:ka)?|šéfredaktor(?:ka)?|reportér(?:ka)?|spravodajca|novinár(?:ka)?|komentátor(?:ka)?",
        no_title="bez názvu|domov|článok|správy",
        unfinished="a|v|vo|s|so|z|zo|na|do|od|pre|po|že|alebo",
        author="autor",
        related="(?:čítajte|prečítajte si) (?:aj|tiež)",
        source="zdroj",
        origin="zdroj",
        credit="foto",
        button="reklama",
    ),
    "hu": Words(
        desk="szerkesztőség",
        joint="és",
        role="újságíró|szerkesztő|főszerkesztő|tudósító|riporter|munkatárs",
        no_title="névtelen|kezdőlap|főoldal|cikk|hírek",
        unfinished="az?|és|hogy|egy|vagy",
        related="olvassa el|kapcsolódó(?: cikkek?)?",
        source="forrás",
    ),
    "ro": Words(
        desk="redacția",
        joint="și|şi",
        role="jurnalistă?|reporteră?|redactor(?:-șef)?|corespondentă?|editorialistă?",
        no_title="fără titlu|acasă|articol|știri",
        unfinished="și|şi|de|la|în|din|cu|pe|pentru|că|un|o|al|ale",
        author="autor",
        related="(?:citiți|citește) și",
        source="sursa",
        credit="foto",
    ),
    "hr": Words(
        desk="redakcija",
        surname_joint="i",
        role="novinar(?:ka)?|urednik|urednica|dopisnik|dopisnica|reporter(?:ka)?",
        no_title="bez naslova|naslovnica|početna|članak|vijesti",
        unfinished="i|u|s|sa|na|za|od|do|iz|da|se|ili",
        author="autor",
        joint="i",
        related="pročitajte (?:i|još)",
        source="izvor",
        credit="foto",
    ),
    "bg": Words(
        desk="редакция",
        surname_joint="и",
        role="(?:специален )?кореспондент|репортер|журналист(?:ка)?|редактор",
        no_title="без заглавие|начало|статия|новини",
        unfinished="и|в|във|с|със|на|за|от|до|че|се|или",
        joint="и",
        author="автор",
        related="прочетете още|свързани(?: статии)?",
        credit="фото",
    ),
    "ru": Words(
        surname_joint="и",
        role=r"(?:специальный |собственный )?корреспондент\w*|спецкор\w*|собкор\w*|журналист(?:ка)?"
        r"|обозреватель|редактор|репорт[её]р",
        no_title="без названия|без заголовка|главная|статья|новости?|документ",
        unfinished="и|в|во|на|с|со|по|из|за|от|до|для|что|о|об|к|или|при|под",
        by_at_start="от",
        author="автор(?:ы)?|текст",
        joint="и",
        desk="редакция",
        published="опубликовано|дата(?: публикации)?",
        modified="обновлено",
        minutes=r"мин\w*",
        related="теги|ключевые слова|связанная статья|(?:статья|статьи|новости) по теме"
        r"|(?:читайте|смотрите|см\.?|читать|смотри) (?:также|ещё|еще|далее|по теме)|(?:материалы? )?по теме"
        "|(?:похожие|связанные) (?:статьи|материалы|новости)",
        source="оригинальн(?:ый url|ая ссылка|ая статья)|источник|оригинал(?: статьи)?"
        "|ссылка(?: на (?:оригинал|источник|статью))?",
        published_at="(?:впервые |первоначально )?опубликован[оа]? (?:в|на)",
        origin="источник|оригинал|впервые|ссылк",
        here="здесь|тут",
        title="заголовок",
        credit="фото|иллюстрация",
        button="реклама|поделиться",
        plea="подпис(?:ывайтесь|аться|ка)",
        channel=r"рассылк\w+|телеграм\w*|канал\w*",
    ),
    "uk": Words(
        desk="редакція",
        surname_joint="і|й",
        joint="і|й|та",
        role="(?:спеціальний )?кореспондент(?:ка)?|журналіст(?:ка)?|оглядач(?:ка)?|редактор(?:ка)?|репортер(?:ка)?",
        no_title="без назви|головна|стаття|новини",
        unfinished="і|й|та|в|у|на|з|зі|із|по|за|від|до|для|що|про|або",
        author="автор(?:и)?|текст",
        published="опубліковано",
        modified="оновлено",
        related="(?:читайте|дивіться) (?:також|ще)|(?:схожі|пов['’]язані) (?:статті|матеріали|новини)|стаття за темою"
        "|за темою",
        source="джерело|оригінал(?: статті)?",
        published_at="вперше опубліковано (?:в|у|на)",
        origin="джерел",
        here="тут",
        title="заголовок",
        credit="фото",
        button="реклама",
        plea="підписуйтесь",
        channel=r"канал\w*",
    ),
    "el": Words(
        joint="και",
        role="δημοσιογράφος|ανταποκρίτρια|ανταποκριτής|συντάκτης|συντάκτρια",
        no_title="χωρίς τίτλο|αρχική|άρθρο|ειδήσεις",
        unfinished="και|το|η|ο|οι|τα|του|της|των|στο|στη|στην|στον|με|για|από|να|που",
        related="διαβάστε (?:επίσης|ακόμη|περισσότερα)",
        source="πηγή",
        origin="πηγή",
    ),
    "tr": Words(
        desk="haber merkezi",
        joint="ve",
        role="muhabir[ıi]?|gazeteci|editör[üu]?|temsilcisi",
        no_title="başlıksız|ana ?sayfa|haber(?:ler)?|makale",
        unfinished="ve|ile|için|bir|bu|veya|olarak",
        published="yayın(?:lanma)? tarihi",
        modified="güncelle(?:me|ndi)",
        related="(?:ayrıca|bunu da) oku(?:yun)?|ilgili (?:haber(?:ler)?|makale(?:ler)?)",
        source="kaynak",
        origin="kaynak|orijinal",
        credit="görsel",
    ),
    "id": Words(
        desk="tim redaksi|redaksi",
        joint="dan",
        role="wartawan|jurnalis|reporter|redaktur|koresponden|kontributor",
        no_title="tanpa judul|beranda|artikel|berita",
        unfinished="dan|di|ke|dari|yang|untuk|dengan|pada|akan",
        related="baca (?:juga|selengkapnya)|berita terkait",
        source="sumber",
        credit="foto",
    ),
    "vi": Words(
        joint="và",
        role="phóng viên|biên tập viên|nhà báo|pv|btv",
        no_title="không có tiêu đề|trang chủ|bài viết|tin tức",
        unfinished="và|của|các|những|cho|với|từ|là|ở|để",
        related="xem thêm|đọc thêm|tin liên quan",
        source="nguồn",
    ),
    "ar": Words(
        surname_joint="و",
        joint="و",
        role="مراسلة?|صحف[يى]ة?|محررة?|موفدة?",
        no_title="بدون عنوان|الرئيسية|الصفحة الرئيسية|مقال|أخبار",
        unfinished="في|من|على|إلى|عن|مع|أن|و|بعد",
        published="نشر",
        before_date="في",
        related="اقرأ (?:أيضا|أيضاً|المزيد)|مواضيع ذات صلة|مقالات ذات صلة",
        source="المصدر|الرابط الأصلي",
        origin="المصدر",
        the="al",
    ),
    "fa": Words(
        surname_joint="و",
        joint="و",
        role="خبرنگار|گزارشگر|روزنامه‌نگار|سردبیر",
        no_title="بدون عنوان|صفحه اصلی|خانه|اخبار",
        unfinished="در|از|به|با|که|و|برای|بر",
        related="بیشتر بخوانید",
    ),
    "he": Words(
        role="כתבת?|עורכת?|עיתונאית?|כתבנו",
        no_title="ללא כותרת|דף הבית|כתבה|חדשות",
        unfinished="של|על|את|עם|או|כי",
        related="קרא(?:ו)? (?:גם|עוד)",
        source="מקור",
    ),
    "hi": Words(
        joint="और",
        role="संवाददाता|पत्रकार|संपादक|रिपोर्टर",
        no_title="शीर्षक रहित|होम|मुखपृष्ठ|समाचार",
        unfinished="और|का|की|के|में|से|को|पर|ने",
        related="यह भी पढ़ें|ये भी पढ़ें",
        source="स्रोत",
    ),
    "zh": Words(
        desk="编辑部|編輯部|本报讯|本報訊",
        joint="和|与|與",
        role="(?:本报|本報|特约|特約|实习|實習|见习|見習)?(?:通讯员|通訊員|记者|記者)|(?:责任|責任)?(?:编辑|編輯)|特派员|特派員|评论员|評論員|主编|主編|撰稿",
        outlet="网|網|报|報|日报|日報|晚报|晚報|时报|時報|新闻|新聞|新闻网|新聞網|频道|頻道|电视台|電視台|通讯社|通訊社",
        no_title="无标题|無標題|首页|首頁|主页|新闻|新聞|文章|正文",
        author="作者|記者|记者|文",
        published="发布时间|發布時間|日期",
        modified="更新(?:时间|時間)?",
        related="标签|相关(?:阅读|新闻|报道|文章|链接)|延伸阅读|相關(?:閱讀|新聞|報導)|延伸閱讀",
        source="原文(?:链接|鏈接|地址|url)?|来源|來源",
        origin="原|来源|來源",
        title="标题|標題",
        credit="图片?|圖",
    ),
    "ja": Words(
        desk="編集部",
        role="記者|編集委員|論説委員|特派員|編集長|支局長|通信員",
        outlet="新聞|新聞社|ニュース|オンライン|テレビ|放送|通信",
        no_title="無題|ホーム|トップページ|記事|ニュース",
        author="文|記者",
        published="公開日",
        modified="更新(?:日)?",
        related="タグ|関連(?:記事|ニュース)|あわせて読みたい",
        source="出典|元(?:の)?記事|引用元",
        origin="原|出典",
        title="タイトル",
        credit="写真",
    ),
    "ko": Words(
        desk="편집국|디지털뉴스팀|온라인뉴스팀",
        role="(?:인턴|선임|수습|객원|전문)?기자|특파원|논설위원|편집위원|에디터|칼럼니스트|통신원",
        outlet="뉴스|신문|일보|방송|닷컴|경제|매일",
        no_title="제목 없음|무제|홈|메인|뉴스|기사",
        published="게시일|입력",
        modified="수정",
        related="관련 ?(?:기사|뉴스)",
        source="출처|원문",
        origin="출처",
        credit="사진",
    ),
}
