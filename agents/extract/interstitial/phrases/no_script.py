"""Notices to readers without scripts, in pages that a script would fill, and the placeholders that others see."""

NO_SCRIPT = {
    "en": r"(?:enable|turn on|activate|allow) (?:your )?(?:browser['’]s )?java ?script|java ?script (?:is"
    r"|must be|needs to be|seems to be) (?:disabled|required|enabled|turned)|(?:requires|need to have"
    r"|need|without) java ?script",
    "de": r"(?:aktivieren sie|aktiviere|schalten sie)[^.]{0,20}java ?script"
    r"|java ?script[^.]{0,30}(?:aktivier|deaktiviert|erforderlich|benötigt)",
    "fr": r"activ(?:er|ez)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:désactivé|activé|requis"
    r"|nécessaire)",
    "es": r"(?:habilit|activ)[ae]r?[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:desactivado|deshabilitado"
    r"|habilitado|necesario)",
    "it": r"(?:abilit|attiv)[ai](?:re)?[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:disabilitato"
    r"|disattivato|abilitato|necessario)",
    "pt": r"(?:habilit|ativ)[ae]r?[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:desativado|desabilitado"
    r"|habilitado|necessário)",
    "nl": r"(?:schakel|zet)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:uitgeschakeld|inschakelen"
    r"|ingeschakeld)",
    "pl": r"(?:włącz|aktywuj)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:wyłączon|włączon|wymagan)",
    "cs": r"(?:povolte|zapněte|aktivujte)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:vypnut|povolen"
    r"|vyžad)",
    "sv": r"(?:aktivera|slå på)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:avaktiver|inaktiver|aktiver"
    r"|krävs)",
    "da": r"(?:aktiv[eé]r|slå)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:deaktiver|aktiver|slået"
    r"|kræves)",
    "no": r"(?:aktiver|slå på)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:deaktiver|aktiver|slått"
    r"|kreves)",
    "fi": r"(?:ota|salli)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:käyttöön|pois|vaatii|tarvitaan)"
    r"|vaatii java ?script",
    "hu": r"(?:engedélyezze|kapcsolja be)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:engedélyez"
    r"|kikapcsol|szükséges|letilt)",
    "ro": r"(?:activați|activează)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:dezactivat|activat"
    r"|necesar)",
    "el": r"ενεργοποιήσ\w+[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:ενεργοποι|απενεργοποι|απαιτείται)",
    "tr": r"java ?script['’]?\w{0,3}[^.]{0,30}(?:etkinleştir|açın|devre dışı|gerekli|kapalı)",
    "ru": r"(?:включите|активируйте|разрешите)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:отключ|выключ"
    r"|включ|необходим)",
    "uk": r"(?:увімкніть|ввімкніть|активуйте)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:вимкн|увімкн"
    r"|потрібен)",
    "ar": r"(?:تفعيل|تمكين|فعّل|بتفعيل)[^.]{0,20}(?:java ?script|جافا ?سكر[يب]+ت)|(?:java ?script"
    r"|جافا ?سكر[يب]+ت)[^.]{0,30}(?:معطل|غير مفعل|مطلوب)",
    "fa": r"(?:java ?script|جاوا ?اسکریپت)[^.]{0,30}(?:فعال|غیرفعال|نیاز)",
    "he": r"(?:הפעל|להפעיל|יש לאפשר|אפשר)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:מופעל|כבוי|נדרש"
    r"|מושבת)",
    "hi": r"(?:java ?script|जावा ?स्क्रिप्ट)[^।]{0,30}(?:सक्षम|चालू|सक्रिय|आवश्यक)",
    "id": r"(?:aktifkan|nyalakan|hidupkan)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:dinonaktifkan"
    r"|diaktifkan|diperlukan)",
    "vi": r"(?:bật|kích hoạt)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:bị tắt|bật|vô hiệu)",
    "th": r"(?:เปิด|ใช้งาน)[^.]{0,20}java ?script|java ?script[^.]{0,20}(?:ถูกปิด|เปิดใช้)",
    "zh": r"(?:启用|啟用|开启|開啟|打开|允许)[^。]{0,10}java ?script"
    r"|java ?script[^。]{0,15}(?:已?(?:被)?(?:禁用|停用|关闭|關閉)|启用|啟用)|(?:需要"
    r"|不支持) ?java ?script",
    "ja": r"java ?script ?(?:を|が)(?:有効|無効|オン|必要)",
    "ko": r"java ?script(?:를|을|가)?[^.]{0,20}(?:활성화|사용|켜|비활성|필요|허용)|자바 ?스크립트(?:를|을"
    r"|가)?[^.]{0,20}(?:활성화|사용|켜|필요|허용)",
}
# The whole of a text, but for its punctuation.
LOADING = {
    "en": r"(?:the )?(?:page|content|article|story|app)?(?: is)? ?loading(?: (?:page|content|article|story"
    r"|app|data))?|please (?:wait|stand by)(?: while .{0,40})?|one moment(?:,? please)?"
    r"|fetching (?:article|content|data)",
    "de": r"(?:wird |seite wird |inhalt wird |artikel wird )?(?:geladen|lädt|laden)(?: bitte warten)?"
    r"|bitte warten",
    "fr": r"(?:chargement|en cours de chargement)(?: (?:en cours|de la page|de l['’]article))?"
    r"|veuillez patienter|patientez",
    "es": r"cargando(?: (?:página|contenido|artículo|noticia))?|espere(?:,? por favor)?|un momento",
    "it": r"(?:caricamento|in caricamento)(?: in corso)?|attendere(?: prego)?",
    "pt": r"(?:carregando|a carregar)(?: (?:página|conteúdo))?|aguarde",
    "nl": r"(?:bezig met )?laden|(?:wordt )?geladen|even geduld",
    "pl": r"(?:ładowanie|wczytywanie|trwa ładowanie)(?: strony)?|proszę czekać",
    "cs": r"načít(?:ání|á se|ám)|prosím čekejte",
    "sv": r"laddar|hämtar|vänta",
    "da": r"(?:indlæser|henter)|vent venligst",
    "no": r"laster(?: inn)?|vennligst vent",
    "fi": r"ladataan|odota",
    "hu": r"betöltés(?: folyamatban)?|töltés|kérjük várjon",
    "ro": r"se încarcă|încărcare",
    "el": r"φόρτωση|περιμένετε",
    "tr": r"yükleniyor|lütfen bekleyin",
    "ru": r"(?:идёт |идет )?загрузка|загружается|подождите",
    "uk": r"(?:йде )?завантаження|завантажується|зачекайте",
    "ar": r"جار[ٍيى]? ?(?:ال)?تحميل|(?:يتم )?التحميل|يرجى الانتظار",
    "fa": r"(?:در حال )?بارگ(?:ذ|ز)اری|لطفا صبر کنید",
    "he": r"טוען|בטעינה",
    "hi": r"लोड (?:हो रहा है|हो रही है|किया जा रहा है)|कृपया प्रतीक्षा करें",
    "id": r"(?:sedang )?memuat|mohon tunggu",
    "vi": r"đang tải|vui lòng chờ",
    "th": r"กำลังโหลด|โปรดรอ|กรุณารอ",
    "zh": r"(?:正在)?(?:加载|加載|載入|读取|讀取)(?:中)?|(?:请|請)稍(?:候|等|后|後)",
    "ja": r"(?:ただいま)?(?:読み?込み|ロード)中(?:です)?|お待ちください",
    "ko": r"(?:로딩|불러오는|로드) ?중(?:입니다)?|잠시만 기다려 ?주세요",
}
