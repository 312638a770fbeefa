"""Pages that ask to log in."""

from agents.extract.interstitial.phrases.kind import Phrases

LOGIN = Phrases(
    titles={
        "en": r"(?:please )?(?:log|sign)[- ]?in(?: (?:to|or) .{1,60})?|login(?: required| page)?|member login"
        r"|subscriber (?:login|log in|only)|(?:create|register for) (?:a free |an |a |your )?account"
        r"|authentication required|welcome back",
        "de": r"(?:bitte )?(?:anmelden|einloggen)|anmeldung(?: erforderlich)?|login|(?:jetzt )?registrieren",
        "fr": r"(?:se )?connect(?:er|ez-vous)|connexion|identifi(?:ez-vous|cation)|s['’]identifier"
        r"|créer un compte",
        "es": r"(?:iniciar|inicia|inicie) sesión|acceder|ingresar|identifícate|regístrate",
        "it": r"acced(?:i|ere)|login|registrati",
        "pt": r"(?:iniciar sessão|entrar|fazer login|faça login|acesse sua conta|login)",
        "nl": r"inloggen|aanmelden|log in|account aanmaken|registreren",
        "pl": r"zaloguj(?: się)?|logowanie|zarejestruj się|rejestracja",
        "cs": r"přihlá(?:sit(?: se)?|šení)|registrace",
        "sv": r"logga in|skapa konto|inloggning",
        "da": r"log (?:ind|på)|opret (?:konto|bruger)",
        "no": r"logg (?:inn|på)|innlogging|opprett (?:konto|bruker)",
        "fi": r"kirjaudu(?: sisään)?|kirjautuminen|luo tili|rekisteröidy",
        "hu": r"bejelentkezés|belépés|regisztráció",
        "ro": r"autentificare|conectare|intră în cont|înregistrare",
        "el": r"(?:σύνδεση|είσοδος)(?: χρήστη| μελών)?|εγγραφή",
        "tr": r"(?:giriş(?: yap)?|oturum aç)|üye (?:girişi|ol)|kayıt ol",
        "ru": r"вход(?: на сайт| в систему)?|войти|авторизация|регистрация",
        "uk": r"вхід|увійти|авторизація|реєстрація",
        "ar": r"تسجيل (?:الدخول|دخول)|إنشاء حساب|الدخول",
        "fa": r"ورود(?: به (?:سایت|حساب))?|ثبت ?نام",
        "he": r"(?:התחבר(?:ות)?|כניסה|התחברו)|הרשמה",
        "hi": r"लॉग ?[-]?इन(?: करें)?|साइन ?इन(?: करें)?|पंजीकरण",
        "id": r"masuk|login|daftar(?: akun)?",
        "vi": r"đăng nhập|đăng ký",
        "th": r"(?:เข้าสู่ระบบ|ลงชื่อเข้าใช้|ล็อกอิน|สมัครสมาชิก)",
        "zh": r"(?:用户|会员|會員|使用者)?(?:登录|登入|登錄|注册|註冊)",
        "ja": r"ログイン|サインイン|会員登録",
        "ko": r"로그인|회원 ?가입",
    },
    texts={
        "en": r"forgot (?:your )?password|remember me|(?:log|sign) in (?:to|with)|don['’]t have an account"
        r"|create (?:an|your) account|password",
        "de": r"passwort (?:vergessen|zurücksetzen)|angemeldet bleiben|noch kein(?:en)? (?:konto|zugang|account)"
        r"|passwort",
        "fr": r"mot de passe(?: oublié)?|rester connecté|pas encore (?:de compte|inscrit|abonné)",
        "es": r"(?:olvid(?:aste|ó|ado) (?:tu|su) )?contraseña|recordarme|no tienes (?:una )?cuenta",
        "it": r"password(?: dimenticata)?|ricordami|non hai (?:ancora )?un account",
        "pt": r"(?:esquece(?:u|ste) (?:a|sua) )?(?:senha|palavra-passe)|lembrar[- ]me|não tem (?:uma )?conta",
        "nl": r"wachtwoord(?: vergeten)?|onthoud mij|(?:nog )?geen account",
        "pl": r"(?:nie pamiętasz|zapomniałeś|przypomnij) hasł\w+|hasło|zapamiętaj mnie"
        r"|nie masz (?:jeszcze )?konta",
        "cs": r"zapomenuté heslo|heslo|zapamatovat|nemáte (?:ještě )?účet",
        "sv": r"(?:glömt )?lösenord|kom ihåg mig|har du inget konto|inget konto",
        "da": r"(?:glemt )?adgangskode|husk mig|har du ikke en (?:konto|profil)",
        "no": r"(?:glemt )?passord|husk meg|har du ikke (?:en )?(?:konto|bruker)",
        "fi": r"(?:unohditko )?salasana\w*|muista minut|eikö sinulla ole",
        "hu": r"(?:elfelejtett )?jelszó\w*|emlékezz rám|nincs (?:még )?fiókja?",
        "ro": r"(?:ai uitat )?parola|ține-mă minte|nu ai (?:un )?cont",
        "el": r"(?:ξεχάσατε τον )?κωδικό\w*|να με θυμάσαι|δεν έχετε λογαριασμό",
        "tr": r"(?:şifremi|parolamı) unuttum|şifre|parola|beni hatırla|hesabınız yok mu",
        "ru": r"(?:забыли )?пароль|запомнить меня|нет (?:аккаунта|уч[её]тной записи)",
        "uk": r"(?:забули )?пароль|запам['’]ятати мене|немає (?:акаунта|облікового)",
        "ar": r"(?:نسيت )?كلمة (?:المرور|السر)|تذكرني|ليس لديك حساب",
        "fa": r"(?:فراموشی )?رمز عبور|(?:گذرواژه|کلمه عبور)|مرا به خاطر|حساب (?:کاربری )?ندارید",
        "he": r"(?:שכחת(?:י)? )?סיסמ[אה]|זכור אותי|אין לך חשבון",
        "hi": r"पासवर्ड(?: भूल गए)?|मुझे याद रखें|खाता नहीं है",
        "id": r"(?:lupa )?kata sandi|ingat saya|belum (?:punya|memiliki) akun",
        "vi": r"(?:quên )?mật khẩu|ghi nhớ|chưa có tài khoản",
        "th": r"(?:ลืม)?รหัสผ่าน|จดจำฉัน|ยังไม่มีบัญชี",
        "zh": r"(?:忘记|忘記)?密(?:码|碼)|(?:记住|記住)我|(?:没有|沒有|还没有)(?:账号|帐号|帳號)",
        "ja": r"パスワード(?:を忘れた)?|ログインしたままにする|会員登録",
        "ko": r"비밀번호(?: 찾기)?|(?:로그인 상태 유지|아이디 저장)|계정이 없",
    },
)
