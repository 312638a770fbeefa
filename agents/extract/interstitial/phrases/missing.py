"""Pages that say that there is no such page, or no longer."""

from agents.extract.interstitial.phrases.kind import Phrases

MISSING = Phrases(
    titles={
        "en": r"(?:(?:error|http|code|oops)\W{0,3})*(?:404|410)(?:\W{0,3}(?:error|http))*(?:\W{0,3}(?:page "
        r"|file )?(?:not found|gone|missing))?|(?:the |this )?(?:page|article|story|content|document|url"
        r"|file) (?:(?:was |is |could |can )?(?:not|n['’]t) (?:be )?(?:found|available)|(?:is "
        r"|was )?(?:no longer available|missing|gone|unavailable|removed|does not exist|doesn['’]t exist))"
        r"|not found|page missing|(?:we )?(?:couldn['’]t|could not|can['’]t|cannot) find (?:that|this|the"
        r"|your) page|nothing (?:was )?found(?: here)?|gone|(?:this |the )?(?:article|story|page|content"
        r"|link) (?:has )?(?:expired|been (?:removed|archived|deleted))|archived (?:article|story)"
        r"|oops[!,.]?(?: (?:that|this) page .{0,30})?",
        "de": r"(?:fehler )?404|(?:die )?(?:seite|artikel|inhalt|dokument) (?:wurde )?nicht (?:gefunden"
        r"|verfügbar|vorhanden)|nicht gefunden|(?:diese )?seite existiert nicht(?: mehr)?|(?:der "
        r"|dieser )?(?:artikel|beitrag|inhalt) (?:ist )?(?:abgelaufen|nicht mehr (?:verfügbar|vorhanden"
        r"|online))",
        "fr": r"(?:erreur )?404|(?:la )?page (?:introuvable|non trouvée|inexistante|inconnue"
        r"|demandée est introuvable)|article introuvable|contenu (?:introuvable|indisponible)"
        r"|page (?:n['’]existe (?:pas|plus))|(?:l['’]|cet )?article (?:n['’]est plus (?:disponible"
        r"|en ligne)|expiré|supprimé)",
        "es": r"(?:error )?404|(?:la )?página (?:no (?:encontrada|existe|disponible|se encuentra"
        r"|se ha encontrado)|inexistente)|no (?:se )?encontrad[oa]|(?:contenido|artículo) no (?:encontrado"
        r"|disponible)|(?:el |este )?(?:artículo|contenido) (?:ya no está disponible|caducado|eliminado)",
        "it": r"(?:errore )?404|(?:la )?pagina (?:non (?:trovata|esiste|disponibile|è stata trovata)"
        r"|inesistente)|(?:articolo|contenuto) non (?:trovato|disponibile)|(?:l['’]"
        r"|questo )?articolo (?:non è più disponibile|scaduto|rimosso)",
        "pt": r"(?:erro )?404|(?:a )?página (?:não (?:encontrada|existe|disponível|foi encontrada)|inexistente)"
        r"|(?:artigo|conteúdo) não (?:encontrado|disponível)|(?:o |este )?(?:artigo"
        r"|conteúdo) (?:já não está disponível|não está mais disponível|expirado|removido)",
        "nl": r"(?:fout )?404|(?:de )?pagina (?:niet (?:gevonden|beschikbaar)|bestaat niet)|(?:dit "
        r"|het )?artikel (?:is )?(?:niet (?:meer )?(?:beschikbaar|gevonden)|verwijderd|verlopen)",
        "pl": r"(?:błąd )?404|(?:nie znaleziono strony|strona nie (?:została znaleziona|istnieje))|(?:błąd )?404"
        r"|(?:artykuł|treść) (?:nie istnieje|niedostępn[ya]|usunięt[ya])|strony? nie (?:znaleziono"
        r"|odnaleziono)",
        "cs": r"(?:chyba )?404|stránka (?:nenalezena|neexistuje|nebyla nalezena)|(?:článek|obsah) (?:nenalezen"
        r"|není dostupný|neexistuje)|(?:požadovaná )?stránka nebyla nalezena",
        "sv": r"404|sidan (?:kunde inte hittas|hittades inte|finns inte)|(?:artikeln|innehållet) (?:finns inte"
        r"|hittades inte|är inte tillgängligt?|har tagits bort)|fel 404",
        "da": r"(?:fejl )?404|siden? (?:blev ikke fundet|findes ikke|kunne ikke findes|er ikke fundet)"
        r"|artiklen (?:findes ikke|er ikke tilgængelig)",
        "no": r"(?:feil )?404|siden? (?:ble ikke funnet|finnes ikke|ikke funnet|eksisterer ikke)|fant ikke siden"
        r"|artikkelen (?:finnes ikke|er ikke tilgjengelig)",
        "fi": r"(?:virhe )?404|sivua ei (?:löydy|löytynyt|ole)|(?:artikkelia|juttua|sisältöä) ei (?:löydy"
        r"|löytynyt)",
        "hu": r"(?:hiba )?404|(?:a keresett |az )?(?:oldal|cikk) nem (?:található|létezik|elérhető)",
        "ro": r"(?:eroare(?:a)? )?404|pagin[aă] (?:nu (?:a fost găsită|există|este disponibilă)|negăsită"
        r"|inexistentă)|articolul nu (?:a fost găsit|există)",
        "el": r"(?:σφάλμα )?404|η σελίδα (?:δεν βρέθηκε|δεν υπάρχει)|(?:δεν βρέθηκε|δεν υπάρχει) η σελίδα"
        r"|το άρθρο δεν βρέθηκε",
        "tr": r"(?:hata )?404|(?:aradığınız )?sayfa (?:bulunamadı|mevcut değil)|(?:haber|içerik"
        r"|makale) bulunamadı",
        "ru": r"(?:ошибка )?404|страница не (?:найдена|существует)|(?:статья|материал|новость) (?:не найден[аo]?"
        r"|удал[её]н[аo]?|недоступ(?:ен|на))|страницы не существует",
        "uk": r"(?:помилка )?404|сторінк[ау] не (?:знайдено|існує|знайдена)|(?:статтю|матеріал) не знайдено",
        "ar": r"(?:خطأ )?404|(?:الصفحة|المقال|المحتوى) غير (?:موجودة?|متوفرة?|متاحة?)|(?:لم يتم العثور على"
        r"|تعذر العثور على) الصفحة|عذر[اً]*،? الصفحة غير موجودة",
        "fa": r"(?:خطای )?(?:404|۴۰۴)|(?:صفحه|مطلب|خبر) (?:مورد نظر )?(?:یافت نشد|پیدا نشد|وجود ندارد)",
        "he": r"(?:שגיאה? )?404|(?:הדף|העמוד|הכתבה) (?:לא נמצאה?|אינו קיים|לא קיי[םמת]+)",
        "hi": r"(?:त्रुटि )?404|(?:पेज|पृष्ठ|लेख|खबर) (?:नहीं मिला|नहीं मिली|उपलब्ध नहीं(?: है)?"
        r"|मौजूद नहीं(?: है)?)",
        "id": r"(?:kesalahan |error )?404|halaman (?:tidak (?:ditemukan|tersedia|ada)|hilang)|(?:artikel|berita"
        r"|konten) tidak ditemukan",
        "vi": r"(?:lỗi )?404|(?:không tìm thấy trang|trang không (?:tồn tại|tìm thấy))|(?:bài viết"
        r"|nội dung) không tồn tại",
        "th": r"404|ไม่พบ(?:หน้า|หน้าเว็บ|หน้าที่คุณ(?:ต้องการ|ค้นหา)|บทความ|ข่าว).{0,20}",
        "zh": r"404|(?:页面|頁面|文章)(?:不存在|未找到|找不到)|找不到(?:页面|頁面|网页)|(?:错误|錯誤)? ?404"
        r"|(?:抱歉|对不起|很抱歉)[，,]?.{0,12}(?:页面|頁面|网页|網頁|文章|内容|內容)[^，。]{0,10}(?:不存在"
        r"|(?:未|沒|没)找到|找不到|(?:已)?(?:被)?(?:删除|刪除|下架|下线))|(?:您|你)?(?:访问|要找|查找"
        r"|请求)的(?:页面|頁面|文章|内容)(?:不存在|找不到|已删除)|(?:页面|頁面|网页|網頁|文章|内容"
        r"|內容)(?:已|不存在|已被|未)?(?:删除|刪除|不存在|找不到|下架)",
        "ja": r"404|(?:お探しの|ご指定の|指定された)?(?:ページ|記事|URL)(?:が|は)?(?:見つかりません(?:でした)?"
        r"|存在しません|ありません|表示できません|削除されました)|(?:お探しの)?(?:ページ"
        r"|記事)(?:の)?(?:公開|掲載)(?:は|が)?(?:終了(?:しました|いたしました)?)"
        r"|(?:エラー ?)?404(?: ?not found)?|記事(?:が|は)(?:削除|見つかりません).{0,10}",
        "ko": r"404|페이지를 찾을 수 없습니다|404(?: ?(?:오류|에러))?|(?:페이지|기사|게시물)(?:를|을|가"
        r"|이)? ?(?:찾을 수 없습니다|존재하지 않습니다|삭제되었습니다|없습니다)|존재하지 않는 (?:페이지"
        r"|기사)(?:입니다)?",
    },
    texts={
        "en": r"(?:page|article|story|content|url|link|document|address)[^.]{0,60}(?:(?:can(?:not|['’]t)"
        r"|could(?: not|n['’]t)|was(?: not|n['’]t)|not) (?:be )?found|(?:does not|doesn['’]t|no longer"
        r"|may not) exists?|(?:has been|was|may have been|might have been) (?:moved|removed|deleted)"
        r"|no longer available|not available|is gone)|(?:couldn['’]t|could not|can['’]t|cannot"
        r"|unable to) find (?:the |that |this |what )|(?:looking for|requested)[^.]{0,40}(?:not|n['’]t"
        r"|no longer|moved|removed|missing)|mistyped|back to (?:the )?home|go (?:back )?to (?:the "
        r"|our )?home|check the (?:url|address|spelling)|not found on this server|(?:article|story|page"
        r"|content|link)[^.]{0,40}(?:has expired|been archived|unpublished)",
        "de": r"(?:seite|artikel|inhalt|adresse|url|link)[^.]{0,40}(?:nicht (?:gefunden|verfügbar|mehr|vorhanden"
        r"|existier)|existiert nicht|gelöscht|verschoben)|(?:zurück )?zur startseite|vertippt|tippfehler"
        r"|überprüfen sie die|(?:artikel|beitrag|inhalt)[^.]{0,60}(?:abgelaufen|archiviert|depubliziert"
        r"|entfernt)",
        "fr": r"(?:page|article|contenu|adresse|lien)[^.]{0,40}(?:introuvable|n['’]existe (?:pas|plus)"
        r"|n['’]est plus|n['’]a pas (?:été|pu)|supprimée?|déplacée?)|(?:retour(?:ner)? )?(?:à"
        r"|vers) (?:la page d['’])?accueil|vérifi(?:ez|er) (?:l['’]adresse|l['’]url|l['’]orthographe)"
        r"|(?:article|contenu|page)[^.]{0,60}(?:expiré|archivé|dépublié|retiré)",
        "es": r"(?:página|artículo|contenido|dirección|enlace)[^.]{0,40}(?:no (?:existe|se encuentra"
        r"|está disponible|ha sido encontrad|se ha encontrado|pudo)|eliminad[oa]|movid[oa])|(?:volver|ir"
        r"|regresar) (?:a la (?:página de )?inicio|a la portada|al inicio)|no (?:hemos podido|pudimos"
        r"|podemos) encontrar|(?:artículo|contenido|noticia|página)[^.]{0,60}(?:caducad|archivad|expirad"
        r"|retirad|ya no)",
        "it": r"(?:pagina|articolo|contenuto|indirizzo|link)[^.]{0,40}(?:non (?:esiste|è (?:stat[oa] trovat[oa]"
        r"|disponibile|più)|disponibile)|rimoss[oa]|spostat[oa]|cancellat[oa]|eliminat[oa])|(?:torna"
        r"|vai) alla (?:home|pagina iniziale|homepage)|(?:articolo|contenuto|notizia)[^.]{0,60}(?:scadut"
        r"|archiviat|non è più)",
        "pt": r"(?:página|artigo|conteúdo|endereço|link)[^.]{0,40}(?:não (?:existe|foi encontrad|está disponível"
        r"|está mais)|removid[oa]|movid[oa]|excluíd[oa]|apagad[oa])|(?:voltar|ir|volte) (?:para|à"
        r"|ao) (?:a )?(?:página inicial|home|início|página principal)|(?:artigo|conteúdo"
        r"|notícia)[^.]{0,60}(?:expirad|arquivad|já não)",
        "nl": r"(?:pagina|artikel|adres(?!s))[^.]{0,40}(?:niet (?:gevonden|meer|beschikbaar)|bestaat niet|verwijderd"
        r"|verplaatst)|naar de (?:homepage|startpagina|voorpagina)|(?:artikel|pagina)[^.]{0,60}(?:verlopen"
        r"|gearchiveerd|offline)",
        "pl": r"(?:strona|artykuł|adres(?!s))[^.]{0,40}(?:nie (?:istnieje|została znaleziona|jest dostępn)|usunięt"
        r"|przeniesion)|(?:wróć|przejdź) (?:do|na) stron|(?:artykuł|treść|strona)[^.]{0,60}(?:wygas|archiw"
        r"|nie jest już)",
        "cs": r"(?:stránka|článek|adresa|obsah|odkaz)[^.]{0,40}(?:(?:nebyl\w?|není|nelze) (?:nalez|dostupn|naj)"
        r"|neexistuje|smazán|odstraněn|přesunut)|(?:zpět|přejít|návrat) na (?:hlavní|úvodní|domovsk)\w*"
        r"|zkontrolujte (?:adresu|url)",
        "sv": r"(?:sidan|artikeln|adressen)[^.]{0,40}(?:inte (?:hittas|finns|längre)|finns inte|tagits bort"
        r"|flyttats)|till startsidan|(?:artikeln|sidan)[^.]{0,60}(?:gått ut|arkiv|avpublicer)",
        "da": r"(?:siden|artiklen|adressen|indholdet|linket)[^.]{0,40}(?:ikke (?:findes|fundet|finde|længere"
        r"|tilgængelig)|findes ikke|slettet|flyttet|fjernet)|(?:gå |tilbage )?til forsiden",
        "no": r"(?:siden|artikkelen|adressen|innholdet|lenken)[^.]{0,40}(?:ikke (?:finnes|funnet|finne|lenger"
        r"|tilgjengelig)|finnes ikke|slettet|flyttet|fjernet)|(?:gå |tilbake )?til forsiden",
        "fi": r"(?:sivu|artikkeli|osoite|juttu|linkki)\w{0,10}[^.]{0,40}(?:ei (?:löydy|löytynyt|ole|enää)|poistettu"
        r"|siirretty|vanhentunut)|(?:palaa |siirry )?etusivulle",
        "hu": r"(?:oldal|cikk|cím|tartalom|hivatkozás)\w{0,10}[^.]{0,40}(?:nem (?:található|létezik|elérhető|érhető)"
        r"|törölt|eltávolít|áthelyez|megszűnt)|(?:vissza )?a (?:főoldalra|címlapra|kezdőlapra)",
        "ro": r"(?:pagina|articolul|adresa|conținutul|linkul)[^.]{0,40}(?:nu (?:a fost|există|este|mai)|ștears"
        r"|mutat|eliminat)|(?:înapoi |mergi )?la (?:pagina principală|prima pagină|acasă)",
        "el": r"(?:σελίδα|άρθρο|διεύθυνση|περιεχόμενο)[^.]{0,40}(?:δεν (?:βρέθηκε|υπάρχει|είναι|μπορεί)"
        r"|διαγραφεί|μετακινηθεί|αφαιρεθεί)|(?:επιστροφή )?στην αρχική",
        "tr": r"(?:sayfa|haber|içerik|adres(?!s)|bağlantı|makale)\w{0,10}[^.]{0,40}(?:bulunam|mevcut değil|silinm"
        r"|kaldırıl|taşın|yok)|ana ?sayfaya? (?:dön|git)?",
        "ru": r"(?:страниц|статья|адрес|материал)[^.]{0,40}(?:не (?:найдена|существует|найден)|удален|перемещен"
        r"|удалён)|(?:вернуться )?на главную|(?:страниц|стать|адрес|материал|новост)\w{0,10}[^.]{0,40}(?:снят"
        r"|недоступ|устарел|больше нет)|перейти на главную|проверьте (?:адрес|правильность)",
        "uk": r"(?:сторінк|статт|адрес|матеріал|новин)\w{0,10}[^.]{0,40}(?:не (?:знайден|існує)|видален|переміщен"
        r"|недоступ|застаріл)|(?:повернутися |перейти )?на головну",
        "ar": r"(?:الصفحة|المقال|الرابط|المحتوى|الخبر)[^.]{0,40}(?:غير (?:موجود|متوفر|متاح)|لم (?:يعد|تعد|يتم)"
        r"|(?:تم )?(?:حذف|نقل)|حُذف)|(?:العودة|الرجوع|انتقل) إلى (?:الصفحة )?الرئيسية|التي تبحث عنها",
        "fa": r"(?:صفحه|مطلب|خبر|آدرس|نشانی)[^.]{0,40}(?:یافت نشد|پیدا نشد|وجود ندارد|حذف|منتقل|در دسترس نیست)"
        r"|(?:بازگشت )?به صفحه (?:اصلی|نخست)",
        "he": r"(?:הדף|העמוד|הכתבה|הכתובת|הקישור)[^.]{0,40}(?:לא (?:נמצא|קיי)|אינו|הוסר|נמחק|הועבר)|(?:חזרה "
        r"|חזור |מעבר )?ל(?:דף|עמוד) הבית",
        "hi": r"(?:पेज|पृष्ठ|लेख|लिंक|खबर)[^।]{0,40}(?:नहीं मिल|मौजूद नहीं|उपलब्ध नहीं|हटा)|(?:होम ?पेज"
        r"|मुखपृष्ठ) पर (?:जाएं|जाएँ|वापस)",
        "id": r"(?:halaman|artikel|alamat|konten|tautan|berita)[^.]{0,40}(?:tidak (?:ditemukan|tersedia|ada"
        r"|lagi)|telah (?:dihapus|dipindah)|dihapus|dipindahkan)|kembali ke (?:beranda|halaman (?:utama"
        r"|depan))",
        "vi": r"(?:trang|bài viết|địa chỉ|nội dung|đường dẫn)[^.]{0,40}(?:không (?:tồn tại|tìm thấy|còn)"
        r"|đã (?:bị )?(?:xóa|xoá|di chuyển|gỡ))|(?:quay (?:lại|về) |về )trang chủ",
        "th": r"(?:หน้า|บทความ|ลิงก์|เนื้อหา|ข่าว)[^.]{0,60}(?:ไม่(?:พบ|มี|สามารถ)|ถูก(?:ลบ|ย้าย))|กลับ(?:ไปที่"
        r"|สู่|ไป)?หน้า(?:หลัก|แรก)",
        "zh": r"(?:页面|頁面|文章|网页|網頁)[^。]{0,30}(?:不存在|删除|刪除|移动|找不到)|返回首页|返回首頁|(?:您"
        r"|你)?(?:访问|訪問|要找|查找|浏览|瀏覽)的(?:页面|頁面|内容|內容|文章)|(?:链接|連結|网址|網址"
        r"|地址)[^。]{0,20}(?:错误|有误|失效|过期|過期|錯誤)|(?:返回|回到)(?:首页|首頁|主页|主頁)"
        r"|(?<!\d)\d{1,3} ?秒(?:后|後)?[^。]{0,10}(?:跳转|返回|跳轉)",
        "ja": r"(?:ページ|記事|URL|アドレス)[^。]{0,40}(?:見つかりません|存在しない|存在しません|削除|移動|変更)"
        r"|トップページ(?:へ|に)|お探しのページ|(?:公開|掲載)(?:期間)?(?:が|は|を)?終了|(?:トップ"
        r"|ホーム)(?:ページ)?(?:へ|に)戻る",
        "ko": r"페이지[^.]{0,40}(?:찾을 수 없|존재하지|삭제)|홈으로|(?:페이지|기사|주소"
        r"|게시물)[^.]{0,40}(?:없(?:습니다|거나)|변경|이동|잘못|만료)|(?:메인"
        r"|홈)(?: ?페이지)?(?:으)?로 ?(?:이동|가기|돌아가)",
    },
)
