"""Pages in the place of an article, as their services and sites serve them, and articles that resemble them."""

from tests.support.articles.extract import SENTENCE

CLOUDFLARE = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta name="robots" content="noindex,nofollow"><meta http-equiv="refresh" content="390"></head><body class="no-js">
<div class="main-wrapper" role="main"><div class="main-content"><noscript><div id="challenge-error-title">
<div class="h2"><span id="challenge-error-text">Enable JavaScript and cookies to
continue</span></div></div></noscript>
</div></div><script>(function(){window._cf_chl_opt={cvId:'3',cZone:"www.daily-example.com",cType:'managed'};})();
</script></body></html>"""
CLOUDFLARE_OLD = """<html><head><title>Attention Required! | Cloudflare</title></head><body><div id="cf-wrapper">
<h1 data-translate="block_headline">Sorry, you have been blocked</h1><h2>You are unable to access
daily-example.com</h2>
<div id="cf-error-details"><h2>Why have I been blocked?</h2><p>This website is using a security
service to protect itself
from online attacks. The action you just performed triggered the security solution.</p>
<p>Cloudflare Ray ID: <strong>7d2f</strong></p></div></div></body></html>"""
DDOS_GUARD = """<html><head><title>DDoS-Guard</title></head><body><div
class="container"><h1>Checking your browser before
accessing daily-example.com</h1><p>Please wait a few seconds. Once this check is complete, the website will open
automatically</p></div><script src="/.well-known/ddos-guard/js-challenge/index.js"></script></body></html>"""
HUMAN = """<html><head><title>Access to this page has been denied</title></head><body><section class="container">
<div class="customer-logo"></div><h1>Please verify you are a human</h1><div
id="px-captcha"></div><p>Access to this page has
been denied because we believe you are using automation tools to browse the website.</p><p>Reference ID: #1b2c</p>
<script>window._pxAppId='PX1';</script></section></body></html>"""
DATADOME = """<html lang="en"><head><title>daily-example.com</title><style>#cmsg{animation: A 1.5s;}</style></head>
<body style="margin:0"><p id="cmsg">Please enable JS and disable any ad blocker</p><script
data-cfasync="false">var dd={
'rt':'c','cid':'AHrl','host':'geo.captcha-delivery.com'}</script><script src="https://ct.captcha-delivery.com/c.js">
</script></body></html>"""
AKAMAI = """<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't
have permission to access
"http&#58;&#47;&#47;www&#46;daily&#45;example&#46;com&#47;story" on this server.<P>Reference&#32;&#35;18&#46;2d351ab8
<P>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net&#47;18&#46;2d351ab8</BODY></HTML>"""
IMPERVA = """<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head><body
style="margin:0px"><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=9" frameborder=0>Request unsuccessful.
Incapsula incident ID: 443000270-1234</iframe></body></html>"""
AWS_WAF = """<!DOCTYPE html><html lang="en"><head><title>Human
Verification</title><script>window.awsWafCookieDomainList
= [];window.gokuProps = {"key":"AQID"};</script></head><body><div
id="captcha-container"></div><noscript><h1>JavaScript
is disabled</h1>In order to continue, we need to verify that you're not a robot. This requires JavaScript. Enable
JavaScript and then reload the page.</noscript></body></html>"""
GOOGLE_SORRY = """<html><head><title>https://www.google.com/search</title></head><body><div
id="infoDiv">About this page
<br>Our systems have detected unusual traffic from your computer network. This page checks to see if it's really you
sending the requests, and not a robot.</div><form action="/sorry/index"></form></body></html>"""


def simple(title: str, *texts: str, lang: str = "en", head: str = "") -> str:
    """Return a page of a title, the same as a heading, and paragraphs."""
    body = "".join(f"<p>{text}</p>" for text in texts)
    return f"<html lang='{lang}'><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"


MENU = (
    "<nav>" + "".join(f"<a href='/{name}'>{name}</a> " for name in ("World", "Sports", "Opinion", "Log in")) + "</nav>"
)
NOINDEX = "<meta name='robots' content='noindex'>"

