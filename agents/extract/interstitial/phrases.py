"""What pages say that stand in the place of an article, by kind and language: the table of all such patterns.

`titles` are whole titles or headings, or parts of one between separators (`Page not found | Daily Example`); `texts`
are in the text below. Each is a list of alternatives of a regular expression, compared without regard to case.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one kind of page, by language (ISO 639-1)."""

    titles: dict[str, str]
    texts: dict[str, str]


ROBOT_CHECK = Phrases(
    titles={
        "en": r"just a moment|one moment,? please|please wait|attention required"
        r"|checking your browser(?: before accessing.*)?"
        r"|(?:security|browser|bot|human) (?:check|verification|challenge)|verif(?:y"
        r"|ying) (?:that )?you are (?:a )?human"
        r"|are you (?:a )?(?:robot|human)|ddos-guard|robot check|captcha(?: challenge)?|pardon our interruption"
        r"|making sure you(?:'|’)re not a bot|(?:vercel )?security checkpoint|please verify you are a human"
        r"|bot or not|you have been blocked|sorry, you have been blocked|client challenge",
        "de": r"einen moment(?:,? bitte)?|nur einen moment|bitte warten|sicherheits(?:überprüfung|prüfung|abfrage)"
        r"|sind sie ein (?:mensch|roboter)|ihr browser wird überprüft",
        "fr": r"un instant|un moment,? s['’]il vous pla[iî]t|veuillez patienter|vérification de sécurité"
        r"|vérification de votre navigateur|êtes-vous un (?:humain|robot)",
        "es": r"un momento(?:,? por favor)?|espere(?:,? por favor)?|comprobación de seguridad"
        r"|verificación de seguridad"
        r"|comprobando (?:su|tu) navegador|¿?eres (?:humano|un robot)",
        "it": r"un momento|attendere(?: prego)?|verifica di sicurezza|controllo di sicurezza|sei un (?:umano|robot)",
        "pt": r"um momento(?:,? por favor)?|aguarde|verificação de segurança|verificando (?:o )?seu navegador",
        "ja": r"しばらくお待ちください|少々お待ちください|お待ちください|セキュリティ(?:チェック|検証|確認)"
        r"|ロボットではありません",
        "nl": r"een moment geduld|even geduld|beveiligingscontrole",
        "ru": r"один момент|подождите|проверка (?:браузера|безопасности)",
        "zh": r"请稍候|請稍候|安全(?:检查|验证|檢查|驗證)",
        "ko": r"잠시만 기다리십시오|보안 확인",
    },
    texts={
        "en": r"checking (?:your browser|if the site connection is secure)|verif(?:y|ying) (?:that )?you are (?:a "
        r"|not a )?(?:human|robot|bot)"
        r"|verify you(?:'|’)re (?:a )?human|enable (?:javascript and cookies|cookies and javascript) to continue"
        r"|needs to review the security of your connection|unusual traffic from your (?:computer )?network"
        r"|complete the (?:security check|captcha|action below)|prove (?:that )?you(?:'|’)?(?: a)?re (?:not a robot"
        r"|human)"
        r"|please solve this captcha|press (?:&|and) hold|ray id|ddos protection by|performance (?:&"
        r"|and) security by cloudflare"
        r"|why have i been blocked|used to detect and block (?:bots|automated)|you (?:might|may) be (?:a bot|a robot)"
        r"|something about your browser made us think you (?:were|are) a bot|before we can (?:proceed|continue)"
        r"|automated (?:access|traffic|requests?) (?:to|from)|incapsula incident id|protected by (?:datadome"
        r"|imperva|perimeterx|human)"
        r"|you(?:'|’)re not a (?:robot|bot)|protects? itself (?:from|against) (?:online attacks|bots)",
        "de": r"(?:ihr|der) browser wird (?:überprüft|geprüft)|bestätigen sie,? dass sie (?:ein mensch|kein roboter)"
        r"|javascript und cookies,? um fortzufahren|ungewöhnlichen? (?:datenverkehr|traffic|zugriffe)"
        r"|sicherheit ihrer verbindung"
        r"|dass sie (?:ein mensch sind|kein roboter sind)|leistung und sicherheit durch cloudflare",
        "fr": r"vérifi(?:cation|ez|er|ons) (?:que vous êtes|de) (?:un |votre )?(?:humain|navigateur|être humain)"
        r"|activer javascript et les cookies pour continuer|trafic inhabituel|que vous n['’]êtes pas un robot"
        r"|sécurité de votre connexion|vous êtes (?:bien )?un (?:humain|être humain)",
        "es": r"(?:verifica(?:r|mos|ndo)?|comprob(?:ar|ando)|confirm[ae]r?) (?:que )?(?:eres|es"
        r"|usted es) (?:un )?(?:ser )?humano"
        r"|habilit[ae] javascript y (?:las )?cookies para continuar|tráfico (?:inusual|poco habitual)"
        r"|que no eres un robot"
        r"|seguridad de (?:su|tu) conexión|comprobando (?:su|tu) navegador",
        "it": r"verific(?:a|are|hiamo) (?:che )?(?:tu )?(?:sei|sia|di essere) (?:un )?(?:essere )?umano"
        r"|abilita javascript e (?:i )?cookie per continuare|traffico (?:insolito|anomalo)|che non sei un robot"
        r"|sicurezza della (?:tua )?connessione",
        "pt": r"(?:verific(?:ar|ando|amos)|confirm(?:ar|e)) (?:se |que )?(?:você )?(?:é"
        r"|não é) (?:um )?(?:ser )?(?:humano|robô)"
        r"|(?:ative|habilite) (?:o )?javascript e (?:os )?cookies para continuar|tráfego incomum"
        r"|segurança da sua conexão",
        "ja": r"人間であることを|ロボットではない(?:こと)?を?|接続のセキュリティを確認|通常と異なるトラフィック"
        r"|JavaScript ?と ?Cookie ?を有効|ブラウザを?(?:確認|チェック)して",
        "nl": r"controleren of u een mens bent|javascript en cookies in om door te gaan",
        "ru": r"подтвердите,? что вы (?:человек|не робот)|включите javascript и (?:файлы )?cookie"
        r"|подозрительный трафик",
        "zh": r"验证您是(?:真人|人类)|驗證您是(?:真人|人類)|检查您的连接|启用 ?JavaScript ?和 ?Cookie",
        "ko": r"사람인지 확인|연결의 보안을 검토",
    },
)
DENIED = Phrases(
    titles={
        "en": r"(?:error )?(?:403|401)(?: (?:error|forbidden|unauthorized|access denied))?|access (?:denied"
        r"|to this page has been denied)"
        r"|forbidden|request (?:blocked|rejected)|blocked|access blocked|not authori[sz]ed"
        r"|unavailable for legal reasons"
        r"|(?:sucuri website firewall)|error 1020|unsupported (?:region|country)",
        "de": r"zugriff (?:verweigert|gesperrt|abgelehnt)|zugang verweigert|kein zugriff",
        "fr": r"accès (?:refusé|interdit|bloqué)",
        "es": r"acceso (?:denegado|prohibido|bloqueado)",
        "it": r"accesso (?:negato|vietato|bloccato)",
        "pt": r"acesso (?:negado|proibido|bloqueado)",
        "ja": r"アクセス(?:が)?(?:拒否|禁止|制限)(?:されました|されています)?",
    },
    texts={
        "en": r"you (?:don['’]t|do not) have (?:permission|access)|reference ?(?:#|id|number)"
        r"|access (?:to this (?:page|site|resource) )?(?:has been|is|was) (?:denied|blocked|forbidden)"
        r"|(?:your|the) (?:ip(?: address)?|request|access) (?:has been|was|is|could not be) (?:blocked|denied"
        r"|rejected|satisfied)"
        r"|blocked by (?:the )?(?:security|administrator|network)|request (?:unsuccessful|could not be satisfied)"
        r"|not available in your (?:country|region)|from (?:the )?european economic area|error 1020|support id is",
        "de": r"keine berechtigung|zugriff (?:auf diese (?:seite|website) )?(?:wurde|ist) (?:verweigert|gesperrt"
        r"|blockiert)|ihre ip-adresse",
        "fr": r"vous n['’]avez pas (?:la permission|l['’]autorisation|les droits)|votre adresse ip"
        r"|a été (?:bloquée?|refusée?)",
        "es": r"no tiene(?:s)? (?:permiso|autorización)|su dirección ip|ha sido (?:bloquead[oa]|denegad[oa])",
        "it": r"non (?:hai|si dispone di|disponi del|hai il) (?:il |dell['’])?(?:permesso|autorizzazione"
        r"|autorizzazioni)|è stato (?:bloccato|negato)",
        "pt": r"(?:você )?não tem (?:permissão|autorização)|seu endereço ip|foi (?:bloqueado|negado)",
        "ja": r"アクセス(?:する)?権限がありません|アクセスが(?:拒否|制限|ブロック)|お住まいの(?:国|地域)",
    },
)
CONSENT = Phrases(
    titles={
        "en": r"before you continue(?: to .{1,30})?|(?:we value )?your privacy(?: choices)?|cookie (?:consent"
        r"|settings|notice|wall)"
        r"|(?:privacy|cookies?) (?:settings|preferences|consent|options)|consent(?: required)?|(?:accept"
        r"|manage) cookies"
        r"|yahoo is part of the yahoo family of brands|we (?:care about|value) your privacy|cookies",
        "de": r"bevor sie (?:zu .{1,30} )?(?:weiter(?:gehen|lesen)|fortfahren)(?: zu .{1,30})?|(?:datenschutz"
        r"|cookie|privatsphäre)[- ]?einstellungen"
        r"|(?:cookie[- ])?(?:einwilligung|zustimmung)(?: erforderlich)?|ihre privatsphäre"
        r"|yahoo ist teil der yahoo markenfamilie",
        "fr": r"avant d['’](?:accéder|aller|continuer)(?: (?:à|sur|vers) .{1,30})?|(?:gestion des|paramètres des"
        r"|gérer les) cookies"
        r"|(?:votre|vos) (?:vie privée|choix de confidentialité)|(?:nous respectons )?votre vie privée|consentement"
        r"|yahoo fait partie de la famille de marques yahoo",
        "es": r"antes de (?:ir|continuar|acceder)(?: a .{1,30})?|(?:configuración|gestión|aviso) de cookies|(?:tu"
        r"|su) privacidad"
        r"|valoramos (?:tu|su) privacidad|consentimiento",
        "it": r"prima di (?:continuare|accedere|passare)(?: (?:a|su) .{1,30})?|(?:impostazioni|gestione"
        r"|consenso)(?: dei)? cookie"
        r"|la tua privacy|consenso",
        "pt": r"antes de (?:continuar|acessar|aceder|avançar)(?: (?:para|ao|a) .{1,30})?|(?:configurações"
        r"|definições|gestão) de cookies"
        r"|a sua privacidade|sua privacidade|consentimento",
        "ja": r".{0,20}に進む前に|続行する前に|Cookie ?(?:の)?(?:設定|同意)|プライバシー(?:設定|の選択)",
        "nl": r"voordat je (?:verdergaat|doorgaat)(?: naar .{1,30})?|(?:privacy|cookie)[- ]?(?:instellingen"
        r"|voorkeuren)",
    },
    texts={
        "en": r"(?:we|our partners)(?:,? (?:and|with) (?:our|its) (?:\d+ )?partners,?)? (?:use|store|access"
        r"|process)[^.]{0,40} cookies"
        r"|use cookies and (?:data|other|similar)|accept all|reject all|manage (?:options|preferences|settings"
        r"|choices)|more options"
        r"|legitimate interest|store and/or access information on a device|withdraw your consent"
        r"|consent to (?:the use|our use|cookies)",
        "de": r"alle (?:akzeptieren|ablehnen)|akzeptieren und weiter|berechtigtes interesse"
        r"|mit werbung (?:und tracking )?(?:weiter)?lesen"
        r"|(?:verwenden|nutzen) (?:wir )?(?:cookies|cookies und (?:daten|ähnliche))|ihre einwilligung"
        r"|einstellungen verwalten|weitere optionen",
        "fr": r"tout (?:accepter|refuser)|accepter (?:et (?:continuer|fermer))|continuer sans accepter"
        r"|intérêt légitime"
        r"|(?:utilis(?:ons|ent)|stock(?:ons|er)) (?:des )?cookies|gérer (?:les|mes) (?:paramètres|choix"
        r"|préférences)|votre consentement|plus d['’]options",
        "es": r"(?:aceptar|rechazar) todo|aceptar y continuar|interés legítimo|(?:usamos|utilizamos"
        r"|utilizan) cookies|(?:tu|su) consentimiento"
        r"|(?:gestionar|más) (?:opciones|preferencias)",
        "it": r"(?:accetta|rifiuta) tutto|accetta e continua|interesse legittimo|(?:utilizziamo|usiamo"
        r"|utilizzano) (?:i )?cookie|il tuo consenso"
        r"|(?:altre|gestisci) (?:le )?(?:opzioni|preferenze)|abbonati e rifiuta",
        "pt": r"(?:aceitar|rejeitar|recusar) tudo|aceitar e (?:continuar|fechar)|interesse legítimo|(?:usamos"
        r"|utilizamos) cookies|(?:o )?seu consentimento"
        r"|(?:mais|gerir|gerenciar) (?:opções|preferências)",
        "ja": r"すべて(?:同意|承認|拒否|受け入れ)|Cookie ?とデータを使用|その他のオプション|同意(?:する|して)"
        r"|Cookie ?を使用",
        "nl": r"alles (?:accepteren|afwijzen|weigeren)|gerechtvaardigd belang|(?:gebruiken|plaatsen) (?:wij "
        r"|we )?cookies|meer opties",
    },
)
LOGIN = Phrases(
    titles={
        "en": r"(?:please )?(?:log|sign)[- ]?in(?: (?:to|or) .{1,60})?|login(?: required| page)?|member login"
        r"|subscriber (?:login|log in|only)"
        r"|(?:create|register for) (?:a free |an |a |your )?account|authentication required|welcome back",
        "de": r"(?:bitte )?(?:anmelden|einloggen)|anmeldung(?: erforderlich)?|login|(?:jetzt )?registrieren",
        "fr": r"(?:se )?connect(?:er|ez-vous)|connexion|identifi(?:ez-vous|cation)|s['’]identifier|créer un compte",
        "es": r"(?:iniciar|inicia|inicie) sesión|acceder|ingresar|identifícate|regístrate",
        "it": r"acced(?:i|ere)|login|registrati",
        "pt": r"(?:iniciar sessão|entrar|fazer login|faça login|acesse sua conta|login)",
        "ja": r"ログイン|サインイン|会員登録",
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
        "ja": r"パスワード(?:を忘れた)?|ログインしたままにする|会員登録",
    },
)
MISSING = Phrases(
    titles={
        "en": r"(?:(?:error|http|code|oops)\W{0,3})*(?:404|410)(?:\W{0,3}(?:error|http))*(?:\W{0,3}(?:page "
        r"|file )?(?:not found|gone|missing))?"
        r"|(?:the |this )?(?:page|article|story|content|document|url|file) (?:(?:was |is |could |can )?(?:not"
        r"|n['’]t) (?:be )?(?:found|available)"
        r"|(?:is |was )?(?:no longer available|missing|gone|unavailable|removed|does not exist|doesn['’]t exist))"
        r"|not found|page missing"
        r"|(?:we )?(?:couldn['’]t|could not|can['’]t|cannot) find (?:that|this|the|your) page"
        r"|nothing (?:was )?found(?: here)?|gone",
        "de": r"(?:fehler )?404|(?:die )?(?:seite|artikel|inhalt|dokument) (?:wurde )?nicht (?:gefunden|verfügbar"
        r"|vorhanden)|nicht gefunden"
        r"|(?:diese )?seite existiert nicht(?: mehr)?",
        "fr": r"(?:erreur )?404|(?:la )?page (?:introuvable|non trouvée|inexistante|inconnue"
        r"|demandée est introuvable)|article introuvable"
        r"|contenu (?:introuvable|indisponible)|page (?:n['’]existe (?:pas|plus))",
        "es": r"(?:error )?404|(?:la )?página (?:no (?:encontrada|existe|disponible|se encuentra|se ha encontrado)"
        r"|inexistente)|no (?:se )?encontrad[oa]"
        r"|(?:contenido|artículo) no (?:encontrado|disponible)",
        "it": r"(?:errore )?404|(?:la )?pagina (?:non (?:trovata|esiste|disponibile|è stata trovata)|inesistente)"
        r"|(?:articolo|contenuto) non (?:trovato|disponibile)",
        "pt": r"(?:erro )?404|(?:a )?página (?:não (?:encontrada|existe|disponível|foi encontrada)|inexistente)"
        r"|(?:artigo|conteúdo) não (?:encontrado|disponível)",
        "ja": r"404|(?:お探しの|ご指定の|指定された)?(?:ページ|記事|URL)(?:が|は)?(?:見つかりません(?:でした)?"
        r"|存在しません|ありません|表示できません|削除されました)",
        "nl": r"(?:fout )?404|(?:de )?pagina (?:niet (?:gevonden|beschikbaar)|bestaat niet)",
        "pl": r"(?:błąd )?404|(?:nie znaleziono strony|strona nie (?:została znaleziona|istnieje))",
        "ru": r"(?:ошибка )?404|страница не (?:найдена|существует)",
        "sv": r"404|sidan (?:kunde inte hittas|hittades inte|finns inte)",
        "zh": r"404|(?:页面|頁面|文章)(?:不存在|未找到|找不到)|找不到(?:页面|頁面|网页)",
        "ko": r"404|페이지를 찾을 수 없습니다",
    },
    texts={
        "en": r"(?:page|article|story|content|url|link|document|address)[^.]{0,60}(?:(?:can(?:not|['’]t)"
        r"|could(?: not|n['’]t)|was(?: not|n['’]t)|not) (?:be )?found"
        r"|(?:does not|doesn['’]t|no longer|may not) exists?|(?:has been|was|may have been"
        r"|might have been) (?:moved|removed|deleted)|no longer available|not available|is gone)"
        r"|(?:couldn['’]t|could not|can['’]t|cannot|unable to) find (?:the |that |this |what )|(?:looking for"
        r"|requested)[^.]{0,40}(?:not|n['’]t|no longer|moved|removed|missing)"
        r"|mistyped|back to (?:the )?home|go (?:back )?to (?:the |our )?home|check the (?:url|address|spelling)"
        r"|not found on this server",
        "de": r"(?:seite|artikel|inhalt|adresse|url|link)[^.]{0,80}(?:nicht (?:gefunden|verfügbar|mehr|vorhanden"
        r"|existier)|existiert nicht|gelöscht|verschoben)"
        r"|(?:zurück )?zur startseite|vertippt|tippfehler|überprüfen sie die",
        "fr": r"(?:page|article|contenu|adresse|lien)[^.]{0,80}(?:introuvable|n['’]existe (?:pas|plus)"
        r"|n['’]est plus|n['’]a pas (?:été|pu)|supprimée?|déplacée?)"
        r"|(?:retour(?:ner)? )?(?:à|vers) (?:la page d['’])?accueil|vérifi(?:ez|er) (?:l['’]adresse|l['’]url"
        r"|l['’]orthographe)",
        "es": r"(?:página|artículo|contenido|dirección|enlace)[^.]{0,80}(?:no (?:existe|se encuentra"
        r"|está disponible|ha sido encontrad|se ha encontrado|pudo)|eliminad[oa]|movid[oa])"
        r"|(?:volver|ir|regresar) (?:a la (?:página de )?inicio|a la portada|al inicio)|no (?:hemos podido|pudimos"
        r"|podemos) encontrar",
        "it": r"(?:pagina|articolo|contenuto|indirizzo|link)[^.]{0,80}(?:non (?:esiste|è (?:stat[oa] trovat[oa]"
        r"|disponibile|più)|disponibile)|rimoss[oa]|spostat[oa]|cancellat[oa]|eliminat[oa])"
        r"|(?:torna|vai) alla (?:home|pagina iniziale|homepage)",
        "pt": r"(?:página|artigo|conteúdo|endereço|link)[^.]{0,80}(?:não (?:existe|foi encontrad|está disponível"
        r"|está mais)|removid[oa]|movid[oa]|excluíd[oa]|apagad[oa])"
        r"|(?:voltar|ir|volte) (?:para|à|ao) (?:a )?(?:página inicial|home|início|página principal)",
        "ja": r"(?:ページ|記事|URL|アドレス)[^。]{0,40}(?:見つかりません|存在しない|存在しません|削除|移動|変更)"
        r"|トップページ(?:へ|に)|お探しのページ",
        "nl": r"(?:pagina|artikel|adres)[^.]{0,80}(?:niet (?:gevonden|meer|beschikbaar)|bestaat niet|verwijderd"
        r"|verplaatst)|naar de (?:homepage|startpagina|voorpagina)",
        "pl": r"(?:strona|artykuł|adres)[^.]{0,80}(?:nie (?:istnieje|została znaleziona|jest dostępn)|usunięt"
        r"|przeniesion)|(?:wróć|przejdź) (?:do|na) stron",
        "ru": r"(?:страниц|статья|адрес|материал)[^.]{0,80}(?:не (?:найдена|существует|найден)|удален|перемещен"
        r"|удалён)|(?:вернуться )?на главную",
        "sv": r"(?:sidan|artikeln|adressen)[^.]{0,80}(?:inte (?:hittas|finns|längre)|finns inte|tagits bort"
        r"|flyttats)|till startsidan",
        "zh": r"(?:页面|頁面|文章|网页|網頁)[^。]{0,30}(?:不存在|删除|刪除|移动|找不到)|返回首页|返回首頁",
        "ko": r"페이지[^.]{0,40}(?:찾을 수 없|존재하지|삭제)|홈으로",
    },
)
DOWN = Phrases(
    titles={
        "en": r"(?:error |http )*(?:500|502|503|504|52\d)(?:\W{0,3}(?:error|internal server error|bad gateway"
        r"|service (?:temporarily )?unavailable|gateway time-?out))*"
        r"|(?:internal )?server error|bad gateway|(?:service|site|website) (?:is )?(?:temporarily )?(?:unavailable"
        r"|down)|gateway time-?out"
        r"|(?:(?:site |scheduled |down for )?maintenance(?: mode)?|(?:site )?under maintenance|we(?:'"
        r"|’)ll be (?:right )?back(?: soon)?)"
        r"|something went wrong|(?:an )?error (?:has )?occurred|application error|too many requests|(?:error )?429"
        r"|error|oops",
        "de": r"(?:dienst|seite|website|service) (?:ist )?(?:vorübergehend |derzeit |momentan )?nicht (?:verfügbar"
        r"|erreichbar)|wartungs(?:arbeiten|modus)|interner serverfehler"
        r"|(?:es ist )?ein fehler (?:ist )?aufgetreten",
        "fr": r"(?:service|site) (?:temporairement |momentanément )?indisponible|(?:site )?en maintenance"
        r"|erreur (?:interne )?(?:du )?serveur|une erreur est survenue",
        "es": r"(?:servicio|sitio) (?:temporalmente )?no disponible|(?:sitio )?en mantenimiento"
        r"|error (?:interno )?del servidor|(?:se )?ha ocurrido un error",
        "it": r"(?:servizio|sito) (?:temporaneamente )?non disponibile|(?:sito )?in manutenzione"
        r"|errore (?:interno )?del server|si è verificato un errore",
        "pt": r"(?:serviço|site) (?:temporariamente )?indisponível|(?:site )?em manutenção|erro (?:interno )?(?:do"
        r"|no) servidor|ocorreu um erro",
        "ja": r"(?:ただいま)?メンテナンス中(?:です)?|サービス(?:は|が)?(?:一時的に)?(?:利用できません|停止して(?:い"
        r"|おり)ます)|(?:内部)?サーバー ?エラー|エラーが発生しました",
    },
    texts={
        "en": r"temporarily (?:unavailable|unable|down|overloaded)|(?:scheduled|planned|undergoing|down for"
        r"|performing)[^.]{0,30}maintenance|try again (?:later|in a (?:few|moment))"
        r"|internal server error|server (?:encountered|is (?:currently|temporarily)|error)|we(?:'|’)ll be back"
        r"|we are working (?:on|to)|(?:backend|origin) (?:fetch|server)"
        r"|(?:guru meditation|nginx|varnish cache server|apache server at|cloudfront)|too many requests|rate limit",
        "de": r"(?:versuchen sie es|bitte)[^.]{0,40}(?:später|erneut)|wartungsarbeiten|(?:vorübergehend|derzeit"
        r"|momentan) nicht (?:verfügbar|erreichbar)",
        "fr": r"(?:réessay(?:er|ez)|revenir)[^.]{0,30}(?:plus tard|quelques|ultérieurement)"
        r"|en (?:cours de )?maintenance|temporairement indisponible",
        "es": r"(?:inténtel?[oe]|intente|vuelva a intentarlo|prueb[ae])[^.]{0,30}(?:más tarde|de nuevo|nuevamente)"
        r"|en mantenimiento|temporalmente",
        "it": r"(?:riprova|riprovare|riprovi)(?: più tardi| tra)?|in manutenzione|temporaneamente",
        "pt": r"tente (?:novamente|de novo|mais tarde)|em manutenção|temporariamente",
        "ja": r"しばらく(?:して|経って|時間をおいて|お待ち)|時間をおいて|メンテナンス|再度(?:お試し|アクセス)",
    },
)
NO_SCRIPT = {
    "en": r"(?:enable|turn on|activate|allow) (?:your )?(?:browser['’]s )?java ?script|java ?script (?:is|must be"
    r"|needs to be|seems to be) (?:disabled|required|enabled|turned)"
    r"|(?:requires|need to have|need|without) java ?script",
    "de": r"(?:aktivieren sie|aktiviere|schalten sie)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:aktivier"
    r"|deaktiviert|erforderlich|benötigt)",
    "fr": r"activ(?:er|ez)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:désactivé|activé|requis|nécessaire)",
    "es": r"(?:habilit|activ)[ae]r?[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:desactivado|deshabilitado"
    r"|habilitado|necesario)",
    "it": r"(?:abilit|attiv)[ai](?:re)?[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:disabilitato|disattivato"
    r"|abilitato|necessario)",
    "pt": r"(?:habilit|ativ)[ae]r?[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:desativado|desabilitado"
    r"|habilitado|necessário)",
    "ja": r"java ?script ?(?:を|が)(?:有効|無効|オン|必要)",
    "nl": r"(?:schakel|zet)[^.]{0,20}java ?script|java ?script[^.]{0,30}(?:uitgeschakeld|inschakelen|ingeschakeld)",
}
