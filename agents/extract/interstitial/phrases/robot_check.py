"""Checks for robots: Cloudflare and the like."""

from agents.extract.interstitial.phrases.kind import Phrases

ROBOT_CHECK = Phrases(
    titles={
        "en": r"just a moment|one moment,? please|please wait|attention required"
        r"|checking your browser(?: before accessing.*)?|(?:security|browser|bot|human) (?:check"
        r"|verification|challenge)|verif(?:y|ying) (?:that )?you are (?:a )?human|are you (?:a )?(?:robot"
        r"|human)|ddos-guard|robot check|captcha(?: challenge)?|pardon our interruption"
        r"|making sure you(?:'|’)re not a bot|(?:vercel )?security checkpoint"
        r"|please verify you are a human|bot or not|you have been blocked|sorry, you have been blocked"
        r"|client challenge",
        "de": r"einen moment(?:,? bitte)?|nur einen moment|bitte warten|sicherheits(?:überprüfung|prüfung"
        r"|abfrage)|sind sie ein (?:mensch|roboter)|ihr browser wird überprüft",
        "fr": r"un instant|un moment,? s['’]il vous pla[iî]t|veuillez patienter|vérification de sécurité"
        r"|vérification de votre navigateur|êtes-vous un (?:humain|robot)",
        "es": r"un momento(?:,? por favor)?|espere(?:,? por favor)?|comprobación de seguridad"
        r"|verificación de seguridad|comprobando (?:su|tu) navegador|¿?eres (?:humano|un robot)",
        "it": r"un momento|attendere(?: prego)?|verifica di sicurezza|controllo di sicurezza|sei un (?:umano"
        r"|robot)",
        "pt": r"um momento(?:,? por favor)?|aguarde|verificação de segurança|verificando (?:o )?seu navegador",
        "nl": r"een moment geduld|even geduld|beveiligingscontrole",
        "pl": r"chwileczkę|proszę czekać|(?:weryfikacja|kontrola) bezpieczeństwa|czy jesteś (?:człowiekiem"
        r"|robotem)|sprawdzanie przeglądarki",
        "cs": r"okamžik(?:,? prosím)?|moment(?:,? prosím)?|počkejte prosím|(?:bezpečnostní kontrola"
        r"|ověření zabezpečení)|ověřte,? že jste člověk",
        "sv": r"ett ögonblick(?: ?,? tack)?|vänta(?: lite)?|säkerhets(?:kontroll|verifiering)"
        r"|är du en (?:människa|robot)",
        "da": r"et øjeblik|vent venligst|sikkerheds(?:kontrol|tjek)|er du et menneske",
        "no": r"et øyeblikk|vennligst vent|sikkerhets(?:kontroll|sjekk)|er du et menneske",
        "fi": r"hetkinen|odota(?: hetki)?|turvatarkist(?:us|e)|oletko (?:ihminen|robotti)",
        "hu": r"egy pillanat(?: türelmet)?|kérjük,? várjon|biztonsági ellenőrzés|ön ember\?",
        "ro": r"(?:doar )?un moment|vă rugăm așteptați|verificare de securitate|ești (?:om|robot)",
        "el": r"μια στιγμή|παρακαλώ περιμένετε|έλεγχος ασφαλείας|επαλήθευση ασφαλείας",
        "tr": r"bir dakika(?: lütfen)?|lütfen bekleyin|güvenlik (?:kontrolü|doğrulaması)|robot musunuz"
        r"|tarayıcınız kontrol ediliyor",
        "ru": r"один момент|подождите|проверка (?:браузера|безопасности)",
        "uk": r"хвилинку|зачекайте|перевірка (?:браузера|безпеки)|підтвердьте,? що ви людина",
        "ar": r"لحظة(?: من فضلك)?|يرجى الانتظار|التحقق الأمني|فحص الأمان|هل أنت (?:إنسان|روبوت)",
        "fa": r"یک لحظه|لطفا(?:ً)? صبر کنید|بررسی امنیتی",
        "he": r"רק רגע|רגע אחד|אנא המתן|בדיקת אבטחה|אימות אבטחה",
        "hi": r"(?:बस )?एक (?:क्षण|पल|मिनट)|कृपया प्रतीक्षा करें|सुरक्षा (?:जांच|जाँच|सत्यापन)",
        "id": r"tunggu sebentar|mohon tunggu|(?:pemeriksaan|verifikasi) keamanan|apakah anda (?:manusia|robot)",
        "vi": r"chờ một chút|vui lòng (?:chờ|đợi)|kiểm tra bảo mật|xác minh bảo mật",
        "th": r"(?:โปรด|กรุณา)รอ(?:สักครู่)?|รอสักครู่|การตรวจสอบความปลอดภัย",
        "zh": r"请稍候|請稍候|安全(?:检查|验证|檢查|驗證)|(?:请|請)稍(?:等|候|后|後)|人机(?:验证|身份验证)"
        r"|人機驗證|访问验证|验证码",
        "ja": r"しばらくお待ちください|少々お待ちください|お待ちください|セキュリティ(?:チェック|検証|確認)"
        r"|ロボットではありません",
        "ko": r"잠시만 기다리십시오|보안 확인|잠시만 기다려 ?주(?:세요|십시오)|로봇이 아닙니다|자동 ?입력 ?방지"
        r"|보안 (?:검사|점검)",
    },
    texts={
        "en": r"checking (?:your browser|if the site connection is secure)|verif(?:y"
        r"|ying) (?:that )?you are (?:a |not a )?(?:human|robot|bot)|verify you(?:'|’)re (?:a )?human"
        r"|enable (?:javascript and cookies|cookies and javascript) to continue"
        r"|needs to review the security of your connection|unusual traffic from your (?:computer )?network"
        r"|complete the (?:security check|captcha|action below)|prove (?:that )?you(?:'"
        r"|’)?(?: a)?re (?:not a robot|human)|please solve this captcha|press (?:&|and) hold|ray id"
        r"|ddos protection by|performance (?:&|and) security by cloudflare|why have i been blocked"
        r"|used to detect and block (?:bots|automated)|you (?:might|may) be (?:a bot|a robot)"
        r"|something about your browser made us think you (?:were|are) a bot|before we can (?:proceed"
        r"|continue)|automated (?:access|traffic|requests?) (?:to|from)|incapsula incident id"
        r"|protected by (?:datadome|imperva|perimeterx|human)|you(?:'|’)re not a (?:robot|bot)"
        r"|protects? itself (?:from|against) (?:online attacks|bots)",
        "de": r"(?:ihr|der) browser wird (?:überprüft|geprüft)|bestätigen sie,? dass sie (?:ein mensch"
        r"|kein roboter)|javascript und cookies,? um fortzufahren|ungewöhnlichen? (?:datenverkehr|traffic"
        r"|zugriffe)|sicherheit ihrer verbindung|dass sie (?:ein mensch sind|kein roboter sind)"
        r"|leistung und sicherheit durch cloudflare",
        "fr": r"vérifi(?:cation|ez|er|ons) (?:que vous êtes|de) (?:un |votre )?(?:humain|navigateur|être humain)"
        r"|activer javascript et les cookies pour continuer|trafic inhabituel"
        r"|que vous n['’]êtes pas un robot|sécurité de votre connexion|vous êtes (?:bien )?un (?:humain"
        r"|être humain)",
        "es": r"(?:verifica(?:r|mos|ndo)?|comprob(?:ar|ando)|confirm[ae]r?) (?:que )?(?:eres|es"
        r"|usted es) (?:un )?(?:ser )?humano|habilit[ae] javascript y (?:las )?cookies para continuar"
        r"|tráfico (?:inusual|poco habitual)|que no eres un robot|seguridad de (?:su|tu) conexión"
        r"|comprobando (?:su|tu) navegador",
        "it": r"verific(?:a|are|hiamo) (?:che )?(?:tu )?(?:sei|sia|di essere) (?:un )?(?:essere )?umano"
        r"|abilita javascript e (?:i )?cookie per continuare|traffico (?:insolito|anomalo)"
        r"|che non sei un robot|sicurezza della (?:tua )?connessione",
        "pt": r"(?:verific(?:ar|ando|amos)|confirm(?:ar|e)) (?:se |que )?(?:você )?(?:é"
        r"|não é) (?:um )?(?:ser )?(?:humano|robô)|(?:ative"
        r"|habilite) (?:o )?javascript e (?:os )?cookies para continuar|tráfego incomum"
        r"|segurança da sua conexão",
        "nl": r"controleren of u een mens bent|javascript en cookies in om door te gaan",
        "pl": r"potwierdź,? że (?:jesteś człowiekiem|nie jesteś robotem)|sprawdzamy (?:twoją przeglądarkę"
        r"|bezpieczeństwo)|włącz javascript i (?:pliki )?cookie|nietypowy ruch"
        r"|bezpieczeństwo (?:twojego )?połączenia",
        "cs": r"ověřte,? že (?:jste člověk|nejste robot)|kontrolujeme (?:váš prohlížeč|zabezpečení)"
        r"|povolte javascript a (?:soubory )?cookie|neobvykl\w+ provoz|zabezpečení vašeho připojení",
        "sv": r"bekräfta att du (?:är (?:en )?människa|inte är (?:en )?robot)|kontrollerar (?:din webbläsare"
        r"|säkerheten)|aktivera javascript och cookies|ovanlig trafik|säkerheten (?:för|i) din anslutning",
        "da": r"bekræft,? at du (?:er (?:et )?menneske|ikke er (?:en )?robot)|kontrollerer (?:din browser"
        r"|sikkerheden)|aktiv[eé]r javascript og cookies|usædvanlig trafik|sikkerheden (?:på|af"
        r"|i) din forbindelse",
        "no": r"bekreft at du (?:er (?:et )?menneske|ikke er (?:en )?robot)|kontrollerer (?:nettleseren"
        r"|sikkerheten)|aktiver javascript og (?:cookies|informasjonskapsler)|uvanlig trafikk"
        r"|sikkerheten (?:til|på|for) tilkoblingen",
        "fi": r"vahvista,? että (?:olet ihminen|et ole robotti)|tarkist(?:amme|etaan) (?:selain|yhtey)"
        r"|ota javascript ja evästeet käyttöön|epätavallista liikennettä|yhteytesi turvallisuu",
        "hu": r"erősítse meg,? hogy (?:ön ember|nem robot)|ellenőrizzük (?:a|az ön) (?:böngésző|kapcsolat)"
        r"|engedélyezze a javascriptet és a (?:sütiket|cookie)|szokatlan forgal"
        r"|kapcsolat(?:ának)? biztonság",
        "ro": r"(?:confirmă|confirmați|verifică(?:m)?) că (?:ești|sunteți|nu ești|nu sunteți) (?:un )?(?:om|uman"
        r"|robot)|verificăm (?:browser|securitatea)|activați javascript și cookie|trafic neobișnuit"
        r"|securitatea conexiunii",
        "el": r"επιβεβαιώστε ότι (?:είστε άνθρωπος|δεν είστε ρομπότ)|ελέγχουμε (?:το πρόγραμμα περιήγησης"
        r"|την ασφάλεια)|ενεργοποιήστε (?:τη |την )?javascript και τα cookies|ασυνήθιστη κίνηση"
        r"|ασφάλεια της σύνδεσής",
        "tr": r"(?:insan|robot olmadığınızı) (?:olduğunuzu )?doğrula|insan olduğunuzu|robot olmadığınızı"
        r"|tarayıcınız (?:kontrol|denetle)|javascript ve çerezleri etkinleştir|olağan dışı trafik"
        r"|bağlantınızın güvenliği",
        "ru": r"подтвердите,? что вы (?:человек|не робот)|включите javascript и (?:файлы )?cookie"
        r"|подозрительный трафик|проверяем (?:ваш браузер|безопасность)|вы не робот"
        r"|запросы,? поступившие с вашего|автоматические запросы|безопасность (?:вашего )?(?:подключения"
        r"|соединения)",
        "uk": r"підтвердьте,? що ви (?:людина|не робот)|перевіряємо (?:ваш браузер|безпеку)"
        r"|увімкніть javascript і (?:файли )?cookie|незвичайний трафік|безпек\w+ вашого з['’]єднання"
        r"|ви не робот",
        "ar": r"تأكد من أنك (?:إنسان|لست روبوت)|(?:تحقق|التحقق|نتحقق) من (?:أنك|متصفحك|أمان)|(?:تمكين|فعّل"
        r"|بتفعيل|قم بتفعيل) (?:javascript|جافا سكريبت)|حركة (?:مرور )?غير (?:معتادة|عادية)|أمان اتصالك"
        r"|أنك لست روبوت",
        "fa": r"(?:تأیید|تایید) کنید که (?:انسان|ربات نیستید)|(?:ربات|روبات) نیستید|بررسی (?:مرورگر|امنیت)"
        r"|جاوا ?اسکریپت و کوکی|ترافیک غیر ?عادی|امنیت اتصال",
        "he": r"(?:אשר|אמת|ודא) (?:ש|כי )אתה (?:אדם|אנושי|לא רובוט)|אינך רובוט|בודקים את (?:הדפדפן|אבטחת)"
        r"|הפעל javascript|תנועה חריגה|אבטחת החיבור",
        "hi": r"(?:पुष्टि|सत्यापित) करें कि आप (?:मानव|इंसान|रोबोट नहीं)|आप (?:इंसान|मानव) हैं|रोबोट नहीं हैं"
        r"|आपके? ब्राउज़र की (?:जांच|जाँच)|javascript और कुकीज़|असामान्य ट्रैफ़?िक|कनेक्शन की सुरक्षा",
        "id": r"(?:verifikasi|pastikan|konfirmasi) bahwa anda (?:adalah )?(?:manusia|bukan robot)"
        r"|anda bukan robot|memeriksa (?:browser|peramban|keamanan)|aktifkan javascript dan cookie"
        r"|lalu lintas (?:yang )?tidak biasa|keamanan koneksi",
        "vi": r"xác (?:minh|nhận) (?:rằng )?bạn (?:là (?:con )?người|không phải (?:là )?(?:robot|người máy))"
        r"|kiểm tra (?:trình duyệt|bảo mật)|bật javascript và cookie|lưu lượng (?:truy cập )?bất thường"
        r"|bảo mật (?:của )?kết nối",
        "th": r"ยืนยันว่าคุณ(?:เป็นมนุษย์|ไม่ใช่(?:หุ่นยนต์|บอท))|(?:กำลัง)?ตรวจสอบ(?:เบราว์เซอร์|ความปลอดภัย)"
        r"|เปิดใช้(?:งาน)? ?javascript และคุกกี้|การรับส่งข้อมูลที่ผิดปกติ|ความปลอดภัยของการเชื่อมต่อ",
        "zh": r"验证您是(?:真人|人类)|驗證您是(?:真人|人類)|检查您的连接|启用 ?JavaScript ?和 ?Cookie"
        r"|确认您?(?:是真人|不是机器人)|您?不是機器人|(?:异常|異常)(?:流量|访问|請求|请求)|(?:完成"
        r"|进行)(?:安全)?验证|拖动滑块|滑块验证|检查您的浏览器|连接(?:是否)?安全|訪問過於頻繁|访问过于频繁"
        r"|(?:启用|啟用) ?javascript ?(?:和|与|與) ?cookie",
        "ja": r"人間であることを|ロボットではない(?:こと)?を?|接続のセキュリティを確認|通常と異なるトラフィック"
        r"|JavaScript ?と ?Cookie ?を有効|ブラウザを?(?:確認|チェック)して",
        "ko": r"사람인지 확인|연결의 보안을 검토|로봇이 아닙니다|사람임을 확인|브라우저를 확인"
        r"|비정상적인 (?:트래픽|접근|요청)|javascript와 쿠키|자동화된 (?:요청|접근)|자동 ?입력 ?방지",
    },
)