ROBOT_CHECKS = {
    "Cloudflare": CLOUDFLARE,
    "Cloudflare, blocked": CLOUDFLARE_OLD,
    "DDoS-Guard": DDOS_GUARD,
    "HUMAN": HUMAN,
    "DataDome": DATADOME,
    "Akamai": AKAMAI,
    "Imperva": IMPERVA,
    "AWS WAF": AWS_WAF,
    "Google": GOOGLE_SORRY,
    "en": simple("Checking your browser", "This process is automatic. Please allow up to 5 seconds. Enable cookies."),
    "de": simple(
        "Einen Moment, bitte", "Ihr Browser wird überprüft. Bestätigen Sie, dass Sie ein Mensch sind.", lang="de"
    ),
    "fr": simple(
        "Un instant…", "Vérification que vous êtes un humain. Cela peut prendre quelques secondes.", lang="fr"
    ),
    "es": simple("Un momento…", "Verificando que eres un ser humano. Puede tardar unos segundos.", lang="es"),
    "it": simple("Un momento…", "Verifica che tu sia un essere umano: che non sei un robot.", lang="it"),
    "pt": simple("Um momento…", "Verificando se você é humano. Isso pode levar alguns segundos.", lang="pt"),
    "ja": simple(
        "しばらくお待ちください...", "人間であることを確認しています。接続のセキュリティを確認しています。", lang="ja"
    ),
}
DENIED = {
    "en": simple("403 Forbidden", "You don't have permission to access this resource."),
    "de": simple("Zugriff verweigert", "Sie haben keine Berechtigung, auf diese Seite zuzugreifen.", lang="de"),
    "fr": simple("Accès refusé", "Vous n'avez pas l'autorisation d'accéder à cette page.", lang="fr"),
    "es": simple("Acceso denegado", "No tiene permiso para acceder a esta página.", lang="es"),
    "it": simple("Accesso negato", "Non hai il permesso di accedere a questa pagina.", lang="it"),
    "pt": simple("Acesso negado", "Você não tem permissão para acessar esta página.", lang="pt"),
    "ja": simple("アクセスが拒否されました", "このページへのアクセス権限がありません。", lang="ja"),
    "law": simple("Access denied", "This content is not available in your region. We are engaged on the issue."),
}
CONSENT_WALLS = {
    "en": simple(
        "Before you continue to Google",
        "We use cookies and data to deliver and maintain our services and to track outages.",
        "If you choose to “Accept all,” we will also use cookies and data to develop new services.",
        "If you choose to “Reject all,” we will not use cookies for these additional purposes.",
        "Select “More options” to see additional information. Non-personalised content is influenced by the content.",
    ),
    "yahoo": simple(
        "Yahoo is part of the Yahoo family of brands",
        "When you use our sites and apps, we use cookies. " + "Cookies allow the operators of websites to store. " * 30,
        "If you click 'Accept all', we and our partners will also store and/or access information on a device.",
        "If you do not want us to use cookies, click 'Reject all'. Or click 'Manage privacy settings'.",
    ),
    "de": simple(
        "Bevor Sie fortfahren",
        "Wir verwenden Cookies und Daten. Alle akzeptieren. Alle ablehnen. Weitere Optionen.",
        lang="de",
    ),
    "fr": simple(
        "Avant d'accéder à YouTube",
        "Nous utilisons des cookies. Tout refuser. Tout accepter. Plus d'options.",
        lang="fr",
    ),
    "es": simple(
        "Antes de ir a Google", "Usamos cookies y datos. Rechazar todo. Aceptar todo. Más opciones.", lang="es"
    ),
    "it": simple(
        "Prima di continuare", "Utilizziamo i cookie e i dati. Rifiuta tutto. Accetta tutto. Altre opzioni.", lang="it"
    ),
    "pt": simple(
        "Antes de continuar", "Utilizamos cookies e dados. Rejeitar tudo. Aceitar tudo. Mais opções.", lang="pt"
    ),
    "ja": simple(
        "Google に進む前に",
        "Google は Cookie とデータを使用します。すべて拒否。すべて同意。その他のオプション。",
        lang="ja",
    ),
    "Sourcepoint": "<html><head><title>Daily Example</title><script "
    "src='https://cdn.privacy-mgmt.com/wrapper.js'></script>"
    "</head><body><div id='sp_message_container_1'></div><p>Loading</p></body></html>",
}
FORM = "<form><input name='email'><input type='password'></form>"
LOGIN_WALLS = {
    "en": simple("Log in | Daily Example", f"Log in to continue reading.{FORM} Forgot your password?"),
    "de": simple("Anmelden", f"Bitte melden Sie sich an.{FORM} Passwort vergessen?", lang="de"),
    "fr": simple("Connexion - Le Quotidien", f"Connectez-vous.{FORM} Mot de passe oublié ?", lang="fr"),
    "es": simple("Iniciar sesión", f"Escriba su correo.{FORM} ¿Olvidó su contraseña?", lang="es"),
    "it": simple("Accedi", f"Inserisci la tua email.{FORM} Password dimenticata?", lang="it"),
    "pt": simple("Entrar", f"Digite seu e-mail.{FORM} Esqueceu a senha?", lang="pt"),
    "ja": simple("ログイン", f"メールアドレスを入力してください。{FORM} パスワードを忘れた方", lang="ja"),
}
MISSING = {
    "en": simple("404 - Page not found | Daily Example", "Sorry, the page you are looking for does not exist."),
    "en, with a menu": simple(
        "Page Not Found - Daily Example",
        f"{MENU}The page you requested could not be found. It may have been "
        f"moved or deleted. Go back to the home page.",
        "Most read today: council approves plan; ferries are back; storm destroys two piers.",
    ),
    "en, gone": simple("410 Gone", "The requested resource is no longer available on this server."),
    "en, without a title": "<html><head><title>Daily Example</title>"
    + NOINDEX
    + "</head><body><p>We couldn't find the page "
    "you were looking for. Check the URL, or go back to the home page.</p></body></html>",
    "de": simple(
        "Seite nicht gefunden", "Die gewünschte Seite existiert nicht mehr. Zurück zur Startseite.", lang="de"
    ),
    "fr": simple("Page introuvable", "La page que vous demandez n'existe plus. Retour à l'accueil.", lang="fr"),
    "es": simple("Página no encontrada", "La página que busca no existe. Volver a la portada.", lang="es"),
    "it": simple("Pagina non trovata", "La pagina che cerchi non esiste o è stata rimossa.", lang="it"),
    "pt": simple("Página não encontrada", "A página que procura não existe ou foi removida.", lang="pt"),
    "ja": simple("ページが見つかりません", "お探しのページは削除されたか、移動した可能性があります。", lang="ja"),
    "nl": simple("Pagina niet gevonden", "De pagina die u zoekt bestaat niet meer.", lang="nl"),
    "ru": simple("Страница не найдена", "Страница, которую вы ищете, не существует.", lang="ru"),
    "pl": simple("Nie znaleziono strony", "Strona, której szukasz, nie istnieje.", lang="pl"),
}
DOWN = {
    "en": simple("503 Service Temporarily Unavailable", "nginx"),
    "en, maintenance": simple(
        "We'll be back soon", "The site is down for scheduled maintenance. Please try again later."
    ),
    "en, gateway": simple("502 Bad Gateway", "The server encountered a temporary error."),
    "de": simple(
        "Wartungsarbeiten", "Die Seite ist derzeit nicht erreichbar. Bitte versuchen Sie es später.", lang="de"
    ),
    "fr": simple("Service indisponible", "Veuillez réessayer plus tard.", lang="fr"),
    "es": simple("Servicio no disponible", "Inténtelo de nuevo más tarde.", lang="es"),
    "it": simple("Sito in manutenzione", "Riprova più tardi.", lang="it"),
    "pt": simple("Site em manutenção", "Tente novamente mais tarde.", lang="pt"),
    "ja": simple("メンテナンス中です", "しばらく時間をおいて再度アクセスしてください。", lang="ja"),
}
SHELLS = {
    "React": "<html><head><title>Daily Example</title></head><body><noscript>You "
    "need to enable JavaScript to run this app."
    "</noscript><div id='root'></div><script src='/static/main.js'></script></body></html>",
    "Vue": "<html><head><title>News</title></head><body><noscript><strong>We're "
    "sorry but news doesn't work properly without "
    "JavaScript enabled. Please enable it to continue.</strong></noscript><div id='app'></div></body></html>",
    "de": "<html><body><noscript>Bitte aktivieren Sie JavaScript.</noscript><div id='app'></div></body></html>",
    "ja": "<html><body><noscript>JavaScriptを有効にしてください。</noscript><div id='app'></div></body></html>",
}
KINDS = {
    "a robot check": ROBOT_CHECKS,
    "a refusal of access": DENIED,
    "a consent wall": CONSENT_WALLS,
    "a login wall": LOGIN_WALLS,
    "an error page for a page that does not exist": MISSING,
    "an error page of a server": DOWN,
    "an application that needs JavaScript": SHELLS,
}

