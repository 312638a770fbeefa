"""Error pages of servers: maintenance, overload, rate limits."""

from agents.extract.interstitial.phrases.kind import Phrases

DOWN = Phrases(
    titles={
        "en": r"(?:error |http )*(?:500|502|503|504|52\d)(?:\W{0,3}(?:error|internal server error|bad gateway"
        r"|service (?:temporarily )?unavailable|gateway time-?out))*|(?:internal )?server error"
        r"|bad gateway|(?:service|site|website) (?:is )?(?:temporarily )?(?:unavailable|down)"
        r"|gateway time-?out|(?:(?:site |scheduled |down for )?maintenance(?: mode)?"
        r"|(?:site )?under maintenance|we(?:'|’)ll be (?:right )?back(?: soon)?)|something went wrong"
        r"|(?:an )?error (?:has )?occurred|application error|too many requests|(?:error )?429|error|oops",
        "de": r"(?:dienst|seite|website|service) (?:ist )?(?:vorübergehend |derzeit "
        r"|momentan )?nicht (?:verfügbar|erreichbar)|wartungs(?:arbeiten|modus)|interner serverfehler"
        r"|(?:es ist )?ein fehler (?:ist )?aufgetreten",
        "fr": r"(?:service|site) (?:temporairement |momentanément )?indisponible|(?:site )?en maintenance"
        r"|erreur (?:interne )?(?:du )?serveur|une erreur est survenue",
        "es": r"(?:servicio|sitio) (?:temporalmente )?no disponible|(?:sitio )?en mantenimiento"
        r"|error (?:interno )?del servidor|(?:se )?ha ocurrido un error",
        "it": r"(?:servizio|sito) (?:temporaneamente )?non disponibile|(?:sito )?in manutenzione"
        r"|errore (?:interno )?del server|si è verificato un errore",
        "pt": r"(?:serviço|site) (?:temporariamente )?indisponível|(?:site )?em manutenção"
        r"|erro (?:interno )?(?:do|no) servidor|ocorreu um erro",
        "nl": r"(?:dienst|site|website|service) (?:is )?(?:tijdelijk )?(?:niet (?:beschikbaar|bereikbaar)"
        r"|onbereikbaar)|onderhoud|interne serverfout|er (?:is iets|ging iets) (?:fout|mis)\w*(?: gegaan)?"
        r"|te veel (?:verzoeken|aanvragen)",
        "pl": r"(?:serwis|strona|usługa) (?:jest )?(?:tymczasowo |chwilowo )?niedostępn[ay]"
        r"|(?:przerwa techniczna|prace (?:techniczne|konserwacyjne))|(?:wewnętrzny )?błąd serwera"
        r"|wystąpił błąd|coś poszło nie tak|zbyt wiele żądań",
        "cs": r"(?:služba|stránka|web|stránky) (?:je |jsou )?(?:dočasně |momentálně )?nedostupn[áýé]"
        r"|(?:probíhá )?údržba|(?:interní )?chyba serveru|(?:došlo k|nastala) chyb[aě]"
        r"|příliš mnoho požadavků",
        "sv": r"(?:tjänsten|sidan|webbplatsen) (?:är )?(?:tillfälligt |för närvarande )?(?:otillgänglig"
        r"|ur funktion|nere)|(?:pågående )?underhåll|(?:internt )?serverfel|(?:ett fel|något gick fel"
        r"|ett fel har) ?(?:har )?(?:uppstått|inträffat)?|för många förfrågningar",
        "da": r"(?:tjenesten|siden|hjemmesiden) (?:er )?(?:midlertidigt )?(?:utilgængelig|nede|ude af drift)"
        r"|(?:vedligeholdelse|vi opdaterer)|(?:intern )?serverfejl|der (?:opstod|er opstået|skete) en fejl"
        r"|noget gik galt|for mange (?:anmodninger|forespørgsler)",
        "no": r"(?:tjenesten|siden|nettstedet) (?:er )?(?:midlertidig )?(?:utilgjengelig|nede|ute av drift)"
        r"|vedlikehold|(?:intern )?(?:serverfeil|tjenerfeil)|(?:det oppstod|det har oppstått) en feil"
        r"|noe gikk galt|for mange forespørsler",
        "fi": r"(?:palvelu|sivu(?:sto)?) (?:on |ei ole )?(?:tilapäisesti |väliaikaisesti )?(?:poissa käytöstä"
        r"|käytettävissä)|(?:huolto(?:katko|tauko|työt)?|ylläpito)|(?:sisäinen )?palvelinvirhe"
        r"|(?:tapahtui virhe|jokin meni vikaan|virhe)|liian monta pyyntöä",
        "hu": r"(?:a )?(?:szolgáltatás|oldal|weboldal) (?:átmenetileg |jelenleg )?nem (?:elérhető|érhető el)"
        r"|karbantartás(?: alatt)?|(?:belső )?(?:kiszolgáló|szerver)hiba|hiba történt|valami (?:hiba"
        r"|elromlott)|túl sok kérés",
        "ro": r"(?:serviciul|site-ul|serviciu|site) (?:este )?(?:temporar |momentan )?indisponibil|(?:în"
        r"|lucrări de) mentenanță|(?:site )?în întreținere|eroare (?:internă )?(?:de |a )?server(?:ului)?"
        r"|a apărut o eroare|ceva nu a (?:mers|funcționat).{0,10}|prea multe (?:cereri|solicitări)",
        "el": r"(?:η υπηρεσία|ο ιστότοπος|υπηρεσία) (?:δεν είναι|είναι"
        r"|προσωρινά)? ?(?:προσωρινά )?(?:μη )?διαθέσιμ[ηος]|(?:εργασίες )?συντήρηση[ς]?"
        r"|(?:εσωτερικό )?σφάλμα διακομιστή|παρουσιάστηκε (?:κάποιο )?σφάλμα|κάτι πήγε στραβά"
        r"|πάρα πολλά αιτήματα",
        "tr": r"(?:hizmet|site|servis|sayfa) (?:şu anda |geçici olarak )?(?:kullanılamıyor|hizmet dışı|kapalı)"
        r"|bakım (?:çalışması|modu)|bakımdayız|(?:dahili )?sunucu hatası|(?:bir )?hata oluştu"
        r"|bir şeyler (?:ters|yanlış) gitti|çok fazla istek",
        "ru": r"(?:сервис|сайт|страница) (?:временно )?(?:недоступ(?:ен|на)|не работает)|(?:технические"
        r"|профилактические) работы|(?:внутренняя )?ошибка (?:на )?сервер[аe]|(?:произошла"
        r"|возникла) ошибка|что-то пошло не так|слишком (?:много|частые) запрос(?:ов|ы)",
        "uk": r"(?:сервіс|сайт|сторінка) (?:тимчасово )?(?:недоступ(?:ний|на)|не працює)|(?:технічні"
        r"|профілактичні) роботи|(?:внутрішня )?помилка сервера|(?:сталася|виникла) помилка"
        r"|щось пішло не так|забагато запитів",
        "ar": r"(?:الخدمة|الموقع) غير (?:متوفرة?|متاحة?)(?: (?:حالي[اً]+|مؤقت[اً]+))?|(?:الموقع )?(?:تحت"
        r"|قيد) الصيانة|خطأ (?:داخلي )?في (?:الخادم|السيرفر)|حدث خطأ(?: ما)?|طلبات كثيرة",
        "fa": r"(?:سرویس|سایت) (?:موقتا(?:ً)? )?(?:در دسترس نیست|از دسترس خارج)|(?:سایت )?در (?:حال"
        r"|دست) (?:تعمیر|به ?روزرسانی)|خطای (?:داخلی )?سرور|خطایی رخ داد(?:ه است)?",
        "he": r"(?:השירות|האתר) (?:אינו|לא) (?:זמין|פעיל)(?: (?:כרגע|זמנית))?|(?:האתר )?בתחזוקה"
        r"|שגיאת? שרת(?: פנימית)?|(?:אירעה|התרחשה) שגיאה|משהו השתבש",
        "hi": r"(?:सेवा|साइट|वेबसाइट) (?:अस्थायी रूप से )?(?:अनुपलब्ध|उपलब्ध नहीं)(?: है)?|रखरखाव(?: जारी)?"
        r"|सर्वर त्रुटि|(?:कोई )?(?:त्रुटि|गड़बड़ी) (?:हुई|हो गई)|कुछ गलत हो गया",
        "id": r"(?:layanan|situs|halaman) (?:sementara )?tidak (?:tersedia|dapat diakses)|(?:dalam"
        r"|sedang) (?:pemeliharaan|perbaikan|perawatan)|kesalahan (?:internal )?server|terjadi kesalahan"
        r"|terlalu banyak permintaan",
        "vi": r"(?:dịch vụ|trang web|trang) (?:tạm thời |hiện )?không (?:khả dụng|hoạt động|truy cập được)"
        r"|(?:đang )?bảo trì(?: hệ thống)?|lỗi máy chủ(?: nội bộ)?|(?:đã )?(?:xảy ra|có) lỗi(?: xảy ra)?"
        r"|quá nhiều yêu cầu",
        "th": r"(?:บริการ|เว็บไซต์|ระบบ)(?:ไม่พร้อมใช้งาน|ขัดข้อง)(?:ชั่วคราว)?|(?:อยู่ระหว่าง"
        r"|ปิด)?(?:การ)?(?:ปรับปรุง|บำรุงรักษา)(?:ระบบ|เว็บไซต์)|เซิร์ฟเวอร์ขัดข้อง"
        r"|(?:เกิด)?ข้อผิดพลาด(?:เกิดขึ้น)?|คำขอมากเกินไป",
        "zh": r"(?:服务|服務|网站|網站|系统|系統)(?:暂时|暫時|正在|临时)?(?:不可用|无法访问|無法使用|维护中"
        r"|維護中|维护|維護)|(?:系统|系統|网站|網站)?(?:维护|維護)(?:中)?|(?:内部)?(?:服务器"
        r"|伺服器)(?:内部)?(?:错误|錯誤|繁忙)|(?:发生|發生|出现|出現)(?:了)?(?:错误|錯誤)|(?:出错|出錯)了"
        r"|(?:请求|請求|访问|操作)(?:过于|過於|太)(?:频繁|頻繁|多)",
        "ja": r"(?:ただいま)?メンテナンス中(?:です)?|サービス(?:は|が)?(?:一時的に)?(?:利用できません"
        r"|停止して(?:い|おり)ます)|(?:内部)?サーバー ?エラー|エラーが発生しました",
        "ko": r"(?:서비스|사이트|페이지)(?:를|가|는)? ?(?:일시적으로 )?(?:이용할 수 없습니다|중단"
        r"|점검 ?중)(?:되었습니다|입니다)?|(?:시스템|서비스|서버) ?점검(?: ?중)?(?: ?안내)?"
        r"|(?:내부 )?서버 (?:오류|에러)|오류가 발생(?:했습니다|하였습니다)|요청이 너무 많습니다",
    },
    texts={
        "en": r"temporarily (?:unavailable|unable|down|overloaded)|(?:scheduled|planned|undergoing|down for"
        r"|performing)[^.]{0,30}maintenance|try again (?:later|in a (?:few|moment))|internal server error"
        r"|server (?:encountered|is (?:currently|temporarily)|error)|we(?:'|’)ll be back"
        r"|we are working (?:on|to)|(?:backend|origin) (?:fetch|server)|(?:guru meditation|nginx"
        r"|varnish cache server|apache server at|cloudfront)|too many requests|rate limit",
        "de": r"(?:versuchen sie es|bitte)[^.]{0,40}(?:später|erneut)|wartungsarbeiten|(?:vorübergehend|derzeit"
        r"|momentan) nicht (?:verfügbar|erreichbar)",
        "fr": r"(?:réessay(?:er|ez)|revenir)[^.]{0,30}(?:plus tard|quelques|ultérieurement)"
        r"|en (?:cours de )?maintenance|temporairement indisponible",
        "es": r"(?:inténtel?[oe]|intente|vuelva a intentarlo|prueb[ae])[^.]{0,30}(?:más tarde|de nuevo"
        r"|nuevamente)|en mantenimiento|temporalmente",
        "it": r"(?:riprova|riprovare|riprovi)(?: più tardi| tra)?|in manutenzione|temporaneamente",
        "pt": r"tente (?:novamente|de novo|mais tarde)|em manutenção|temporariamente",
        "nl": r"probeer(?: het)?[^.]{0,30}(?:later|opnieuw)|onderhoud|tijdelijk niet (?:beschikbaar|bereikbaar)"
        r"|te veel (?:verzoeken|aanvragen)",
        "pl": r"spróbuj(?:cie)?[^.]{0,30}(?:później|ponownie)|(?:przerwa|prace) (?:techniczn|konserwacyjn)"
        r"|tymczasowo niedostępn|zbyt wiele (?:żądań|zapytań)",
        "cs": r"zkuste[^.]{0,30}(?:později|znovu)|údržb|dočasně nedostupn|příliš mnoho požadavků",
        "sv": r"försök[^.]{0,30}(?:senare|igen)|underhåll|tillfälligt|för många förfrågningar",
        "da": r"prøv[^.]{0,30}(?:senere|igen)|vedligehold|midlertidigt|for mange (?:anmodninger|forespørgsler)",
        "no": r"prøv[^.]{0,30}(?:senere|igjen|på nytt)|vedlikehold|midlertidig|for mange forespørsler",
        "fi": r"(?:yritä|kokeile)[^.]{0,30}(?:myöhemmin|uudelleen)|huolto|ylläpito|tilapäisesti|väliaikaisesti"
        r"|liian monta pyyntöä",
        "hu": r"(?:próbálja|kérjük)[^.]{0,40}(?:később|újra)|karbantart|átmenetileg|túl sok kérés",
        "ro": r"(?:încercați|încearcă|reveniți)[^.]{0,30}(?:mai târziu|din nou)|mentenanță|întreținere|temporar"
        r"|prea multe (?:cereri|solicitări)",
        "el": r"(?:δοκιμάστε|προσπαθήστε)[^.]{0,30}(?:αργότερα|ξανά)|συντήρηση|προσωρινά|πάρα πολλά αιτήματα",
        "tr": r"(?:lütfen )?(?:daha )?sonra (?:tekrar )?dene|bakım|geçici olarak|çok fazla istek",
        "ru": r"(?:попробуйте|повторите|зайдите)[^.]{0,40}(?:позже|позднее|снова)|технические работы"
        r"|временно недоступ|слишком (?:много|частые) запрос",
        "uk": r"(?:спробуйте|повторіть|завітайте)[^.]{0,40}(?:пізніше|знову|ще раз)|технічні роботи"
        r"|тимчасово недоступ|забагато запитів",
        "ar": r"(?:حاول|يرجى المحاولة|المحاولة)[^.]{0,30}(?:لاحق|مرة أخرى)|(?:أعمال )?(?:ال)?صيانة|مؤقت[اً]+"
        r"|طلبات كثيرة",
        "fa": r"(?:بعدا|بعداً|دوباره|مجددا)[^.]{0,20}(?:تلاش|امتحان|مراجعه)|تعمیر|به ?روزرسانی|موقتا",
        "he": r"(?:נסו|נסה|אנא נסו)[^.]{0,20}(?:מאוחר|שוב)|תחזוקה|זמנית",
        "hi": r"(?:बाद में|पुनः|फिर से)[^।]{0,20}(?:प्रयास|कोशिश)|रखरखाव|अस्थायी",
        "id": r"(?:coba|silakan)[^.]{0,20}(?:lagi|nanti)|pemeliharaan|perbaikan|sementara"
        r"|terlalu banyak permintaan",
        "vi": r"(?:thử lại|quay lại)(?: sau)?|bảo trì|tạm thời|quá nhiều yêu cầu",
        "th": r"(?:ลอง|โปรดลอง|กรุณาลอง)(?:ใหม่|อีกครั้ง)|ปรับปรุง|บำรุงรักษา|ชั่วคราว",
        "zh": r"(?:请|請)?(?:稍后|稍後|稍候|过后|晚些)(?:再|重)(?:试|試|访问)|(?:维护|維護)|(?:暂时|暫時)(?:无法"
        r"|無法|不可)|(?:服务器|伺服器)(?:繁忙|错误|錯誤)|(?:过于|過於|太)(?:频繁|頻繁)",
        "ja": r"しばらく(?:して|経って|時間をおいて|お待ち)|時間をおいて|メンテナンス|再度(?:お試し|アクセス)",
        "ko": r"(?:잠시 후|나중에|다시)[^.]{0,20}(?:시도|이용|방문)|점검|일시적(?:으로|인)|요청이 너무 많",
    },
)
