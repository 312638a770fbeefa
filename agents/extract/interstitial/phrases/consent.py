"""Consent walls and notices: who asks to store what, for which purposes."""

from agents.extract.interstitial.phrases.kind import Phrases

CONSENT = Phrases(
    titles={
        "en": r"before you continue(?: to .{1,30})?|(?:we value )?your privacy(?: choices)?|cookie (?:consent"
        r"|settings|notice|wall)|(?:privacy|cookies?) (?:settings|preferences|consent|options)"
        r"|consent(?: required)?|(?:accept|manage) cookies|yahoo is part of the yahoo family of brands"
        r"|we (?:care about|value) your privacy|cookies",
        "de": r"bevor sie (?:zu .{1,30} )?(?:weiter(?:gehen|lesen)|fortfahren)(?: zu .{1,30})?|(?:datenschutz"
        r"|cookie|privatsphäre)[- ]?einstellungen|(?:cookie[- ])?(?:einwilligung"
        r"|zustimmung)(?: erforderlich)?|ihre privatsphäre|yahoo ist teil der yahoo markenfamilie",
        "fr": r"avant d['’](?:accéder|aller|continuer)(?: (?:à|sur|vers) .{1,30})?|(?:gestion des|paramètres des"
        r"|gérer les) cookies|(?:votre|vos) (?:vie privée|choix de confidentialité)"
        r"|(?:nous respectons )?votre vie privée|consentement"
        r"|yahoo fait partie de la famille de marques yahoo",
        "es": r"antes de (?:ir|continuar|acceder)(?: a .{1,30})?|(?:configuración|gestión|aviso) de cookies"
        r"|(?:tu|su) privacidad|valoramos (?:tu|su) privacidad|consentimiento",
        "it": r"prima di (?:continuare|accedere|passare)(?: (?:a|su) .{1,30})?|(?:impostazioni|gestione"
        r"|consenso)(?: dei)? cookie|la tua privacy|consenso",
        "pt": r"antes de (?:continuar|acessar|aceder|avançar)(?: (?:para|ao|a) .{1,30})?|(?:configurações"
        r"|definições|gestão) de cookies|a sua privacidade|sua privacidade|consentimento",
        "nl": r"voordat je (?:verdergaat|doorgaat)(?: naar .{1,30})?|(?:privacy|cookie)[- ]?(?:instellingen"
        r"|voorkeuren)",
        "pl": r"zanim przejdziesz (?:do .{1,30}|dalej)|(?:ustawienia|zgoda na) (?:plików )?(?:cookies?"
        r"|prywatności)|(?:dbamy o )?twoj(?:a|ą) prywatność|szanujemy twoją prywatność",
        "cs": r"než budete pokračovat(?: .{1,30})?|nastavení (?:souborů )?cookies?"
        r"|(?:vážíme si )?vašeho? soukromí|souhlas(?: s cookies)?",
        "sv": r"innan du fortsätter(?: till .{1,30})?|(?:cookie|sekretess|integritets)[- ]?inställningar"
        r"|(?:vi värnar om )?din integritet|samtycke",
        "da": r"før du fortsætter(?: til .{1,30})?|(?:cookie|privatlivs)[- ]?(?:indstillinger|samtykke)"
        r"|(?:vi respekterer )?dit privatliv|samtykke",
        "no": r"før du fortsetter(?: til .{1,30})?|(?:cookie|personvern)[- ]?innstillinger"
        r"|(?:vi respekterer )?ditt personvern|samtykke",
        "fi": r"ennen kuin (?:jatkat|siirryt)(?: .{1,30})?|(?:eväste|tietosuoja|yksityisyys)[- ]?asetukset"
        r"|yksityisyytesi|suostumus",
        "hu": r"mielőtt (?:továbblép|folytatná)(?: .{1,30})?|(?:süti|cookie|adatvédelmi)[- ]?beállítások"
        r"|az ön adatvédelme|hozzájárulás",
        "ro": r"înainte (?:de|să) (?:a )?continu\w+(?: .{1,30})?|(?:setări"
        r"|preferințe) (?:pentru )?cookie(?:-uri)?|confidențialitatea (?:ta|dumneavoastră|dvs\.?)"
        r"|consimțământ",
        "el": r"πριν (?:συνεχίσετε|μεταβείτε)(?: .{1,30})?|ρυθμίσεις (?:cookies?|απορρήτου)"
        r"|(?:σεβόμαστε )?(?:το απόρρητό|την ιδιωτικότητά) σας|συγκατάθεση",
        "tr": r"devam etmeden önce|(?:çerez|gizlilik) (?:ayarları|tercihleri)|gizliliğiniz(?:e önem veriyoruz)?"
        r"|rıza|onay",
        "ru": r"прежде чем (?:продолжить|перейти)(?: .{1,30})?|(?:настройки|параметры) (?:файлов )?(?:cookie"
        r"|конфиденциальности)|(?:мы ценим )?вашу? конфиденциальность|согласие",
        "uk": r"перш ніж (?:продовжити|перейти)(?: .{1,30})?|(?:налаштування|параметри) (?:файлів )?(?:cookie"
        r"|конфіденційності)|ваша? конфіденційність|згода",
        "ar": r"قبل (?:المتابعة|الانتقال)(?: .{1,30})?|إعدادات (?:ملفات تعريف الارتباط|الخصوصية)"
        r"|خصوصيتك(?: تهمنا)?|الموافقة",
        "fa": r"پیش از (?:ادامه|ورود)(?: .{1,30})?|تنظیمات (?:کوکی|حریم خصوصی)|حریم خصوصی شما",
        "he": r"לפני ש(?:ממשיכים|תמשיך)(?: .{1,30})?|הגדרות (?:קובצי |ה)?(?:cookie|עוגיות|פרטיות)|הפרטיות שלך"
        r"|הסכמה",
        "hi": r"(?:जारी रखने|आगे बढ़ने) से पहले|(?:कुकी|गोपनीयता) सेटिंग|आपकी (?:गोपनीयता|निजता)|सहमति",
        "id": r"sebelum (?:anda )?(?:melanjutkan|lanjut)(?: ke .{1,30})?|(?:setelan|pengaturan) (?:cookie"
        r"|privasi)|privasi anda|persetujuan",
        "vi": r"trước khi (?:bạn )?(?:tiếp tục|chuyển)(?: .{1,30})?|(?:cài đặt|tùy chọn) (?:cookie"
        r"|quyền riêng tư)|quyền riêng tư của bạn",
        "th": r"ก่อน(?:ที่จะ)?(?:ดำเนินการต่อ|ไปยัง).{0,30}|(?:การ)?ตั้งค่า(?:คุกกี้|ความเป็นส่วนตัว)"
        r"|ความเป็นส่วนตัวของคุณ",
        "zh": r"(?:在)?继续(?:前往|访问|使用)?.{0,20}(?:之前|前)|繼續.{0,20}(?:之前|前)|(?:cookie|隐私"
        r"|隱私) ?(?:设置|設定|偏好)|(?:我们重视)?您的(?:隐私|隱私)",
        "ja": r".{0,20}に進む前に|続行する前に|Cookie ?(?:の)?(?:設定|同意)|プライバシー(?:設定|の選択)",
        "ko": r".{0,20}계속하기 전에|(?:쿠키|개인정보) ?설정|개인정보 보호|동의",
    },
    texts={
        "en": r"(?:we|our partners)(?:,? (?:and|with) (?:our|its) (?:\d+ )?partners,?)? (?:use|store|access"
        r"|process)[^.]{0,40} cookies|use cookies and (?:data|other|similar)|accept all|reject all"
        r"|manage (?:options|preferences|settings|choices)|more options|legitimate interest"
        r"|store and/or access information on a device|withdraw your consent|consent to (?:the use|our use"
        r"|cookies)",
        "de": r"alle (?:akzeptieren|ablehnen)|akzeptieren und weiter|berechtigtes interesse"
        r"|mit werbung (?:und tracking )?(?:weiter)?lesen|(?:verwenden|nutzen) (?:wir )?(?:cookies"
        r"|cookies und (?:daten|ähnliche))|ihre einwilligung|einstellungen verwalten|weitere optionen",
        "fr": r"tout (?:accepter|refuser)|accepter (?:et (?:continuer|fermer))|continuer sans accepter"
        r"|intérêt légitime|(?:utilis(?:ons|ent)|stock(?:ons|er)) (?:des )?cookies|gérer (?:les"
        r"|mes) (?:paramètres|choix|préférences)|votre consentement|plus d['’]options",
        "es": r"(?:aceptar|rechazar) todo|aceptar y continuar|interés legítimo|(?:usamos|utilizamos"
        r"|utilizan) cookies|(?:tu|su) consentimiento|(?:gestionar|más) (?:opciones|preferencias)",
        "it": r"(?:accetta|rifiuta) tutto|accetta e continua|interesse legittimo|(?:utilizziamo|usiamo"
        r"|utilizzano) (?:i )?cookie|il tuo consenso|(?:altre|gestisci) (?:le )?(?:opzioni|preferenze)"
        r"|abbonati e rifiuta",
        "pt": r"(?:aceitar|rejeitar|recusar) tudo|aceitar e (?:continuar|fechar)|interesse legítimo|(?:usamos"
        r"|utilizamos) cookies|(?:o )?seu consentimento|(?:mais|gerir|gerenciar) (?:opções|preferências)",
        "nl": r"alles (?:accepteren|afwijzen|weigeren)|gerechtvaardigd belang|(?:gebruiken|plaatsen) (?:wij "
        r"|we )?cookies|meer opties",
        "pl": r"(?:zaakceptuj|odrzuć|akceptuj|akceptuję) wszystk\w+|przejdź do serwisu|uzasadnion\w+ interes"
        r"|(?:używamy|wykorzystujemy) (?:plików )?cookies?|(?:twoja|swoją|państwa) zgod\w+|(?:więcej"
        r"|zarządzaj) (?:opcj|ustawieni|preferencj)",
        "cs": r"(?:přijmout|odmítnout|souhlasím se) vš\w+|oprávněn\w+ zájm|(?:používáme"
        r"|využíváme) (?:soubory )?cookies?|váš souhlas|(?:další|spravovat|podrobné) (?:možnosti|předvolby"
        r"|nastavení)",
        "sv": r"(?:godkänn|acceptera|avvisa|neka) all[at]|berättigat intresse"
        r"|(?:vi )?använder (?:vi )?(?:cookies|kakor)|ditt samtycke|(?:fler|hantera) (?:alternativ"
        r"|inställningar|val)",
        "da": r"(?:accept[eé]r|godkend|afvis) all[et]|legitim\w* interesse|(?:vi )?bruger (?:vi )?cookies"
        r"|dit samtykke|(?:flere|administrer) (?:valgmuligheder|indstillinger|præferencer)",
        "no": r"(?:godta|godkjenn|aksepter|avvis) alle?|berettiget interesse|(?:vi )?bruker (?:vi )?(?:cookies"
        r"|informasjonskapsler)|ditt samtykke|(?:flere|administrer) (?:alternativer|innstillinger|valg)",
        "fi": r"(?:hyväksy|hylkää|salli|kiellä) kaikki|oikeutettu etu|käytämme evästeitä|suostumukse(?:si|nne"
        r"|sta)|(?:lisää|hallitse) (?:vaihtoehtoja|asetuksia|valintoja)",
        "hu": r"(?:összes|minden)\w* (?:elfogad|elutasít)\w*|jogos érdek|(?:sütiket|cookie-kat) (?:használunk"
        r"|használ)|(?:az ön )?hozzájárulás(?:át|a)|(?:további|beállítások) (?:lehetőségek|kezelése)",
        "ro": r"(?:accept(?:ă|ați|are)?|respinge(?:ți)?|refuz\w*) to(?:ate|t)|interes\w* legitim|(?:folosim"
        r"|utilizăm) (?:module )?cookie|consimțământul|(?:mai multe|gestiona\w*) (?:opțiuni|preferințe\w*"
        r"|setări)",
        "el": r"(?:αποδοχή|απόρριψη) όλων|έννομ\w+ συμφέρον|χρησιμοποιούμε cookies|συγκατάθεσή σας"
        r"|(?:περισσότερες|διαχείριση) (?:επιλογ|προτιμ)\w+",
        "tr": r"(?:tümünü|hepsini) (?:kabul et|reddet)|meşru menfaat|çerez(?:ler(?:i)?)? (?:kullanıyoruz"
        r"|kullanırız|kullanmaktayız)|(?:açık )?rızanız|(?:diğer|tercihleri|çerezleri) (?:seçenekler"
        r"|yönet)",
        "ru": r"(?:принять|отклонить) вс[её]|законн\w+ интерес|(?:мы )?используем (?:файлы )?(?:cookie|куки)"
        r"|ваше(?:го)? согласи[ея]|(?:другие|управление|настроить) (?:параметры|варианты|настройками"
        r"|файлы)",
        "uk": r"(?:прийняти|відхилити) (?:все|усі|всі)|законн\w+ інтерес"
        r"|(?:ми )?використовуємо (?:файли )?(?:cookie|куки)|ваш(?:у|ої)? згод[иу]|(?:інші"
        r"|керувати) (?:параметри|налаштуваннями)",
        "ar": r"(?:قبول|رفض) (?:الكل|الجميع|جميع)|المصلحة المشروعة|نستخدم (?:ملفات|الكوكيز)|موافقتك|(?:خيارات"
        r"|المزيد من) (?:أخرى|الخيارات)|إدارة (?:الخيارات|التفضيلات)",
        "fa": r"(?:پذیرش|رد|قبول) همه|منافع مشروع|(?:ما )?از کوکی|رضایت شما|(?:گزینه‌?های بیشتر"
        r"|مدیریت (?:تنظیمات|گزینه))",
        "he": r"(?:קבל|קבלת|אישור|אשר|דחה|דחיית) (?:את )?ה?כול?|אינטרס לגיטימי|אנו משתמשים ב(?:קובצי|עוגיות"
        r"|-?cookies)|הסכמתך|(?:אפשרויות נוספות|ניהול (?:העדפות|הגדרות))",
        "hi": r"(?:सभी|सब) (?:स्वीकार|अस्वीकार) करें|वैध हित|(?:हम )?कुकीज़? का (?:उपयोग|इस्तेमाल)|आपकी सहमति"
        r"|(?:अधिक|और) विकल्प",
        "id": r"(?:terima|setujui|tolak) semua|kepentingan (?:yang )?sah|(?:kami )?menggunakan cookie"
        r"|persetujuan anda|(?:opsi lainnya|kelola (?:opsi|preferensi))",
        "vi": r"(?:chấp nhận|từ chối|đồng ý) tất cả|lợi ích hợp pháp|(?:chúng tôi )?sử dụng cookie"
        r"|sự đồng ý của bạn|(?:tùy chọn khác|quản lý (?:tùy chọn|cài đặt))",
        "th": r"(?:ยอมรับ|ปฏิเสธ)ทั้งหมด|ประโยชน์โดยชอบด้วยกฎหมาย|ใช้คุกกี้|ความยินยอม(?:ของคุณ)?"
        r"|(?:ตัวเลือกเพิ่มเติม|จัดการ(?:ตัวเลือก|การตั้งค่า))",
        "zh": r"(?:全部|一律)?(?:接受|拒绝|拒絕|同意)(?:全部|所有)|全部(?:接受|拒绝|拒絕|同意)|合法(?:权益|利益"
        r"|權益)|(?:我们|我們)?(?:会|會)?使用 ?cookie|您的同意|更多(?:选项|選項)|管理(?:选项|選項|偏好)",
        "ja": r"すべて(?:同意|承認|拒否|受け入れ)|Cookie ?とデータを使用|その他のオプション|同意(?:する|して)"
        r"|Cookie ?を使用",
        "ko": r"모두 (?:동의|수락|허용|거부)|정당한 이익|쿠키를 (?:사용|이용)|동의(?:합니다|하고 계속)"
        r"|(?:옵션 더보기|기타 옵션|설정 관리)",
    },
)
# What such notices say about partners, devices and purposes, whoever shows them.
PURPOSES = {
    "en": r"(?:we|us) and (?:our|\d{1,4}|up to \d{1,4})[^.]{0,20} partners|(?:our|\d{1,4}) (?:advertising "
    r"|trusted )?partners (?:store|use|may|process|and we)|(?:store"
    r"|access)[^.]{0,30} information on (?:a|your) device|personali[sz]ed (?:ads|advertis|content)"
    r"|(?:measurement of advertising|ad(?:vertising)? measurement)|audience (?:research|insights)"
    r"|unique identifiers|you (?:may|can) (?:consent|withdraw|object|change your (?:mind|choice"
    r"|preferences))|your (?:privacy )?choices?|(?:this|our) (?:web)?site uses cookies"
    r"|by (?:continuing|clicking|using)[^.]{0,60} (?:cookies|agree|consent)|(?:our|the) use of cookies"
    r"|(?:right to object|do not sell)",
    "de": r"wir und unsere (?:\d{1,4} )?(?:partner|werbepartner)|unsere (?:\d{1,4} )?partner"
    r"|informationen auf (?:einem|ihrem) gerät|personalisierte (?:werbung|anzeigen|inhalte)"
    r"|(?:anzeigen|werbe)messung|diese (?:website|seite|webseite) (?:verwendet|nutzt|benutzt) cookies"
    r"|berechtigte[ns]? interesse|ihre (?:auswahl|zustimmung|einwilligung)|datenschutzerklärung"
    r"|(?:jederzeit )?widerrufen|zielgruppenforschung",
    "fr": r"nous et nos (?:\d{1,4} )?(?:partenaires|fournisseurs)|nos (?:\d{1,4} )?partenaires"
    r"|informations sur (?:un|votre) (?:appareil|terminal)|(?:publicités?|contenus?"
    r"|annonces) personnalisée?s?|mesure (?:de performance|d['’]audience|des publicités)"
    r"|ce site utilise des cookies|vos choix|retirer votre consentement"
    r"|politique de (?:confidentialité|cookies)",
    "es": r"nosotros y nuestros (?:\d{1,4} )?(?:socios|proveedores)|nuestros (?:\d{1,4} )?socios"
    r"|información en (?:un|su|tu) dispositivo|(?:publicidad|anuncios|contenido)s? personalizad[oa]s?"
    r"|medición de (?:anuncios|publicidad|audiencia)|este sitio (?:web )?(?:utiliza|usa) cookies"
    r"|retirar (?:su|tu) consentimiento|política de (?:privacidad|cookies)|investigación de audiencia",
    "it": r"noi e i nostri (?:\d{1,4} )?(?:partner|fornitori)|nostri (?:\d{1,4} )?partner|informazioni (?:su"
    r"|sul) (?:un |tuo )?dispositivo|(?:pubblicità|annunci|contenuti) personalizzat[aio]"
    r"|misurazione (?:degli annunci|delle prestazioni|della pubblicità)"
    r"|questo sito (?:web )?(?:utilizza|usa) (?:i )?cookie|revocare il (?:tuo )?consenso|(?:cookie"
    r"|privacy) policy",
    "pt": r"nós e (?:os )?nossos (?:\d{1,4} )?parceiros|(?:nossos|os nossos) (?:\d{1,4} )?parceiros|informaç(?:ões"
    r"|ão) (?:em|num) (?:um |seu )?dispositivo|(?:publicidade|anúncios|conteúdos?) personalizad[oa]s?"
    r"|medição de (?:anúncios|publicidade|audiência)|este site (?:utiliza|usa) cookies"
    r"|retirar (?:o )?(?:seu )?consentimento|política de (?:privacidade|cookies)",
    "nl": r"wij en onze (?:\d{1,4} )?partners|onze (?:\d{1,4} )?partners|informatie op (?:een|uw|je) apparaat"
    r"|gepersonaliseerde (?:advertenties|content|reclame)|deze (?:web)?site (?:gebruikt"
    r"|maakt gebruik van) cookies|(?:uw|je) (?:keuzes?|toestemming)|advertentiemeting|(?:privacy"
    r"|cookie)(?:beleid|verklaring)",
    "pl": r"my i nasi (?:\d{1,4} )?partnerzy|nas(?:i|zych|zymi) (?:\d{1,4} )?(?:zaufan\w+ )?partner"
    r"|informacj\w+ na urządzeniu|spersonalizowan\w+ (?:reklam|treśc)|pomiar reklam|ta (?:strona"
    r"|witryna) (?:używa|korzysta)|pliki cookies?|wycofać (?:swoją )?zgodę|polity\w+ (?:prywatności"
    r"|cookies)|uzasadnion\w+ interes",
    "cs": r"my a naši (?:\d{1,4} )?partneři|naši(?:mi|ch)? (?:\d{1,4} )?partne|informac\w+ (?:v|na) zařízení"
    r"|personalizovan\w+ (?:reklam|obsah)|měření reklam|(?:tento web|tyto stránky) používá"
    r"|soubory cookie|odvolat souhlas|oprávněn\w+ zájm|zásady (?:ochrany|cookies)",
    "sv": r"vi och våra (?:\d{1,4} )?partner|våra (?:\d{1,4} )?partner|information på en enhet|(?:personanpassad"
    r"|anpassad)\w* (?:annons|reklam|innehåll)|denna (?:webbplats|sida|sajt) använder|ditt samtycke"
    r"|berättigat intresse|återkalla|(?:cookie|integritets)polic",
    "da": r"vi og vores (?:\d{1,4} )?(?:samarbejds)?partnere|vores (?:\d{1,4} )?(?:samarbejds)?partnere"
    r"|oplysninger på en enhed|(?:personlig|målrettet|tilpasset)\w* (?:annonc|indhold|reklame"
    r"|markedsføring)|dit samtykke|legitim\w* interesse|(?:cookie|privatlivs)politik",
    "no": r"vi og våre (?:\d{1,4} )?(?:samarbeids)?partnere|våre (?:\d{1,4} )?partnere|informasjon på (?:en"
    r"|din) enhet|(?:personlig|tilpasset)\w* (?:annons|innhold|reklame)|ditt samtykke"
    r"|berettiget interesse|informasjonskapsler|personvernerklæring",
    "fi": r"me ja (?:\d{1,4} )?kumppani|kumppani(?:mme|emme)|tietoja laittee|(?:kohdennet|personoi"
    r"|räätälöi)\w* (?:mainon|mainok|sisäl)|käytämme evästeitä|sivusto käyttää evästeitä|suostumukse"
    r"|oikeutettu etu|tietosuoja",
    "hu": r"mi és (?:\d{1,4} )?partner|partnereink|(?:készülék|eszköz)\w* (?:tárol|információ)"
    r"|személyre szabott (?:hirdetés|tartal)|sütiket (?:használ|kezel)|hozzájárul|jogos érdek"
    r"|adatvédelmi",
    "ro": r"noi și partenerii|parteneri(?:i|lor) noștri|informații(?:le)? (?:pe|de pe) (?:un )?dispozitiv"
    r"|(?:reclame|publicitate|conținut)\w* personalizat|acest site (?:folosește|utilizează)"
    r"|consimțământ|interes\w* legitim|politica de (?:confidențialitate|cookie)",
    "el": r"εμείς και οι (?:\d{1,4} )?συνεργάτες|(?:συνεργάτες|συνεργατών) μας|πληροφορί\w+ σε (?:μια )?συσκευή"
    r"|εξατομικευμέν\w+ (?:διαφήμισ|περιεχόμεν)|χρησιμοποιεί cookies|συγκατάθεσή|έννομο συμφέρον"
    r"|πολιτική (?:απορρήτου|cookies)",
    "tr": r"biz ve (?:\d{1,4} )?(?:iş )?ortak|(?:iş )?ortaklarımız|cihaz\w* (?:bilgi|sakla|depola)"
    r"|kişiselleştirilmiş (?:reklam|içerik)|çerez(?:ler)? (?:kullan|politika)|rızanız|onayınız"
    r"|meşru menfaat|gizlilik politika|aydınlatma metni",
    "ru": r"мы и наши (?:\d{1,4} )?партн[её]ры|наши(?:ми|х)? партн[её]р|информаци\w+ на (?:вашем )?устройств"
    r"|персонализированн\w+ (?:реклам|контент)|(?:сайт|мы) используе[тм] (?:файлы )?(?:cookie|куки)"
    r"|ваше согласие|политик\w+ (?:конфиденциальности|cookie|обработки)|законн\w+ интерес"
    r"|продолжая (?:использовать|пользоваться|просмотр)",
    "uk": r"ми та наші (?:\d{1,4} )?партнери|наш(?:і|их|ими) партнер|інформаці\w+ на (?:вашому )?пристро"
    r"|персоналізован\w+ (?:реклам|контент)|(?:сайт|ми) використовує(?:мо)? (?:файли )?(?:cookie|куки)"
    r"|вашу згоду|політик\w+ (?:конфіденційності|cookie)|законн\w+ інтерес",
    "ar": r"نحن وشركا|شركا(?:ئنا|ؤنا)|(?:المعلومات|معلومات) على (?:الجهاز|جهازك)|(?:إعلانات|محتوى) مخصص"
    r"|ملفات تعريف الارتباط|موافقتك|سياسة (?:الخصوصية|ملفات)|المصلحة المشروعة",
    "fa": r"ما و شرکا|شرکای ما|اطلاعات (?:روی|در) دستگاه|تبلیغات شخصی|(?:از )?کوکی‌? ?ها|رضایت شما"
    r"|سیاست (?:حفظ )?حریم",
    "he": r"אנו והשותפים|השותפים שלנו|מידע (?:על|ב)מכשיר|(?:פרסום|מודעות|תוכן) מותא|(?:ב|קובצי )?(?:עוגיות"
    r"|cookies)|הסכמתך|מדיניות (?:ה)?פרטיות",
    "hi": r"हम और हमारे (?:\d{1,4} )?(?:पार्टनर|भागीदार|साझेदार)|हमारे (?:पार्टनर|भागीदार|साझेदार)|(?:डिवाइस"
    r"|उपकरण) पर जानकारी|कुकीज़? का (?:उपयोग|इस्तेमाल)|आपकी सहमति|(?:गोपनीयता|प्राइवेसी) (?:नीति"
    r"|पॉलिसी)|वैयक्तिकृत",
    "id": r"kami dan (?:\d{1,4} )?mitra|mitra kami|informasi (?:di|pada) perangkat"
    r"|iklan (?:dan konten )?(?:yang )?dipersonalisasi|menggunakan cookie|persetujuan anda"
    r"|kebijakan (?:privasi|cookie)|kepentingan (?:yang )?sah",
    "vi": r"chúng tôi và (?:\d{1,4} )?(?:các )?đối tác|đối tác của chúng tôi|thông tin trên thiết bị"
    r"|quảng cáo (?:và nội dung )?(?:được )?cá nhân hóa|sử dụng cookie|sự đồng ý của bạn"
    r"|chính sách (?:bảo mật|quyền riêng tư|cookie)",
    "th": r"เราและพันธมิตร|พันธมิตรของเรา|ข้อมูลบนอุปกรณ์|โฆษณาที่ปรับ|(?:ใช้|นโยบาย)คุกกี้|ความยินยอม"
    r"|นโยบายความเป็นส่วนตัว",
    "zh": r"我们(?:和|及)(?:我们的)?(?:\d{1,4} ?(?:家|个)?)?合作伙伴|我們(?:和|及)(?:我們的)?合作夥伴"
    r"|设备上的信息|裝置上的資訊|个性化(?:广告|内容)|個人化(?:廣告|內容)|使用 ?cookie|您的同意|(?:隐私"
    r"|隱私)(?:政策|权政策|權政策)|cookie ?政策",
    "ja": r"当社と(?:\d{1,4} ?社の)?パートナー|パートナー(?:企業)?(?:と|は|が)|デバイス(?:上)?の情報"
    r"|パーソナライズ(?:された)?(?:広告|コンテンツ)|(?:cookie|クッキー) ?を(?:使用|利用)"
    r"|(?:プライバシー|クッキー|cookie) ?ポリシー|正当な利益|同意を(?:撤回|取り消)",
    "ko": r"당사와 (?:\d{1,4}(?:개의|개)? )?(?:파트너|협력사)|(?:당사|우리)의? 파트너|기기(?:의|에) 정보"
    r"|맞춤(?:형)? (?:광고|콘텐츠)|쿠키를 (?:사용|이용)|(?:귀하|회원님)의 동의|(?:개인정보"
    r"|쿠키) ?(?:처리방침|정책)",
}
# Each notice has one of these, in small letters; most articles have none.
CONSENT_STEMS = (
    "cookie", "kolačić", "kolačev", "sütik", "sušenk", "ciastecz", "çerez", "informasjonskaps", "evästeit", "куки",
    "クッキー", "쿠키", "คุกกี้", "隐私", "隱私", "कुकी", "کوکی", "ملفات تعريف", "עוגי", "legitimate interest",
    "our partners", "unsere partner", "nos partenaires", "nuestros socios", "nostri partner", "nossos parceiros",
    "onze partners",
)  # fmt: skip