# A title and a text of each kind in the further languages of news, as sites serve them with status 200.
FURTHER: dict[str, dict[str, tuple[str, str]]] = {
    "a robot check": {
        "pl": ("Chwileczkę…", "Potwierdź, że jesteś człowiekiem. Sprawdzamy bezpieczeństwo połączenia."),
        "sv": ("Ett ögonblick…", "Bekräfta att du är en människa innan du går vidare till sidan."),
        "tr": ("Bir dakika lütfen…", "Devam etmek için insan olduğunuzu doğrulayın."),
        "ru": ("Один момент…", "Подтвердите, что вы человек. Это займёт несколько секунд."),
        "ar": ("لحظة من فضلك…", "تأكد من أنك إنسان قبل المتابعة إلى الموقع."),
        "zh": ("请稍候…", "正在进行安全验证，请确认您是真人后继续访问。"),
        "ko": ("잠시만 기다려 주세요…", "계속하려면 사람임을 확인해 주십시오."),
    },
    "a refusal of access": {
        "nl": ("Toegang geweigerd", "U hebt geen toestemming om deze pagina te bekijken."),
        "uk": ("Доступ заборонено", "У вас немає прав для перегляду цієї сторінки."),
        "fa": ("دسترسی غیرمجاز", "شما اجازه دسترسی به این صفحه را ندارید؛ اجازه دسترسی ندارید."),
        "en-451": ("451: Unavailable due to legal reasons", "We recognise that you are visiting from a country of the "
                   "European Economic Area, where the General Data Protection Regulation applies."),
        "en-eu": ("Daily Example", "Unfortunately, our website is currently unavailable in most European countries. "
                  "We are looking at options for readers in the European Union, as the GDPR requires."),
    },
    "a consent wall": {
        "cs": ("Než budete pokračovat", "Používáme soubory cookie a údaje. Přijmout vše. Odmítnout vše."),
        "da": ("Før du fortsætter", "Vi bruger cookies og data. Accepter alle. Afvis alle. Flere valgmuligheder."),
        "el": ("Πριν συνεχίσετε", "Χρησιμοποιούμε cookies και δεδομένα. Αποδοχή όλων. Απόρριψη όλων."),
        "hu": ("Mielőtt továbblép", "Sütiket használunk. Az összes elfogadása. Az összes elutasítása."),
        "vi": ("Trước khi bạn tiếp tục", "Chúng tôi sử dụng cookie. Chấp nhận tất cả. Từ chối tất cả. Tùy chọn khác."),
        "zh": ("在继续之前", "我们使用 Cookie 和数据。全部接受。全部拒绝。更多选项。"),
    },
    "a login wall": {
        "pl": ("Zaloguj się", f"Podaj adres e-mail. {FORM} Nie pamiętasz hasła?"),
        "fi": ("Kirjaudu sisään", f"Anna sähköpostiosoite. {FORM} Unohditko salasanasi?"),
        "ru": ("Вход на сайт", f"Введите адрес. {FORM} Забыли пароль?"),
        "ko": ("로그인", f"이메일을 입력하세요. {FORM} 비밀번호 찾기"),
    },
    "an error page for a page that does not exist": {
        "cs": ("Stránka nenalezena", "Stránka, kterou hledáte, neexistuje nebo byla přesunuta."),
        "sv": ("Sidan hittades inte", "Sidan du söker finns inte längre eller har flyttats."),
        "da": ("Siden blev ikke fundet", "Artiklen findes ikke længere. Gå til forsiden."),
        "no": ("Fant ikke siden", "Siden du leter etter finnes ikke eller er flyttet."),
        "fi": ("Sivua ei löytynyt", "Etsimäsi sivu on poistettu tai siirretty. Palaa etusivulle."),
        "hu": ("Az oldal nem található", "A keresett oldal nem létezik vagy megszűnt."),
        "ro": ("Pagina nu a fost găsită", "Pagina căutată nu există sau a fost ștearsă."),
        "el": ("Η σελίδα δεν βρέθηκε", "Η σελίδα που ζητήσατε δεν υπάρχει πια."),
        "tr": ("Sayfa bulunamadı", "Aradığınız sayfa mevcut değil ya da kaldırılmış."),
        "uk": ("Сторінку не знайдено", "Сторінка, яку ви шукаєте, не існує або видалена."),
        "ar": ("الصفحة غير موجودة", "الصفحة التي تبحث عنها غير موجودة أو تم حذفها."),
        "fa": ("صفحه مورد نظر یافت نشد", "صفحه‌ای که به دنبال آن هستید وجود ندارد."),
        "he": ("הדף לא נמצא", "הדף שחיפשת אינו קיים או הוסר."),
        "hi": ("पेज नहीं मिला", "आप जो पेज खोज रहे हैं वह उपलब्ध नहीं है या हटा दिया गया है।"),
        "id": ("Halaman tidak ditemukan", "Halaman yang Anda cari tidak tersedia. Kembali ke beranda."),
        "vi": ("Không tìm thấy trang", "Trang bạn tìm không tồn tại hoặc đã bị xóa."),
        "th": ("ไม่พบหน้าที่คุณค้นหา", "หน้านี้ถูกลบหรือย้ายไปแล้ว กลับไปหน้าหลัก"),
        "zh": ("页面不存在", "抱歉，您访问的页面不存在或已删除。返回首页"),
        "ko": ("페이지를 찾을 수 없습니다", "요청하신 페이지가 삭제되었거나 주소가 변경되었습니다."),
        "en-expired": ("This article has expired", "The article that you are looking for is no longer available."),
        "de-expired": ("Artikel nicht mehr verfügbar", "Dieser Artikel ist abgelaufen und wurde entfernt."),
    },
    "an error page of a server": {
        "nl": ("Onderhoud", "De website is tijdelijk niet bereikbaar. Probeer het later opnieuw."),
        "ru": ("Технические работы", "Сайт временно недоступен. Попробуйте позже."),
        "ar": ("الموقع تحت الصيانة", "يرجى المحاولة لاحقا، الموقع قيد الصيانة."),
        "zh": ("系统维护中", "网站正在维护，请稍后再试。"),
        "ko": ("서비스 점검 중", "시스템 점검으로 일시적으로 이용할 수 없습니다."),
    },
    "a check of the reader's age": {
        "en": ("Age verification", "You must be at least 18 years old to view this page. Enter your date of birth."),
        "de": ("Altersprüfung", "Dieser Inhalt ist nur für Erwachsene. Bitte geben Sie Ihr Geburtsdatum ein."),
        "ja": ("年齢確認", "あなたは18歳以上ですか。生年月日を入力してください。"),
    },
    "an application that needs JavaScript": {
        "en": ("Daily Example", "Loading…"),
        "es": ("El Diario", "Cargando noticia..."),
        "ru": ("Новости", "Загрузка..."),
        "zh": ("日报", "正在加载..."),
        "ja": ("日報", "読み込み中です"),
        "hi": ("समाचार", "लोड हो रहा है..."),
        "pl": ("Gazeta", "<noscript>Włącz obsługę JavaScript w przeglądarce.</noscript>"),
        "ko": ("신문", "<noscript>자바스크립트를 활성화해 주세요.</noscript>"),
    },
}  # fmt: skip
for kind, pages in FURTHER.items():
    KINDS.setdefault(kind, {}).update({
        f"{name}, further": simple(title, text, lang=name[:2]) for name, (title, text) in pages.items()
    })  # fmt: skip

