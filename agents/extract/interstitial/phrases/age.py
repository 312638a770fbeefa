"""Checks of a reader's age."""

from agents.extract.interstitial.phrases.kind import Phrases

AGE = Phrases(
    titles={
        "en": r"age (?:verification|check|gate|confirmation|restricted)|(?:verify|confirm) your age"
        r"|are you (?:over |at least )?\d\d(?: or older| years old)?|adult content",
        "de": r"alters(?:prüfung|verifikation|nachweis|kontrolle|abfrage|bestätigung)|sind sie (?:über "
        r"|mindestens )?\d\d(?: jahre alt)?",
        "fr": r"vérification de l['’]âge|avez-vous (?:plus de )?\d\d ans|contenu (?:pour|réservé aux) adultes",
        "es": r"verificación de (?:la )?edad|¿?(?:eres|es) mayor de (?:edad|\d\d)(?: años)?",
        "it": r"verifica (?:dell['’]età|età)|hai (?:più di|compiuto) \d\d anni|sei maggiorenne",
        "pt": r"verificação (?:de|da) idade|(?:tem|você tem) mais de \d\d anos|é maior de idade",
        "nl": r"leeftijds(?:controle|verificatie)|ben je (?:ouder dan )?\d\d(?: jaar)?(?: of ouder)?",
        "pl": r"weryfikacja wieku|czy masz (?:ukończone )?\d\d lat",
        "cs": r"ověření věku|je vám (?:více než )?\d\d let",
        "sv": r"ålders(?:kontroll|verifiering)|är du över \d\d(?: år)?",
        "da": r"alders(?:kontrol|verificering|bekræftelse)|er du (?:over|fyldt) \d\d(?: år)?",
        "no": r"alders(?:kontroll|bekreftelse|grense)|er du over \d\d(?: år)?",
        "fi": r"ikärajatarkistus|iän (?:tarkistus|varmistus)|oletko (?:yli )?\d\d",
        "hu": r"életkor (?:ellenőrzés|megerősítés)e?|elmúltál \d\d",
        "ro": r"verificare(?:a)? (?:a )?vârst(?:ei|ă)|ai peste \d\d(?: de)? ani",
        "el": r"επαλήθευση ηλικίας|είστε άνω των \d\d",
        "tr": r"yaş (?:doğrulama(?:sı)?|kontrolü)|\d\d yaşından büyük müsünüz",
        "ru": r"(?:проверка|подтверждение|подтвердите) (?:вашего |свой )?возраст[а]?"
        r"|вам (?:уже )?(?:есть )?\d\d(?: лет)?",
        "uk": r"(?:перевірка|підтвердження|підтвердьте) (?:вашого |свій )?вік[у]?"
        r"|вам (?:уже )?(?:є )?\d\d(?: років)?",
        "ar": r"التحقق من (?:العمر|السن)|هل عمرك.{0,20}",
        "fa": r"تأیید سن|تایید سن",
        "he": r"אימות גיל",
        "hi": r"(?:आयु|उम्र) (?:सत्यापन|की पुष्टि)",
        "id": r"verifikasi (?:usia|umur)",
        "vi": r"xác (?:minh|nhận) (?:độ )?tuổi",
        "th": r"(?:การ)?ยืนยันอายุ",
        "zh": r"(?:年龄|年齡)(?:验证|驗證|确认|確認)",
        "ja": r"年齢(?:確認|認証)",
        "ko": r"(?:성인|연령|나이) ?(?:인증|확인)",
    },
    texts={
        "en": r"(?:you (?:must|need to) be|i am|are you|are) (?:at least |over |older than )?(?:1[68]|21)"
        r"|(?:1[68]|21) years (?:of age|old|or older)|(?:enter|confirm) your (?:date of birth|age)"
        r"|intended for adults",
        "de": r"(?:mindestens|über|unter|ab) (?:1[68]) jahre|geburtsdatum|volljährig|(?:nur )?für erwachsene",
        "fr": r"(?:plus de|moins de|au moins) 18 ans|date de naissance|majeure?s?\b|réservé aux adultes",
        "es": r"mayor(?:es)? de (?:edad|18)|(?:más de )?18 años|fecha de nacimiento",
        "it": r"(?:più di |almeno |maggiori di )?18 anni|maggiorenn\w|data di nascita",
        "pt": r"(?:mais de |maior(?:es)? de )18|18 anos|data de nascimento",
        "nl": r"(?:ouder dan |minstens )?18 jaar|geboortedatum|volwassenen",
        "pl": r"(?:ukończyłem |ukończone )?18 lat|data urodzenia|pełnoletni",
        "cs": r"18 let|datum narození|plnolet",
        "sv": r"18 år|födelsedatum",
        "da": r"18 år|fødselsdato",
        "no": r"18 år|fødselsdato",
        "fi": r"18[- ]?vuot|syntymäaika|täysi-ikäi",
        "hu": r"18\.? év|születési dátum|elmúltam",
        "ro": r"18 ani|data nașterii|major",
        "el": r"(?:άνω των )?18|ημερομηνία γέννησης|ενηλίκ",
        "tr": r"18 yaş|doğum tarihi",
        "ru": r"18 лет|дат[уа] рождения|совершеннолетн|18\+",
        "uk": r"18 років|дат[уа] народження|повнолітн|18\+",
        "ar": r"18 (?:عام|سنة)|تاريخ (?:الميلاد|ميلادك)",
        "fa": r"(?:18|۱۸) سال|تاریخ تولد",
        "he": r"(?:גיל|בן|מעל) 18|תאריך לידה",
        "hi": r"18 (?:वर्ष|साल)|जन्म ?तिथि",
        "id": r"18 tahun|tanggal lahir|dewasa",
        "vi": r"18 tuổi|ngày sinh",
        "th": r"18 ปี|วันเกิด",
        "zh": r"(?:未满|未滿|已满|已滿|年满|年滿) ?(?:18|十八)|18 ?(?:岁|歲)|出生日期",
        "ja": r"(?:18|20|十八|二十) ?歳|生年月日",
        "ko": r"(?:만 ?)?19 ?세|18 ?세|생년월일|청소년",
    },
)
