"""What pages ask of their readers, by language (ISO 639-1): the table of all such phrases.

Each value is a list of alternatives of a regular expression, compared without regard to case, as in
`agents/extract/words.py`, which has the words around an article that ask for nothing.
"""

LOCKED = {  # that the rest of the article is for those who pay, register or log in
    "en": r"already (?:a (?:paid |paying )?(?:subscriber|member)|subscribed|registered\?|have an? (?:account|"
    r"subscription))|(?:this|the) (?:article|story|content|post|page|report) is (?:(?:only|exclusively) "
    r")?(?:for|available to|reserved for|exclusive to|restricted to) (?:our |paid |paying |premium |"
    r"registered )?(?:subscribers|members|users|readers)(?! of)|(?:exclusive(?:ly)? (?:to|for)|available to|"
    r"reserved for|for) (?:our |paid |paying |premium |registered )?(?:subscribers|members) only|"
    r"(?:subscriber|member)s?[- ](?:only|exclusive)(?: (?:content|article|story))?\W*$|(?:subscribe|register|"
    r"sign (?:in|up)|log ?in|log on|join|become a).{0,60} to (?:continue|keep|finish) reading|(?:subscribe|"
    r"register|sign (?:in|up)|log ?in|become a).{0,60} to (?:read|view|see|unlock) (?:the (?:rest|full|whole|"
    r"entire|complete)|this (?:article|story|post|content)|more|on\b|it all|it in full)|to (?:continue "
    r"reading|keep reading|read the (?:rest|full|whole|remainder))(?: of)?(?: this)?(?: (?:article|story|"
    r"post))?,? (?:please )?(?:subscribe|register|sign|log|buy|become|you)|unlock (?:this|the (?:full|whole|"
    r"rest)) (?:article|story|of)|you(?:['’]ve| have) (?:reached|used|hit|exhausted) (?:your|the|"
    r"all).{0,30}(?:limit|free (?:articles?|stor(?:y|ies)))|\d+ free articles? (?:left|remaining)|get "
    r"unlimited (?:digital )?access",
    "de": r"(?:dieser|der|diesen) (?:artikel|beitrag|inhalt|text) (?:ist|gibt es|steht) (?:exklusiv |nur |"
    r"ausschließlich )*(?:für|mit|im|abonnenten|mit einem) ?(?:unsere )?(?:registrierte|zahlende|abo|plus|"
    r"abonnent|\+|mitglieder|leser)|(?:nur|exklusiv|ausschließlich) für (?:unsere )?(?:abonnent|mitglied|"
    r"registrierte|plus)|(?:sie (?:haben|sind)|du hast|du bist|haben sie|sind sie|bist du|hast du) (?:schon|"
    r"bereits) (?:ein(?:e[nm]?)? )?(?:\w+[- ])?(?:abo|abonnent|konto|registriert|mitglied|kunde|zugang)|"
    r"bereits (?:abonnent(?:in)?|abonniert|registriert|mitglied|kunde)\W*\?|jetzt (?:\w+ ){0,4}weiterlesen|um "
    r"(?:(?:diesen|den|dieses) .{0,30}|weiter ?)(?:weiter)?(?:zu ?lesen|lesen zu können|zu können)|"
    r"(?:anmelden|registrieren|abonnieren|einloggen) und weiterlesen|weiterlesen mit |jetzt freischalten|"
    r"melden sie sich an,? um|mit (?:einem )?(?:\w+[- ]?)?(?:abo|plus|\+) (?:weiterlesen|lesen sie)",
    "fr": r"(?:cet article|ce contenu|la suite|cette publication|l['’]article)(?: de cet article)? (?:est|vous "
    r"est) (?:\w+ )?(?:réservée?|accessible) (?:(?:uniquement )?(?:aux?|à nos) )?(?:abonnée?s|membres|"
    r"inscrits|seuls)|réservée? (?:aux|à nos) (?:abonnés|membres)|contenu (?:réservé|exclusif).{0,20}abonnés|"
    r"il vous reste \d.{0,30}(?:à (?:lire|découvrir)|article)|déjà (?:abonnée?|inscrite?|un compte|"
    r"membre)\W*\?|vous êtes déjà (?:abonné|inscrit)|(?:abonnez|connectez|inscrivez|identifiez)[- "
    r"]vous.{0,40}pour (?:lire|accéder|continuer|poursuivre|découvrir)|pour (?:lire la suite|continuer (?:la|"
    r"votre) lecture|poursuivre).{0,40}(?:abonn|connect|inscri|identifi)|(?:s['’]abonner|se connecter) pour "
    r"(?:lire|continuer)|débloque[rz] (?:cet|l['’]) ?article",
    "es": r"(?:contenido|artículo|noticia|nota|información) (?:es )?(?:exclusiv[oa]|reservad[oa]|sol[oa]) "
    r"(?:para|a) (?:nuestros )?(?:suscriptores|abonados|socios|usuarios|lectores reg)|(?:exclusivo|sólo|solo) "
    r"para (?:suscriptores|abonados|socios|usuarios reg)|(?:ya eres|ya es|eres|es usted) (?:suscriptor|abonad|"
    r"soci)|ya tienes (?:una )?(?:cuenta|suscripción)|(?:suscr[ií]b(?:e|a)(?:te|se)|reg[ií]str(?:a|e)(?:te|"
    r"se)|inici[ae] sesión|accede).{0,40}para (?:seguir|continuar|leer|acceder|ver)|para (?:seguir leyendo|"
    r"continuar leyendo|leer (?:el|la|este|esta) .{0,20}complet[oa]).{0,30}(?:suscr|reg[ií]str|inici|acced|"
    r"hazte)",
    "pt": r"(?:conteúdo|matéria|reportagem|artigo|texto|notícia)(?: é)? (?:exclusiv[oa]|restrit[oa]|"
    r"reservad[oa]) (?:para|a|aos|de) (?:nossos )?(?:assinantes|membros|associados|usuários)|exclusivo para "
    r"assinantes|já (?:é|sou|és) (?:nosso )?(?:assinante|membro|cadastrado)|já tem (?:uma )?(?:conta|"
    r"assinatura)|(?:assine|cadastre-se|faça (?:o )?(?:login|seu login|cadastro)|registe-se|entre|inicie "
    r"sessão).{0,40}para (?:continuar|ler|acessar|aceder|ter acesso)|para (?:continuar (?:lendo|a ler|a "
    r"leitura)|ler (?:a|o) (?:matéria|texto|artigo|íntegra)).{0,30}(?:assin|cadastr|login|registe|entre)",
    "it": r"(?:contenuto|articolo) (?:è )?(?:riservato|esclusivo|disponibile solo) (?:agli|ai|per gli|per i|"
    r"per) (?:soli )?(?:abbonati|iscritti|membri|utenti)|(?:solo|riservato) (?:per|agli) (?:gli )?abbonati|"
    r"(?:sei|hai) già (?:un )?(?:abbonat|iscritt|registrat|account)|(?:abbonati|registrati|accedi|"
    r"iscriviti).{0,40}per (?:continuare|leggere|proseguire|accedere)|per (?:continuare|proseguire) (?:a "
    r"leggere|la lettura).{0,30}(?:abbon|registr|acced|iscri)",
    "nl": r"(?:alleen|enkel|uitsluitend|exclusief) (?:toegankelijk |beschikbaar )?voor (?:onze )?(?:abonnees|"
    r"leden)|(?:al|ben je al|bent u al) (?:abonnee|lid|geregistreerd)\b|heb je al een (?:account|abonnement)|"
    r"(?:log in|word abonnee|registreer|meld je aan|neem een abonnement|abonneer).{0,40}om (?:verder|door|dit|"
    r"het) .{0,20}(?:te )?lezen|om (?:verder|dit artikel) te lezen|verder lezen\? |lees verder met",
    "sv": r"(?:redan|är du) (?:prenumerant|medlem|abonnent|kund|registrerad)|(?:bara|endast|enbart|exklusivt?) "
    r"för (?:våra )?(?:prenumeranter|medlemmar)|(?:artikeln|innehållet|texten) är (?:låst|för (?:våra "
    r")?prenumeranter)|(?:logga in|prenumerera|registrera dig|bli prenumerant|skapa (?:ett )?konto).{0,40}för "
    r"att (?:läsa|fortsätta)|för att (?:läsa (?:vidare|hela artikeln)|fortsätta läsa).{0,30}(?:logga|prenumer|"
    r"konto)|lås upp (?:artikeln|hela)",
    "no": r"(?:allerede|er du) (?:abonnent|kunde|medlem|registrert)|(?:bare|kun|eksklusivt) for (?:våre "
    r")?(?:abonnenter|medlemmer)|(?:saken|artikkelen|innholdet) er (?:bare |kun )?for (?:våre )?abonnenter|"
    r"(?:logg inn|bli abonnent|kjøp tilgang|registrer deg|abonner).{0,40}for å (?:lese|fortsette)|for å "
    r"(?:lese (?:videre|hele|resten)|fortsette å lese).{0,30}(?:logg|abonn|kjøp)",
    "da": r"(?:allerede|er du) (?:abonnent|medlem|kunde)|(?:kun|eksklusivt) for (?:vores )?(?:abonnenter|"
    r"medlemmer)|(?:artiklen|indholdet) er (?:kun |forbeholdt )?(?:for )?(?:vores )?abonnenter|(?:log ind|"
    r"bliv abonnent|køb abonnement|opret).{0,40}for at (?:læse|fortsætte)|for at (?:læse (?:videre|hele|"
    r"resten)|fortsætte).{0,30}(?:log|abonn|køb)|lås artiklen op",
    "fi": r"(?:oletko|olet) jo (?:tilaaja|jäsen)|(?:vain|ainoastaan) tilaajille|(?:artikkeli|juttu|sisältö) on "
    r"(?:vain )?(?:tilaajille|maksullinen|tilaajien)|(?:kirjaudu|tilaa|rekisteröidy).{0,40}(?:jatkaaksesi|"
    r"lukeaksesi|niin (?:voit|pääset))|jatkaaksesi lukemista",
    "pl": r"(?:artykuł|treść|tekst|materiał) (?:jest )?(?:dostępn[ya]|przeznaczon[ya]|zarezerwowan[ya])?(?: "
    r"jest)? ?(?:tylko |wyłącznie )?(?:dla) (?:naszych )?(?:prenumeratorów|subskrybentów|zalogowanych|"
    r"abonentów)|(?:tylko|wyłącznie) dla (?:prenumeratorów|subskrybentów|zalogowanych)|(?:masz|posiadasz|"
    r"jesteś) już (?:prenumerat|subskry|konto|dostęp|zalogowan)|(?:zaloguj się|kup (?:dostęp|subskrypcję|"
    r"prenumeratę)|wykup|zarejestruj się).{0,40}(?:aby|by|żeby|i) (?:czytać|przeczytać|czytaj|kontynuować)|"
    r"aby (?:czytać dalej|przeczytać (?:cały|całość))",
    "cs": r"(?:článek|obsah|text) (?:je )?(?:určen |dostupný |exkluzivně )?(?:jen |pouze )?(?:pro|našim) "
    r"(?:naše )?(?:předplatitel|přihlášené|členy)|(?:jen|pouze) pro předplatitele|(?:už|již) (?:máte "
    r"předplatné|jste předplatitel)|máte (?:už |již )předplatné|(?:přihlaste se|předplaťte si|zaregistrujte "
    r"se|odemkněte).{0,40}(?:pokrač|číst|čtěte|článek)|pro (?:pokračování|dočtení) ",
    "sk": r"(?:článok|obsah) (?:je )?(?:určený |dostupný )?(?:len |iba )?pre (?:našich )?(?:predplatiteľov|"
    r"prihlásených)|(?:len|iba) pre predplatiteľov|(?:už )?máte (?:už )?predplatné\?|už ste predplatiteľ|"
    r"(?:prihláste sa|predplaťte si|odomknite).{0,40}(?:pokrač|čít|článok)",
    "hu": r"(?:csak|kizárólag) (?:az )?előfizető(?:k|ink)|(?:a |ez a )?(?:cikk|tartalom) (?:csak )?(?:az "
    r")?előfizető|(?:már|ön már) előfizető|(?:fizessen elő|lépjen be|jelentkezzen be|regisztráljon|"
    r"előfizetés).{0,40}(?:olvas|folytat|elolvas)",
    "ro": r"(?:articol|conținut)(?:ul)? (?:este )?(?:disponibil |rezervat |exclusiv )+(?:doar |numai "
    r")?(?:pentru )?abonaț|(?:doar|exclusiv|numai) pentru abonați|ești deja abonat|ai deja (?:un )?(?:cont|"
    r"abonament)|(?:abonează-te|autentifică-te|intră în cont|conectează-te).{0,40}pentru a (?:citi|continua)",
    "hr": r"(?:samo|isključivo) za pretplatnike|(?:članak|sadržaj) (?:je )?(?:dostupan )?(?:samo )?(?:za "
    r")?pretplatni|(?:već ste|već imate) (?:pretplat|račun)|(?:pretplatite se|prijavite se).{0,40}(?:nastav|"
    r"čita)",
    "bg": r"(?:само|единствено) за абонати|(?:статията|съдържанието) е (?:достъпн[оа] )?(?:само )?за абонати|"
    r"вече (?:сте абонат|имате (?:абонамент|акаунт))|(?:абонирайте се|влезте|регистрирайте се).{0,40}за да "
    r"(?:прочет|продължи)",
    "ru": r"(?:материал|статья|текст|полный текст|продолжение) (?:доступ(?:ен|на|но) )?(?:только )?(?:для |по "
    r")?(?:подписчик(?:ам|ов)|подписке|зарегистрированн)|только (?:для подписчиков|по подписке)|уже (?:есть "
    r"подписка|подписаны\?|подписчик|зарегистрированы\?)|(?:оформите подписку|подпишитесь|войдите|"
    r"авторизуйтесь|зарегистрируйтесь).{0,40}(?:чтобы|для) (?:прочитать|продолж|чита|чтения|доступ)|чтобы "
    r"(?:читать дальше|прочитать (?:полностью|статью целиком))",
    "uk": r"(?:матеріал|стаття|текст) (?:доступн(?:ий|а) )?(?:лише |тільки )?(?:для |за )?(?:передплатник|"
    r"підписник|передплатою)|(?:лише|тільки) (?:для (?:передплатників|підписників)|за передплатою)|вже "
    r"(?:маєте (?:підписку|передплату)|передплатник)|(?:оформіть|передплатіть|увійдіть|"
    r"зареєструйтесь).{0,40}(?:щоб|аби) (?:прочитати|читати|продовжити)",
    "el": r"(?:μόνο|αποκλειστικά) για συνδρομητές|(?:είστε|είσαι) ήδη (?:συνδρομητής|μέλος)|(?:συνδεθείτε|"
    r"εγγραφείτε|γίνετε συνδρομητής).{0,40}για να (?:διαβάσετε|συνεχίσετε)",
    "tr": r"(?:yalnızca|sadece) (?:abone|üye)(?:ler)?(?:e|imize|lere)?\b|abonelere özel|(?:zaten|hâlâ) (?:abone|"
    r"üye) misiniz|(?:haberin|yazının|içeriğin) (?:devamı|tamamı)(?:nı)? .{0,30}(?:abone|üye|giriş)|"
    r"(?:okumaya devam etmek|devamını okumak) için|(?:abone|üye) (?:olun|girişi yapın).{0,30}(?:oku|devam)",
    "id": r"(?:khusus|hanya) untuk (?:pelanggan|anggota|member)|sudah (?:berlangganan|punya akun|menjadi "
    r"anggota)\?|(?:berlangganan|masuk|daftar|login).{0,40}untuk (?:membaca|melanjutkan|lanjut)",
    "vi": r"(?:chỉ )?dành (?:riêng )?cho (?:thuê bao|hội viên|thành viên|độc giả trả phí)|(?:đăng nhập|đăng "
    r"ký).{0,30}để (?:đọc tiếp|xem tiếp|tiếp tục đọc|đọc toàn bộ)",
    "ar": r"(?:للمشتركين|للأعضاء) فقط|(?:حصري|متاح) (?:فقط )?(?:للمشتركين|لمشتركي)|(?:هل )?(?:أنت )?مشترك "
    r"(?:بالفعل|مسبقا)|(?:سجل|اشترك|قم بتسجيل الدخول|سجّل).{0,40}(?:لمتابعة|لقراءة|للاطلاع|لمواصلة) ",
    "fa": r"(?:ویژه|مخصوص|فقط برای) (?:مشترکان|مشترکین|اعضا)|برای (?:ادامه مطالعه|خواندن ادامه|مطالعه "
    r"کامل).{0,40}(?:وارد|مشترک|ثبت)",
    "he": r"(?:למנויים|לרשומים) בלבד|(?:כבר|אתם כבר) (?:מנוי|מנויים|רשומים)|(?:התחברו|הירשמו|"
    r"הצטרפו).{0,30}(?:להמשך|כדי) (?:קריאה|לקרוא|להמשיך)|להמשך קריאה.{0,20}(?:מנוי|הירשמו|התחברו)",
    "hi": r"(?:केवल|सिर्फ) (?:सब्सक्राइबर|सदस्यों|ग्राहकों)|(?:पहले से|पहले ही) (?:सब्सक्राइबर|सदस्य|ग्राहक)|"
    r"(?:पूरी खबर|पूरा लेख|आगे) पढ़ने के लिए|(?:सब्सक्राइब|लॉग ?इन|साइन इन|रजिस्टर) (?:करें|करके).{0,30}पढ़",
    "th": r"(?:เฉพาะ|สำหรับ)(?:สมาชิก|ผู้สมัคร)(?:เท่านั้น)?|เป็นสมาชิก(?:อยู่แล้ว|แล้ว)|(?:เข้าสู่ระบบ|"
    r"สมัครสมาชิก|ลงทะเบียน)เพื่ออ่าน",
    "zh": r"(?:仅限?|僅限?|只限|限)(?:订阅|訂閱|付费|付費|会员|會員|注册|註冊)(?:用户|用戶|者|读者|"
    r"讀者)?(?:阅读|閱讀|可|观看|專享|专享)?|(?:会员|會員|订户|訂戶|付费|付費)(?:专享|專享|独享|獨享|专属|"
    r"專屬)|(?:已是|已經是|已经是|已有)(?:会员|會員|订户|訂戶|账号|帳號|訂閱)|(?:订阅|訂閱|登录|登入|登錄|"
    r"注册|註冊|付费|付費|开通会员|加入會員)(?:后|後|以|即可|并|並)*(?:继续|繼續|查看|阅读|閱讀|解锁|解鎖|"
    r"全文)|(?:阅读|閱讀|查看)全文[,，]?(?:请|請)(?:订阅|訂閱|登录|登入|登錄|付费|付費|注册)|"
    r"剩余(?:内容)?\d+[%％]",
    "ja": r"(?:この記事|続き|全文|本文|コンテンツ|こちら)は、?(?:有料)?(?:会員|購読者|読者会員|登録)(?:限定|"
    r"のみ|専用|登録)|(?:有料)?会員限定(?:の?記事)?|残り\s*[:：]?\s*[\d,０-９]+\s*文字|続きを(?:読む|"
    r"お読みいただく|ご覧になる|ご覧いただく)には|(?:会員登録|ログイン|購読)(?:すると|して|が必要|"
    r"のうえ).{0,20}(?:続き|全文|お読み|読め|閲覧)|すでに(?:会員|購読)",
    "ko": r"(?:유료|구독|정기) ?(?:회원|구독자)(?:만| ?전용| ?에게만)|(?:회원|구독자) ?전용|이미 (?:구독|회원)|"
    r"(?:로그인|구독|회원가입)(?:하시면|하고|후| 후|하여).{0,20}(?:읽|보실|이용|전문)|(?:전문|나머지)(?:을|"
    r"를)? ?(?:읽|보)(?:으시려면|려면)",
}
SIGNS = tuple(  # one of these is in each phrase above; to look for them takes a tenth of the time
    (
        "subscri member regist account sign log become join unlock free unlimited abo konto mitglied plus "
        "freischalt weiterl zugang leser lesen membre inscri connect identifi reste débloqu réserv compte "
        "suscri suscrí soci sesión cuenta acced hazte regístr assin usuári cadastr sessão entre abbon iscri "
        "membri utenti leden lid meld lezen verder prenumer medlem kund köp kjøp køb lås tilgang tilaa jäsen "
        "kirjaudu rekister maksull jatkaakse subskry zarejestr dostęp wykup czyta předplat predplat přihl "
        "prihl člen odemk odomk dočt pokra előfizet lépjen jelentkez cont pretplat prijav račun абон акаунт "
        "влезте регистр подпис авториз войдите чтобы передплат підпис увійд зареєстр συνδρομ συνδεθ εγγραφ "
        "μέλος üye giriş okumaya devam pelanggan anggota langganan masuk daftar akun thuê viên độc đăng مشترك "
        "للأعضاء سجل سجّل اشترك الدخول مشترک اعضا وارد ثبت מנוי רשומים התחברו הירשמו הצטרפו सब्सक्राइब सदस्य "
        "ग्राहक लॉग साइन रजिस्टर पढ़ने สมาชิก สมัคร ระบบ ลงทะเบียน 订 訂 付费 付費 会员 會員 注册 註冊 登录 "
        "登入 登錄 剩余 会員 購読 残り 続き ログイン 구독 회원 로그인 전문 나머지"
    ).split()
)
ONWARD = {  # a line of its own that leads to the rest
    "en": r"(?:continue|keep) reading(?: (?:the (?:main|full) (?:story|article)|this article))?|read the "
    r"(?:full|whole|rest of the|complete|entire) (?:article|story|post|text|report|piece)(?: (?:here|at|on|"
    r"in) .{0,60}| here)?|read the rest|(?:the )?full (?:article|story)(?: here)?",
    "de": r"(?:hier )?weiter ?lesen|(?:den )?(?:ganzen|vollständigen|kompletten) (?:artikel|beitrag|text) "
    r"(?:lesen|hier)|zum (?:ganzen|vollständigen) (?:artikel|beitrag)",
    "fr": r"lire (?:la suite|l['’]article (?:complet|en entier|entier)|l['’]intégralité)(?: de l['’]article)?|"
    r"(?:continuer|poursuivre) (?:la|votre) lecture",
    "es": r"(?:seguir|continuar|sigue|contin[uú]a) leyendo|leer (?:la nota|el artículo|la noticia) complet[oa]|"
    r"leer completo",
    "pt": r"continu(?:e|ar) (?:a )?l(?:endo|er|eitura)|(?:leia|ler) (?:a íntegra|o (?:artigo|texto) completo|a "
    r"matéria completa)",
    "it": r"continua(?: a leggere| la lettura)|leggi (?:tutto|l['’]articolo completo|l['’]intero articolo)",
    "nl": r"lees (?:verder|het (?:hele|volledige) artikel)|verder lezen",
    "sv": r"läs (?:vidare|hela (?:artikeln|texten))|fortsätt läsa",
    "no": r"les (?:videre|hele (?:saken|artikkelen))|fortsett å lese",
    "da": r"læs (?:videre|hele artiklen)|fortsæt med at læse",
    "fi": r"jatka lukemista|lue koko (?:juttu|artikkeli)",
    "pl": r"czytaj dalej|czytaj (?:cały artykuł|całość)",
    "cs": r"(?:číst|čtěte) (?:dále|dál|celý článek)|pokračovat ve čtení",
    "sk": r"(?:čítať|čítajte) (?:ďalej|celý článok)|pokračovať v čítaní",
    "hu": r"tovább olvasom|olvass(?:a|on)? tovább|a teljes cikk(?: itt)?",
    "ro": r"citește (?:continuarea|tot articolul|mai departe)|continuă (?:lectura|să citești)",
    "hr": r"pročitaj(?:te)? (?:cijeli|ceo) članak|nastavi(?:te)? čitati",
    "bg": r"прочети(?:те)? цялата статия|продължи четенето",
    "ru": r"читать (?:далее|дальше|полностью)|продолжить чтение",
    "uk": r"читати (?:далі|повністю)",
    "el": r"διαβάστε (?:τη συνέχεια|ολόκληρο το άρθρο)",
    "tr": r"(?:haberin |yazının )?devamını? ?(?:oku(?:yun)?|için tıklayın)?|okumaya devam et(?:in)?",
    "id": r"(?:lanjutkan|lanjut) membaca|baca selengkapnya",
    "vi": r"đọc tiếp|xem tiếp",
    "ar": r"(?:متابعة|تابع) القراءة|اقرأ بقية (?:المقال|الخبر)",
    "fa": r"ادامه (?:مطلب|خبر)",
    "he": r"(?:להמשך|המשך) (?:קריאה|הכתבה|הידיעה)",
    "hi": r"(?:आगे पढ़ें|पूरी खबर पढ़ें|पूरा (?:लेख|समाचार) पढ़ें)",
    "th": r"อ่านต่อ(?:ได้ที่.{0,40})?|อ่านฉบับเต็ม",
    "zh": r"(?:继续|繼續)(?:阅读|閱讀)|(?:阅读|閱讀|查看|展开|展開|点击查看)全文",
    "ja": r"続きを読む|全文を(?:読む|表示)|もっと読む",
    "ko": r"(?:계속|더) 읽기|전문 ?보기",
}
ASKS = {  # what boxes ask for; a control beside these words is no part of an article
    "en": r"newsletters?|inbox|sign up|subscribe|subscription|mailing list|donate|donation|support (?:us|our|"
    r"independent)\b|(?:download|get|install) (?:the|our) (?:free )?app|app store|google play|follow us\b|enter "
    r"your e-?mail|your e-?mail|vote\b|take (?:the|our) (?:poll|quiz|survey)|have your say|breaking news alerts|"
    r"become a member|push notifications|daily (?:briefing|digest)|join (?:our|the) (?:whatsapp|telegram|"
    r"community)",
    "de": r"newsletter|abonnieren|jetzt anmelden|spende|spenden|unterstützen sie|unsere app|app (?:laden|"
    r"herunterladen)|e-mail-adresse|abstimmen|umfrage|folgen sie uns|push-(?:nachrichten|mitteilungen)|"
    r"mitglied werden",
    "fr": r"newsletter|infolettre|lettre d['’]information|abonnez|inscrivez|s['’]abonner|s['’]inscrire|faire un "
    r"don|soutenez|notre application|votre (?:e-?mail|adresse|courriel)|votez|sondage|suivez-nous",
    "es": r"boletín|boletines|newsletter|suscr[ií]b|d[oó]na(?:r|ción)?\b|ap[oó]yanos|nuestra app|descarga (?:la|"
    r"nuestra)|tu (?:correo|e-?mail)|vota\b|votar|encuesta|síguenos",
    "pt": r"newsletter|boletim|assine|inscreva|cadastre|doe\b|doar|apoie|nosso app|nosso aplicativo|baixe (?:o|"
    r"nosso)|seu e-?mail|vote\b|enquete|siga-nos",
    "it": r"newsletter|iscriviti|abbonati|dona(?:zione)?\b|sostieni(?:ci)?|la nostra app|scarica l['’]app|la "
    r"tua e-?mail|vota\b|sondaggio|seguici",
    "nl": r"nieuwsbrief|nieuwsbrieven|abonneer|inschrijven|schrijf je in|meld je aan|doneer|steun ons|onze app|"
    r"download de app|je e-?mail|stem\b|poll\b|volg ons",
    "sv": r"nyhetsbrev|prenumerera|anmäl dig|stöd oss|vår app|ladda ner|din e-?post|rösta|följ oss",
    "no": r"nyhetsbrev|abonner|meld deg på|støtt oss|vår app|last ned appen|din e-?post|stem\b|følg oss",
    "da": r"nyhedsbrev|abonner|tilmeld|støt os|vores app|hent appen|din e-?mail|stem\b|følg os",
    "fi": r"uutiskirje|tilaa|liity|tue meitä|sovelluksemme|lataa sovellus|sähköposti|äänestä|seuraa meitä",
    "pl": r"newsletter|biuletyn|zapisz się|subskrybuj|prenumeruj|wesprzyj|nasza aplikacj|pobierz aplikację|"
    r"adres e-?mail|głosuj|sonda\b|obserwuj nas",
    "cs": r"newsletter|odebírat|odběr|přihlaste se|předplaťte|podpořte|naši aplikaci|stáhněte|váš e-?mail|"
    r"hlasuj|anketa|sledujte nás",
    "sk": r"newsletter|odoberať|odber|prihláste sa|predplaťte|podporte|našu aplikáciu|stiahnite|váš e-?mail|"
    r"hlasuj|anketa|sledujte nás",
    "hu": r"hírlevél|hírlevelünk|iratkoz|előfizet|támogass|alkalmazásunk|töltse le|e-?mail cím|szavaz|kövess",
    "ro": r"newsletter|abonează|înscrie|donează|susține|aplicația noastră|descarcă|adresa de e-?mail|votează|"
    r"sondaj|urmărește-ne",
    "hr": r"newsletter|pretplati|prijavi(?:te)? se|doniraj|podrži|našu aplikaciju|preuzmi|e-?mail adres|glasaj|"
    r"anketa|pratite nas",
    "bg": r"бюлетин|абонирай|запишете се|дарете|подкрепете|приложение|имейл|гласувай|анкета|последвайте ни",
    "ru": r"рассылк|подпи(?:сывайтесь|шитесь|саться)|пожертв|поддержите|наше приложение|скачайте|ваш e-?mail|"
    r"электронной почты|голосуй|проголосовать|опрос",
    "uk": r"розсилк|підпи(?:суйтесь|шіться|сатися)|пожертв|підтримайте|застосунок|завантажте|ваш e-?mail|"
    r"голосуй|опитування",
    "el": r"newsletter|ενημερωτικό δελτίο|εγγραφείτε|εγγραφή|δωρεά|στηρίξτε|εφαρμογή μας|κατεβάστε|το e-?mail "
    r"σας|ψηφίστε|ακολουθήστε",
    "tr": r"bülten|abone ol|kayıt ol|bağış|destek ol|uygulamamız|uygulamayı indir|e-?posta adres|oy ver|anket|"
    r"takip edin",
    "id": r"newsletter|buletin|berlangganan|daftar sekarang|donasi|dukung|unduh|aplikasi kami|alamat e-?mail|"
    r"polling|ikuti kami",
    "vi": r"bản tin|đăng ký nhận|đăng ký|quyên góp|ủng hộ|tải ứng dụng|ứng dụng của|e-?mail của bạn|bình chọn|"
    r"theo dõi chúng tôi",
    "ar": r"النشرة|نشرتنا|اشترك|سجل|تبرع|ادعم|تطبيقنا|حمّل|حمل التطبيق|بريدك|صوّت|استطلاع|تابعونا|تابعنا",
    "fa": r"خبرنامه|عضویت|مشترک شوید|کمک مالی|حمایت کنید|اپلیکیشن|دانلود|ایمیل خود|نظرسنجی|دنبال کنید",
    "he": r"ניוזלטר|הירשמו|הרשמה|תרומה|תרמו|תמכו|האפליקציה|הורידו|כתובת (?:ה)?מייל|הצביעו|סקר|עקבו אחרינו",
    "hi": r"न्यूज़लेटर|न्यूजलेटर|सब्सक्राइब|सदस्यता|दान करें|ऐप डाउनलोड|डाउनलोड करें|ईमेल|वोट करें|फॉलो करें",
    "th": r"จดหมายข่าว|สมัครรับ|สมัครสมาชิก|บริจาค|ดาวน์โหลดแอป|อีเมลของคุณ|โหวต|ติดตามเรา",
    "zh": r"订阅|訂閱|电子报|電子報|新闻信|通讯|通訊|捐款|捐助|赞助|下载.{0,6}(?:app|客户端)|下載.{0,6}app|邮箱|"
    r"電郵|電子郵件|投票|关注我们|追蹤我們|扫码",
    "ja": r"ニュースレター|メルマガ|メールマガジン|登録する|購読|寄付|アプリ(?:を|で)|ダウンロード|"
    r"メールアドレス|投票|アンケート|フォロー",
    "ko": r"뉴스레터|구독|후원|기부|앱 ?(?:다운로드|설치)|이메일|투표|설문|팔로우",
}
REMARKS = {  # the heading of what readers have written
    "en": r"(?:readers?['’]?s? |user |all )?comments|(?:\d+|one|no|leave a|add a|post a|write a|add your|leave "
    r"your) (?:comments?|repl(?:y|ies)|responses?)|(?:join the |readers? )(?:discussion|conversation)",
    "de": r"(?:leser|alle )?kommentare|\d+ kommentare?|(?:leser)?kommentare? (?:schreiben|hinterlassen|"
    r"verfassen|lesen)|(?:schreibe|hinterlasse(?:n sie)?|schreiben sie) (?:einen|ihren) kommentar|leserbriefe|"
    r"diskussion",
    "fr": r"(?:vos |les |tous les )?commentaires|\d+ commentaires?|(?:laisser|ajouter|poster|écrire) un "
    r"commentaire|(?:vos )?réactions|\d+ réactions?",
    "es": r"comentarios(?: de (?:los )?lectores)?|\d+ comentarios?|(?:deja|escribe|añade|agrega|publica)r?(?: "
    r"un| tu)? comentario",
    "pt": r"comentários(?: dos leitores)?|\d+ comentários?|(?:deixe|escreva|adicione|faça)(?: um| o seu| seu)? "
    r"comentário",
    "it": r"commenti(?: dei lettori)?|\d+ commenti|(?:lascia|scrivi|aggiungi)(?: un)? commento",
    "nl": r"reacties|\d+ reacties?|(?:plaats|geef|laat)(?: een)? reactie(?: achter)?",
    "sv": r"kommentarer|\d+ kommentarer?|(?:lämna|skriv)(?: en)? kommentar",
    "no": r"kommentarer|\d+ kommentarer?|(?:legg (?:igjen|inn)|skriv)(?: en)? kommentar",
    "da": r"kommentarer|\d+ kommentarer?|(?:skriv|tilføj|efterlad)(?: en)? kommentar",
    "fi": r"kommentit|\d+ kommenttia?|(?:jätä|kirjoita) kommentti",
    "pl": r"komentarze|\d+ komentarz[ey]?|(?:dodaj|napisz|zostaw) komentarz",
    "cs": r"komentáře|\d+ komentář[eů]?|(?:přidat|napsat) komentář|diskuse|diskuze",
    "sk": r"komentáre|\d+ komentár(?:e|ov)?|(?:pridať|napísať) komentár|diskusia",
    "hu": r"hozzászólások|kommentek|\d+ (?:hozzászólás|komment)|(?:szólj hozzá|új hozzászólás)",
    "ro": r"comentarii|\d+ comentari(?:i|u)|(?:lasă|adaugă|scrie) un comentariu",
    "hr": r"komentari|\d+ komentar[ai]?|(?:dodaj|ostavi|napiši) komentar",
    "bg": r"коментари|\d+ коментар[ая]?|(?:добави|напиши|остави) коментар",
    "ru": r"комментарии(?: читателей)?|\d+ комментари(?:й|я|ев)|(?:оставить|добавить|написать) комментарий|"
    r"обсуждение",
    "uk": r"коментарі|\d+ коментар(?:ів|і)?|(?:залишити|додати|написати) коментар|обговорення",
    "el": r"σχόλια|\d+ σχόλι[αο]|(?:αφήστε|γράψτε|προσθέστε) (?:ένα )?σχόλιο",
    "tr": r"(?:okur )?yorumlar[ıi]?|\d+ yorum|yorum (?:yaz|yap|ekle)",
    "id": r"komentar(?: pembaca)?|\d+ komentar|(?:tulis|tinggalkan|beri) komentar",
    "vi": r"(?:ý kiến )?bình luận|\d+ bình luận|ý kiến bạn đọc|gửi bình luận",
    "ar": r"(?:ال)?تعليقات(?: القراء)?|\d+ تعليق(?:ات)?|(?:أضف|اترك|اكتب) تعليق(?:ا|ًا|اً|ك)?",
    "fa": r"نظرات(?: کاربران| خوانندگان)?|دیدگاه‌?ها|\d+ نظر|(?:ارسال|ثبت) نظر|نظر شما",
    "he": r"תגובות|\d+ תגובות|(?:הוסף|כתוב|השאר) תגובה",
    "hi": r"टिप्पणियाँ|टिप्पणियां|\d+ टिप्पणी|टिप्पणी (?:करें|लिखें)|पाठकों की राय",
    "th": r"ความคิดเห็น(?:ของผู้อ่าน)?|แสดงความคิดเห็น|\d+ ความคิดเห็น",
    "zh": r"(?:网友|網友|读者|讀者|用户|全部|最新|热门|熱門)?(?:评论|評論|留言|回应|回應|跟帖)(?:区|區)?|\d+ "
    r"?(?:条|條|则|則)(?:评论|評論|留言)|发表评论|發表評論",
    "ja": r"(?:読者の?)?コメント(?:一覧|欄)?|\d+ ?件のコメント|コメントを(?:残す|書く|投稿(?:する)?)",
    "ko": r"댓글(?: ?\d+)?|\d+개의 댓글|댓글 ?(?:쓰기|달기|남기기)|독자 의견",
}


def any_of(by_language: dict[str, str]) -> str:
    """Return a group that matches one phrase of any language."""
    return f"(?:{'|'.join(by_language.values())})"