DATED = "<meta property='article:published_time' content='2021-03-23T10:00:00Z'>"
ARTICLES = {
    "on Cloudflare": simple(
        "Cloudflare outage takes thousands of sites down",
        "Visitors saw only the words “Checking your browser”, or were asked to verify that they are human.",
        *[SENTENCE] * 4,
    ),
    "on robot checks, with the scripts of one": simple(
        "Just a moment: how robot checks took over the web",
        "“Enable JavaScript and cookies to continue” is what more and more readers see. " + SENTENCE,
        *[SENTENCE * 2] * 8,
        head="<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"
        "<script src='https://js.datadome.co/tags.js'></script><script>window._pxAppId='PX1'</script>",
    ),
    "on cookies": simple(
        "Your privacy",
        "The regulator fined three sites on Monday. Their banners had a large "
        "button “Accept all” and a hidden “Reject all”.",
        *[SENTENCE * 2] * 10,
        head=DATED,
    ),
    "a recipe": simple(
        "Cookies | Food | Daily Example", *[f"Mix the butter and the sugar for step {n}." for n in range(9)]
    ),
    "on an error": simple(
        "404",
        "The restaurant that calls itself 404 opened on Monday in the old harbour, and nobody could find a table.",
        "Its owner says that the name was a joke of her daughter, who writes software. " + SENTENCE,
        SENTENCE,
    ),
    "short and dated": simple("Page not found", "The page of the diary could not be found, police said.", head=DATED),
    "short": simple("Access denied to harbour", "The port refused three ships on Monday. " + SENTENCE * 2),
    "paid, with a form to log in": simple(
        "Council approves plan", SENTENCE * 2, f"Log in to read on.{FORM} Forgot your password?"
    ),
    "on maintenance": simple(
        "Maintenance of bridges costs millions", SENTENCE * 3, "The bridge is closed for maintenance."
    ),
    "on moments, in German": simple(
        "Einen Moment, bitte",
        "Der Dirigent hob die Hand, und das Orchester verstummte am Montag für eine Minute. " * 3,
        lang="de",
    ),
    "with a notice to readers without scripts": simple(
        "Council approves plan", "<noscript>Please enable JavaScript.</noscript>", *[SENTENCE] * 4
    ),
    "on a fine for consent walls": simple(
        "Watchdog fines three sites for their banners",
        "The watchdog fined three sites for banners with a button “Accept all” and a hidden “Reject all”.",
        "“We use cookies for advertising, and your consent counts”, one site had told readers. It did not.",
        "The law on cookies and legitimate interest has been in force for three years. " + SENTENCE,
    ),
    "on age checks": simple(
        "Age verification",
        "Shops must ask buyers of fireworks whether they are at least 18 years old, the court ruled on Monday. "
        + SENTENCE * 3,
        SENTENCE * 3,
        head=DATED,
    ),
    "on loading": simple(
        "Loading ends at midnight", "Loading of the ferries ends at midnight, the port said on Monday."
    ),
    "in Polish, on a strike": simple(
        "Przerwa techniczna kosztowała miliony",
        "Kolej stanęła w poniedziałek na trzy godziny, a przerwa kosztowała przewoźników miliony złotych. " * 4,
        lang="pl",
    ),
    "in Japanese": simple(
        "市議会が計画を承認", "市議会は月曜日、三年以上にわたる議論の末に計画を承認した。" * 5, lang="ja"
    ),
}
