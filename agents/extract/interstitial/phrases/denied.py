"""Refusals of access: by address, region, law or rights."""

from agents.extract.interstitial.phrases.kind import Phrases

DENIED = Phrases(
    titles={
        "en": r"(?:error )?(?:403|401)(?: (?:error|forbidden|unauthorized|access denied))?|access (?:denied"
        r"|to this page has been denied)|forbidden|request (?:blocked|rejected)|blocked|access blocked"
        r"|not authori[sz]ed|unavailable for legal reasons|(?:sucuri website firewall)|error 1020"
        r"|unsupported (?:region|country)|(?:error )?451(?:\W{0,3}(?:error|unavailable (?:for"
        r"|due to) legal reasons))?|unavailable (?:for|due to) legal reasons|(?:this (?:content|page|site"
        r"|website) is )?not available in (?:your|this) (?:country|region|area|location)"
        r"|(?:our )?european visitors?(?: are important to us)?|(?:access|content) restricted",
        "de": r"zugriff (?:verweigert|gesperrt|abgelehnt)|zugang verweigert|kein zugriff|(?:in (?:ihrem"
        r"|deinem) (?:land|region) )?nicht verfügbar(?: in (?:ihrem|deinem|ihrer) (?:land|region))?"
        r"|fehler 40[13]",
        "fr": r"accès (?:refusé|interdit|bloqué)|(?:contenu |page )?(?:non disponible"
        r"|indisponible) dans votre (?:pays|région)|erreur 40[13]",
        "es": r"acceso (?:denegado|prohibido|bloqueado)|no disponible en (?:su|tu) (?:país|región)|error 40[13]",
        "it": r"accesso (?:negato|vietato|bloccato)|non disponibile nel (?:tuo|suo) paese|errore 40[13]",
        "pt": r"acesso (?:negado|proibido|bloqueado)|(?:não disponível|indisponível) (?:no seu país"
        r"|na sua região)|erro 40[13]",
        "nl": r"toegang (?:geweigerd|verboden|ontzegd|geblokkeerd)|geen toegang|niet beschikbaar in (?:uw"
        r"|jouw) (?:regio|land)",
        "pl": r"(?:odmowa dostępu|dostęp (?:zabroniony|zablokowany))|brak (?:dostępu|uprawnień)"
        r"|niedostępne w twoim (?:kraju|regionie)",
        "cs": r"přístup (?:odepřen|zamítnut|zakázán|zablokován)|obsah není (?:ve vaší zemi )?dostupný",
        "sv": r"(?:åtkomst|tillträde) (?:nekad|nekas|förbjudet|blockerad)|otillåtet|inte tillgänglig i (?:ditt"
        r"|din) (?:land|region)",
        "da": r"adgang (?:nægtet|forbudt|afvist|blokeret)|ingen adgang|ikke tilgængelig i dit (?:land|område)",
        "no": r"(?:ingen tilgang|tilgang (?:nektet|avvist|blokkert))|ikke tilgjengelig i (?:ditt|din) (?:land"
        r"|region)",
        "fi": r"(?:pääsy|käyttö) (?:estetty|evätty|kielletty)|ei käyttöoikeutta|ei saatavilla (?:maassasi"
        r"|alueellasi)",
        "hu": r"(?:hozzáférés|belépés) (?:megtagadva|letiltva|nem engedélyezett)"
        r"|nem elérhető az ön (?:országában|régiójában)",
        "ro": r"acces (?:interzis|refuzat|blocat|restricționat)|indisponibil în (?:țara|regiunea) (?:ta"
        r"|dumneavoastră)",
        "el": r"(?:άρνηση πρόσβασης|(?:δεν επιτρέπεται|απαγορεύεται) η (?:πρόσβαση|είσοδος))"
        r"|μη διαθέσιμο στη (?:χώρα|περιοχή) σας",
        "tr": r"erişim (?:engellendi|reddedildi|yasak(?:landı)?)|yetkisiz erişim|(?:ülkenizde"
        r"|bölgenizde) kullanılamıyor",
        "ru": r"доступ (?:запрещ[её]н|ограничен|закрыт|заблокирован)|недоступно в вашей? (?:стране|регионе)"
        r"|отказано в доступе",
        "uk": r"доступ (?:заборонено|обмежено|закрито|заблоковано)|недоступно у ваш(?:ій|ому) (?:країні|регіоні)",
        "ar": r"(?:تم )?(?:رفض|منع|حظر) (?:الوصول|الدخول)|الوصول (?:مرفوض|ممنوع|محظور)|ممنوع(?: الدخول)?"
        r"|غير متاح في (?:بلدك|منطقتك)",
        "fa": r"دسترسی (?:غیرمجاز|ممنوع|رد شد|محدود)|عدم دسترسی",
        "he": r"(?:הגישה|הכניסה) (?:נדחתה|נחסמה|אסורה)|אין (?:גישה|הרשאה)|אינו זמין ב(?:ארצך|אזורך)",
        "hi": r"(?:पहुँच|पहुंच|एक्सेस) (?:अस्वीकृत|निषिद्ध|वर्जित|अवरुद्ध)|अनुमति नहीं(?: है)?",
        "id": r"akses (?:ditolak|dilarang|diblokir|dibatasi)|tidak tersedia di (?:negara|wilayah) anda",
        "vi": r"(?:truy cập|quyền truy cập) (?:bị )?(?:từ chối|chặn|cấm)|không (?:có quyền truy cập"
        r"|khả dụng (?:ở|tại) (?:quốc gia|khu vực))",
        "th": r"(?:การเข้าถึงถูก(?:ปฏิเสธ|บล็อก|ระงับ)|ปฏิเสธการเข้าถึง|ไม่มีสิทธิ์เข้าถึง"
        r"|ไม่พร้อมให้บริการในประเทศของคุณ)",
        "zh": r"(?:访问|存取|訪問)(?:被拒绝|被拒絕|被禁止|受限|受限制)|(?:禁止|拒绝|拒絕)(?:访问|存取|訪問)"
        r"|无权访问|(?:您所在的?)?(?:地区|地區|国家|國家)(?:无法|無法|不可)(?:访问|使用|觀看)",
        "ja": r"アクセス(?:が)?(?:拒否|禁止|制限)(?:されました|されています)?",
        "ko": r"(?:접근|접속|액세스)이?가? ?(?:거부|금지|제한|차단)(?:되었습니다|됨|됐습니다)?|권한이 없습니다",
    },
    texts={
        "en": r"you (?:don['’]t|do not) have (?:permission|access)|reference ?(?:#|id|number)"
        r"|access (?:to this (?:page|site|resource) )?(?:has been|is|was) (?:denied|blocked|forbidden)"
        r"|(?:your|the) (?:ip(?: address)?|request|access) (?:has been|was|is|could not be) (?:blocked"
        r"|denied|rejected|satisfied)|blocked by (?:the )?(?:security|administrator|network)"
        r"|request (?:unsuccessful|could not be satisfied)|not available in your (?:country|region)"
        r"|from (?:the )?european economic area|error 1020|support id is|(?:access|website"
        r"|site) (?:cannot be granted|is currently unavailable)|european (?:economic area|union|countries)"
        r"|general data protection regulation|\bgdpr\b|unavailable (?:for|due to) legal reasons|in (?:most"
        r"|your) (?:european )?(?:countr|region|location)",
        "de": r"keine berechtigung|zugriff (?:auf diese (?:seite|website) )?(?:wurde|ist) (?:verweigert|gesperrt"
        r"|blockiert)|ihre ip-adresse|(?:in ihrem|in deinem) (?:land|gebiet)|in ihrer region"
        r"|europäischen wirtschaftsraum|aus rechtlichen gründen",
        "fr": r"vous n['’]avez pas (?:la permission|l['’]autorisation|les droits)|votre adresse ip"
        r"|a été (?:bloquée?|refusée?)|dans votre (?:pays|région)|espace économique européen"
        r"|pour des raisons (?:légales|juridiques)",
        "es": r"no tiene(?:s)? (?:permiso|autorización)|su dirección ip|ha sido (?:bloquead[oa]|denegad[oa])"
        r"|en (?:su|tu) (?:país|región)|espacio económico europeo|por (?:motivos|razones) legales",
        "it": r"non (?:hai|si dispone di|disponi del|hai il) (?:il |dell['’])?(?:permesso|autorizzazione"
        r"|autorizzazioni)|è stato (?:bloccato|negato)|nel (?:tuo|suo) paese|spazio economico europeo"
        r"|per motivi legali",
        "pt": r"(?:você )?não tem (?:permissão|autorização)|seu endereço ip|foi (?:bloqueado|negado)"
        r"|(?:no seu país|na sua região)|espaço económico europeu|por motivos legais",
        "nl": r"(?:u hebt|je hebt) geen (?:toestemming|toegang|rechten)|toegang (?:tot deze (?:pagina"
        r"|website) )?is (?:geweigerd|geblokkeerd)|(?:uw|je) ip-adres|niet beschikbaar in (?:uw|jouw"
        r"|je) (?:land|regio)|europese economische ruimte",
        "pl": r"nie masz (?:uprawnień|dostępu)|dostęp (?:do tej strony )?(?:został )?(?:zablokowany|zabroniony)"
        r"|twój adres ip|niedostępn\w+ w (?:twoim|państwa) (?:kraju|regionie)"
        r"|europejski\w+ obszar\w+ gospodarcz",
        "cs": r"nemáte (?:oprávnění|přístup)|přístup (?:na tuto stránku )?(?:byl )?(?:odepřen|zablokován)"
        r"|vaše ip adresa|není (?:ve vaší (?:zemi|oblasti)) dostupn|evropsk\w+ hospodářsk\w+ prostor",
        "sv": r"du har inte (?:behörighet|tillgång)|åtkomst(?:en)? (?:till denna sida )?har (?:nekats"
        r"|blockerats)|din ip-adress|inte tillgänglig\w* i (?:ditt|din) (?:land|region)"
        r"|europeiska ekonomiska",
        "da": r"du har ikke (?:tilladelse|adgang)|adgang(?:en)? (?:til denne side )?(?:er|blev) (?:nægtet"
        r"|blokeret)|din ip-adresse|ikke tilgængelig\w* i dit (?:land|område)|europæiske økonomiske",
        "no": r"du har ikke (?:tillatelse|tilgang|rettighet)|tilgang(?:en)? (?:til denne siden )?(?:er"
        r"|ble) (?:nektet|blokkert)|din ip-adresse|ikke tilgjengelig i (?:ditt|din) (?:land|region)"
        r"|europeiske økonomiske",
        "fi": r"sinulla ei ole (?:oikeutta|käyttöoikeu|pääsyä)|pääsy (?:tälle sivulle )?on (?:estetty|evätty)"
        r"|ip-osoitteesi|ei ole (?:saatavilla|käytettävissä) (?:maassasi|alueellasi)|euroopan talousalue",
        "hu": r"nincs (?:jogosultság|engedély|hozzáférés)|a hozzáférés (?:le van tiltva|megtagadva)"
        r"|az ön ip-címe|nem (?:elérhető|érhető el) az ön (?:országában|régiójában)"
        r"|európai gazdasági térség",
        "ro": r"nu (?:aveți|ai) (?:permisiune|acces|drept)|accesul (?:la această pagină )?(?:a fost"
        r"|este) (?:blocat|interzis|refuzat)|adresa (?:ta|dvs\.?|dumneavoastră) ip"
        r"|nu este disponibil\w* în (?:țara|regiunea)|spațiul\w* economic european",
        "el": r"δεν έχετε (?:άδεια|δικαίωμα|πρόσβαση)"
        r"|η πρόσβαση (?:σε αυτή(?:ν)? τη(?:ν)? σελίδα )?(?:έχει )?(?:αποκλειστεί|απορρίφθηκε"
        r"|απαγορεύεται)|διεύθυνση ip|δεν είναι διαθέσιμ\w+ στη (?:χώρα|περιοχή)|ευρωπαϊκ\w+ οικονομικ",
        "tr": r"(?:erişim )?izniniz yok|yetkiniz (?:yok|bulunmuyor)|(?:bu sayfaya )?erişim(?:iniz)? (?:engellen"
        r"|reddedil)|ip adresiniz|(?:ülkenizde|bölgenizde) (?:kullanılam|erişilem|mevcut değil)"
        r"|avrupa ekonomik",
        "ru": r"у вас нет (?:прав|доступа|разрешения)|доступ (?:к (?:этой странице|сайту"
        r"|ресурсу) )?(?:запрещ[её]н|ограничен|заблокирован)|ваш(?:его)? ip"
        r"|недоступ\w+ (?:в вашей? (?:стране|регионе)|для вашего)|по решению (?:суда|роскомнадзора)",
        "uk": r"у вас немає (?:прав|доступу|дозволу)|доступ (?:до (?:цієї сторінки|сайту) )?(?:заборонено"
        r"|обмежено|заблоковано)|ваш(?:а|у|ої)? ip|недоступ\w+ у ваш(?:ій|ому) (?:країні|регіоні)",
        "ar": r"(?:ليس لديك|لا تملك|ليست لديك) (?:إذن|صلاحية|الصلاحية|تصريح)|(?:تم (?:حظر|رفض|منع)) (?:وصولك"
        r"|الوصول)|عنوان (?:ip|الـ ?ip)|غير متاح\w* في (?:بلدك|منطقتك)|المنطقة الاقتصادية الأوروبية",
        "fa": r"(?:اجازه|مجوز) (?:دسترسی|لازم) (?:را )?ندارید|دسترسی (?:شما )?(?:مسدود|محدود|رد) شد|آدرس ip"
        r"|در (?:کشور|منطقه) شما در دسترس نیست",
        "he": r"אין לך (?:הרשאה|גישה)|הגישה (?:לדף זה )?(?:נחסמה|נדחתה)|כתובת ה-?ip|אינו זמין (?:ב(?:ארצך|אזורך)"
        r"|במדינה)",
        "hi": r"(?:आपके पास|आपको) (?:इस पेज|इस पृष्ठ|यहां|यह)?[^।]{0,30}(?:अनुमति|एक्सेस) नहीं|एक्सेस (?:ब्लॉक"
        r"|अवरुद्ध)|आपका (?:आईपी|ip)|आपके (?:देश|क्षेत्र) में उपलब्ध नहीं",
        "id": r"anda tidak (?:memiliki|mempunyai) (?:izin|akses)|akses (?:ke halaman ini )?(?:telah )?(?:ditolak"
        r"|diblokir)|alamat ip anda|tidak tersedia di (?:negara|wilayah) anda",
        "vi": r"bạn không (?:có quyền|được phép)|(?:truy cập|quyền truy cập) (?:của bạn )?(?:đã )?bị (?:chặn"
        r"|từ chối)|địa chỉ ip|không (?:có sẵn|khả dụng) (?:ở|tại|trong) (?:quốc gia|khu vực)",
        "th": r"คุณไม่มีสิทธิ์|การเข้าถึง(?:ของคุณ)?ถูก(?:บล็อก|ปฏิเสธ|ระงับ)|ที่อยู่ ?ip|ไม่(?:สามารถใช้ได้"
        r"|พร้อมให้บริการ)ในประเทศ",
        "zh": r"(?:您|你)?(?:没有|沒有|无)(?:权限|權限)|(?:访问|請求|请求|訪問)(?:已|被)(?:拒绝|拒絕|阻止|拦截"
        r"|攔截)|(?:您|你)的 ?ip|(?:所在|您的)(?:地区|地區|国家|國家)[^。]{0,10}(?:无法|無法|不可|不支持)",
        "ja": r"アクセス(?:する)?権限がありません|アクセスが(?:拒否|制限|ブロック)|お住まいの(?:国|地域)",
        "ko": r"(?:접근|접속) ?권한이 없|(?:접근|접속|요청)이 (?:거부|차단|제한)|(?:귀하의 )?ip ?주소|(?:국가"
        r"|지역)에서(?:는)? (?:이용|사용|제공)",
    },
)
