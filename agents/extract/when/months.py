"""The names of the months of the Gregorian calendar, by language: the forms that newspapers write, without full stops.

From the Unicode CLDR (https://cldr.unicode.org, `months` of each locale, format and stand-alone, wide and abbreviated),
with the cases that languages use after a day (`12. martā`), and spellings that are common besides. A `_` is a space.
"""

MONTHS = {
    "af": (
        "januarie/jan februarie/feb maart/mrt april/apr mei junie/jun julie/jul augustus/aug september/sep "
        "oktober/okt november/nov desember/des"
    ),
    "am": (
        "ጃንዋሪ/ጃን/ጃንዩ/ጃንዩወሪ ፌብሩዋሪ/ፌብ/ፌብሩ/ፌብሩወሪ ማርች ኤፕሪል/ኤፕሪ ሜይ ጁን ጁላይ ኦገስት/ኦገስ ሴፕቴምበር/ሴፕቴ ኦክቶበር/ኦክቶ ኖቬምበር/ኖቬም ዲሴምበር/ዲሴም"
    ),
    "ar": (
        "يناير/جانفي/كانون_الثاني/كانون_ثاني فبراير/فيفري/شباط مارس/آذار/اذار أبريل/أفريل/نيسان "
        "مايو/ماي/أيار/ايار يونيو/جوان/حزيران/يونيه/يونية يوليو/جويلية/تموز/يوليوز/يوليه/يولية "
        "أغسطس/أوت/آب/غشت/آوت سبتمبر/أيلول/شتنبر أكتوبر/تشرين_الأول/تشرين_أول "
        "نوفمبر/تشرين_الثاني/نونبر/تشرين_ثاني/نوفبر ديسمبر/كانون_الأول/دجنبر/كانون_أول/دجمبر"
    ),
    "as": (
        "জানুৱাৰী/জানু ফেব্ৰুৱাৰী/ফেব্ৰু মাৰ্চ এপ্ৰিল মে’/মে'/মে জুন জুলাই আগষ্ট/আগ ছেপ্তেম্বৰ/ছেপ্তে/সেপ্ট "
        "অক্টোবৰ/অক্টো নৱেম্বৰ/নৱে/নভে ডিচেম্বৰ/ডিচে/ডিসে"
    ),
    "az": (
        "yanvar/yan fevral/fev mart/mar aprel/apr may iyun/iyn/i̇yun iyul/iyl/i̇yul avqust/avq sentyabr/sen "
        "oktyabr/okt noyabr/noy dekabr/dek"
    ),
    "be": (
        "студзеня/сту/студзень/стд лютага/лют/люты сакавіка/сак/сакавік красавіка/кра/красавік/крс "
        "мая/май/траўня/тра чэрвеня/чэр/чэрвень ліпеня/ліп/ліпень жніўня/жні/жнівень/жнівеня/жнв "
        "верасня/вер/верасень/врс кастрычніка/кас/кастрычнік/кст лістапада/ліс/лістапад снежня/сне/снежань/снж"
    ),
    "bg": (
        "януари/яну/ян февруари/фев/фв март април/апр/ап май юни/юн юли/юл август/авг септември/сеп/септ/септм "
        "октомври/окт ноември/ное декември/дек"
    ),
    "bn": (
        "জানুয়ারী/জানু/জানুয়ারি ফেব্রুয়ারী/ফেব/ফেব্রুয়ারি মার্চ এপ্রিল/এপ্রি মে জুন জুলাই/জুল আগস্ট/আগ/আগষ্ট "
        "সেপ্টেম্বর/সেপ/সেপ্টে অক্টোবর/অক্টো নভেম্বর/নভে ডিসেম্বর/ডিসে"
    ),
    "bs": (
        "januar/jan/јануар/јан/januara februar/feb/фебруар/феб/februara mart/mar/март/мар/marta "
        "april/apr/април/апр/aprila maj/мај/maja juni/jun/јуни/јун/juna juli/jul/јули/јул/jula "
        "august/aug/аугуст/ауг/avg/avgust/augusta septembar/sep/септембар/сеп/septembra "
        "oktobar/okt/октобар/окт/oktobra novembar/nov/новембар/нов/novembra decembar/dec/децембар/дец/decembra"
    ),
    "ca": (
        "gener/gen febrer/febr març abril/abr maig juny juliol/jul agost setembre/set octubre/oct novembre/nov "
        "desembre/des"
    ),
    "ckb": (
        "کانوونی_دووەم شوبات ئازار نیسان ئایار حوزەیران/حوزەیران تەممووز/تەموز ئاب ئەیلوول/ئەیلول تشرینی_یەکەم "
        "تشرینی_دووەم کانوونی_یەکەم"
    ),
    "cs": (
        "ledna/led/leden/lednu února/úno/únor/únr/únoru března/bře/březen/březnu dubna/dub/duben/dubnu "
        "května/kvě/květen/květnu června/čvn/červen/čer/červnu července/čvc/červenec/črc/červenci/črv "
        "srpna/srp/srpen/srpnu září/zář října/říj/říjen/říjnu listopadu/lis/listopad "
        "prosince/pro/prosinec/prosinci"
    ),
    "cy": (
        "ionawr/ion chwefror/chwef/chw mawrth/maw ebrill/ebr mai mehefin/meh gorffennaf/gorff/gor awst medi "
        "hydref/hyd tachwedd/tach rhagfyr/rhag"
    ),
    "da": (
        "januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sep oktober/okt "
        "november/nov december/dec"
    ),
    "de": (
        "januar/jan/jänner/jän februar/feb/feber märz/mär/mrz/maerz april/apr mai juni/jun juli/jul august/aug "
        "september/sept/sep oktober/okt november/nov dezember/dez"
    ),
    "el": (
        "ιανουαρίου/ιαν/ιανουάριοσ φεβρουαρίου/φεβ/φεβρουάριοσ/φλεβ μαρτίου/μαρ/μάρτιοσ/μάρ απριλίου/απρ/απρίλιοσ "
        "μαΐου/μαΐ/μάιοσ/μάι/μαι/μαϊ/μαΐ ιουνίου/ιουν/ιούνιοσ/ιούν ιουλίου/ιουλ/ιούλιοσ/ιούλ "
        "αυγούστου/αυγ/αύγουστοσ/αύγ σεπτεμβρίου/σεπ/σεπτέμβριοσ οκτωβρίου/οκτ/οκτώβριοσ "
        "νοεμβρίου/νοε/νοέμβριοσ/νοέ δεκεμβρίου/δεκ/δεκέμβριοσ"
    ),
    "en": (
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept "
        "october/oct november/nov december/dec"
    ),
    "es": (
        "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago "
        "septiembre/sept/setiembre/sep/set octubre/oct noviembre/nov diciembre/dic"
    ),
    "et": (
        "jaanuar/jaan/jaanuaril/jaanuari veebruar/veebr/veebruaril/veebruari märts/märtsil/märtsi "
        "aprill/apr/aprillil/aprilli mai/mail juuni/juunil juuli/juulil august/aug/augustil/augusti "
        "september/sept/septembril/septembri oktoober/okt/oktoobril/oktoobri november/nov/novembril/novembri "
        "detsember/dets/detsembril/detsembri"
    ),
    "eu": (
        "urtarrila/urt/urtarrilaren/urtarrilak otsaila/ots/otsailaren/otsailak martxoa/mar/martxoaren/martxoak "
        "apirila/api/apirilaren/apirilak maiatza/mai/maiatzaren/maiatzak ekaina/eka/ekainaren/ekainak "
        "uztaila/uzt/uztailaren/uztailak abuztua/abu/abuztuaren/abuztuak iraila/ira/irailaren/irailak "
        "urria/urr/urriaren/urriak azaroa/aza/azaroaren/azaroak abendua/abe/abenduaren/abenduak"
    ),
    "fa": (
        "ژانویه/جنوری فوریه/فبروری مارس/مارچ آوریل/اپریل مه/می/مي ژوئن/جون ژوئیه/جولای اوت/آگست/اگست/آگوست/اوگست "
        "سپتامبر/سپتمبر اکتبر/اکتوبر نوامبر/نومبر دسامبر/دسمبر"
    ),
    "fi": (
        "tammikuuta/tammi/tammikuu/tammik/tammikuussa/tammikuun "
        "helmikuuta/helmi/helmikuu/helmik/helmikuussa/helmikuun "
        "maaliskuuta/maalis/maaliskuu/maalisk/maaliskuussa/maaliskuun "
        "huhtikuuta/huhti/huhtikuu/huhtik/huhtikuussa/huhtikuun "
        "toukokuuta/touko/toukokuu/toukok/toukokuussa/toukokuun kesäkuuta/kesä/kesäkuu/kesäk/kesäkuussa/kesäkuun "
        "heinäkuuta/heinä/heinäkuu/heinäk/heinäkuussa/heinäkuun elokuuta/elo/elokuu/elok/elokuussa/elokuun "
        "syyskuuta/syys/syyskuu/syysk/syyskuussa/syyskuun lokakuuta/loka/lokakuu/lokak/lokakuussa/lokakuun "
        "marraskuuta/marras/marraskuu/marrask/marraskuussa/marraskuun "
        "joulukuuta/joulu/joulukuu/jouluk/joulukuussa/joulukuun"
    ),
    "fil": (
        "enero/ene pebrero/peb marso/mar abril/abr mayo/may hunyo/hun hulyo/hul agosto/ago setyembre/set "
        "oktubre/okt nobyembre/nob disyembre/dis"
    ),
    "fo": (
        "januar/jan februar/feb mars/mar apríl/apr mai juni/jun juli/jul august/aug september/sep oktober/okt "
        "november/nov desember/des"
    ),
    "fr": (
        "janvier/janv/jan février/févr/fév/fevrier/fevr mars avril/avr mai juin/jun juillet/juil/jul "
        "août/aoû/aout septembre/sept/sep octobre/oct novembre/nov décembre/déc/decembre"
    ),
    "ga": (
        "eanáir/ean feabhra/feabh márta aibreán/aib bealtaine/beal meitheamh/meith iúil lúnasa/lún "
        "meán_fómhair/mfómh deireadh_fómhair/dfómh samhain/samh nollaig/noll"
    ),
    "gl": (
        "xaneiro/xan febreiro/feb marzo/mar abril/abr maio xuño xullo/xul agosto/ago setembro/set outubro/out "
        "novembro/nov decembro/dec"
    ),
    "gu": ("જાન્યુઆરી/જાન્યુ ફેબ્રુઆરી/ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર/સપ્ટે ઑક્ટોબર/ઑક્ટો નવેમ્બર/નવે ડિસેમ્બર/ડિસે"),
    "ha": (
        "janairu/jan faburairu/fab maris/mar afirilu/afi mayu/may yuni/yun yuli/yul agusta/agu satumba/sat "
        "oktoba/okt nuwamba/nuw disamba/dis"
    ),
    "he": (
        "ינואר/ינו פברואר/פבר מרץ/מרס/מארס אפריל/אפר מאי יוני/יונ יולי/יול אוגוסט/אוג ספטמבר/ספט אוקטובר/אוק "
        "נובמבר/נוב דצמבר/דצמ"
    ),
    "hi": (
        "जनवरी/जन फ़रवरी/फ़र/फरवरी/फर मार्च अप्रैल मई जून जुलाई/जुल अगस्त/अग सितंबर/सित/सितम्बर "
        "अक्टूबर/अक्टू/अक्तूबर/अक्तू/अक्ट नवंबर/नव/नवम्बर दिसंबर/दिस/दिसम्बर"
    ),
    "hr": (
        "siječnja/sij/siječanj/siječnju/siječnjem veljače/velj/veljača/veljači/veljačom "
        "ožujka/ožu/ožujak/ožujku/ožujkom travnja/tra/travanj/travnju/travnjem "
        "svibnja/svi/svibanj/svibnju/svibnjem lipnja/lip/lipanj/lipnju/lipnjem srpnja/srp/srpanj/srpnju/srpnjem "
        "kolovoza/kol/kolovoz/kolovozu/kolovozom rujna/ruj/rujan/rujnu/rujnom "
        "listopada/lis/listopad/listopadu/listopadom "
        "studenoga/stu/studeni/studenom/studenomu/studenome/studenog/studenim "
        "prosinca/pro/prosinac/prosincu/prosincem"
    ),
    "hu": (
        "január/jan/januári február/febr/feb/ii/februári március/márc/már/iii/márciusi április/ápr/iv/áprilisi "
        "május/máj/májusi június/jún/vi/júniusi július/júl/vii/júliusi augusztus/aug/viii/augusztusi "
        "szeptember/szept/ix/szeptemberi október/okt/októberi november/nov/xi/novemberi "
        "december/dec/xii/decemberi"
    ),
    "hy": (
        "հունվարի/հնվ/հունվար փետրվարի/փտվ/փետրվար մարտի/մրտ/մարտ ապրիլի/ապր/ապրիլ մայիսի/մյս/մայիս "
        "հունիսի/հնս/հունիս հուլիսի/հլս/հուլիս օգոստոսի/օգս/օգոստոս սեպտեմբերի/սեպ/սեպտեմբեր "
        "հոկտեմբերի/հոկ/հոկտեմբեր նոյեմբերի/նոյ/նոյեմբեր դեկտեմբերի/դեկ/դեկտեմբեր"
    ),
    "id": (
        "januari/jan februari/feb/peb/pebruari maret/mar/mrt april/apr mei/mai juni/jun juli/jul "
        "agustus/agu/agt/agst/agus september/sep/sept oktober/okt november/nov/nop/nopember desember/des"
    ),
    "is": (
        "janúar/jan febrúar/feb mars/mar apríl/apr maí júní/jún júlí/júl ágúst/ágú september/sep október/okt "
        "nóvember/nóv desember/des"
    ),
    "it": (
        "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set "
        "ottobre/ott novembre/nov dicembre/dic"
    ),
    "ka": (
        "იანვარი/იან/იანვარს/იანვრის თებერვალი/თებ/თებერვალს/თებერვლის მარტი/მარ/მარტს/მარტის "
        "აპრილი/აპრ/აპრილს/აპრილის მაისი/მაი/მაისს/მაისის ივნისი/ივნ/ივნისს/ივნისის ივლისი/ივლ/ივლისს/ივლისის "
        "აგვისტო/აგვ/აგვისტოს სექტემბერი/სექ/სექტემბერს/სექტემბრის ოქტომბერი/ოქტ/ოქტომბერს/ოქტომბრის "
        "ნოემბერი/ნოე/ნოემბერს/ნოემბრის დეკემბერი/დეკ/დეკემბერს/დეკემბრის"
    ),
    "kk": (
        "қаңтар/қаң ақпан/ақп наурыз/нау сәуір/сәу мамыр/мам маусым/мау шілде/шіл тамыз/там қыркүйек/қыр "
        "қазан/қаз қараша/қар желтоқсан/жел"
    ),
    "km": "មករា កុម្ភៈ/កុម្ភះ/កុម្ភ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
    "kn": ("ಜನವರಿ/ಜನ ಫೆಬ್ರವರಿ/ಫೆಬ್ರ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್/ಏಪ್ರಿ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್/ಆಗ ಸೆಪ್ಟೆಂಬರ್/ಸೆಪ್ಟೆಂ ಅಕ್ಟೋಬರ್/ಅಕ್ಟೋ ನವೆಂಬರ್/ನವೆಂ ಡಿಸೆಂಬರ್/ಡಿಸೆಂ"),
    "ku": (
        "rêbendan/rbn/çileya_paşîn/rêbendanê sibat/sbt/reşemî/reşemiyê/sibatê adar/adr/adarê nîsan/nsn/nîsanê "
        "gulan/gln/gulanê hezîran/hzr/hezîranê/pûşperê tîrmeh/trm/tîrmehê tebax/tbx/tebaxê/gelawêjê "
        "îlon/îln/îlonê/rezberê cotmeh/cot/cotmehê/kewçêr mijdar/mjd/mijdarê/sermawezê "
        "berfanbar/brf/berfanbarê/kanûn/kanûnê"
    ),
    "ky": (
        "январь/янв февраль/фев март/мар апрель/апр май июнь/июн/июну июль/июл август/авг сентябрь/сен "
        "октябрь/окт ноябрь/ноя декабрь/дек"
    ),
    "lb": (
        "januar/jan februar/feb mäerz/mäe abrëll/abr mee juni/jun juli/jul august/aug september/sep oktober/okt "
        "november/nov dezember/dez"
    ),
    "lo": ("ມັງກອນ/ມກ ກຸມພາ/ກພ ມີນາ/ມນ ເມສາ/ມສ ພຶດສະພາ/ພພ ມິຖຸນາ/ມິຖ ກໍລະກົດ/ກລ ສິງຫາ/ສຫ ກັນຍາ/ກຍ ຕຸລາ/ຕລ ພະຈິກ/ພຈ ທັນວາ/ທວ"),
    "lt": (
        "sausio/saus/sausis vasario/vas/vasaris kovo/kov/kovas balandžio/bal/balandis gegužės/geg/gegužė "
        "birželio/birž/birželis liepos/liep/liepa rugpjūčio/rugp/rugpjūtis rugsėjo/rugs/rugsėjis "
        "spalio/spal/spalis lapkričio/lapkr/lapkritis gruodžio/gruod/gruodis"
    ),
    "lv": (
        "janvāris/janv/janvārī/janvāra februāris/febr/februārī/februāra marts/martā/marta "
        "aprīlis/apr/aprīlī/aprīļa maijs/maijā/maija jūnijs/jūn/jūnijā/jūnija jūlijs/jūl/jūlijā/jūlija "
        "augusts/aug/augustā/augusta septembris/sept/septembrī/septembra oktobris/okt/oktobrī/oktobra "
        "novembris/nov/novembrī/novembra decembris/dec/decembrī/decembra"
    ),
    "mk": (
        "јануари/јан февруари/фев март/мар април/апр мај јуни/јун јули/јул август/авг септември/сеп/септ "
        "октомври/окт ноември/ное/ноем декември/дек"
    ),
    "ml": (
        "ജനുവരി/ജനു ഫെബ്രുവരി/ഫെബ്രു മാർച്ച്/മാർ ഏപ്രിൽ/ഏപ്രി മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്/ഓഗ/ആഗസ്റ്റ് "
        "സെപ്റ്റംബർ/സെപ്റ്റം ഒക്‌ടോബർ/ഒക്ടോ/ഒക്ടോബർ നവംബർ/നവം ഡിസംബർ/ഡിസം"
    ),
    "mn": (
        "нэгдүгээр_сар хоёрдугаар_сар гуравдугаар_сар дөрөвдүгээр_сар тавдугаар_сар "
        "зургаадугаар_сар/зургадугаар_сар долоодугаар_сар/долдугаар_сар наймдугаар_сар есдүгээр_сар "
        "аравдугаар_сар арван_нэгдүгээр_сар арван_хоёрдугаар_сар"
    ),
    "mr": ("जानेवारी/जाने फेब्रुवारी/फेब्रु मार्च एप्रिल/एप्रि मे जून जुलै ऑगस्ट/ऑग/ऑगष्ट सप्टेंबर/सप्टें ऑक्टोबर/ऑक्टो नोव्हेंबर/नोव्हें डिसेंबर/डिसें"),
    "ms": (
        "januari/jan februari/feb mac april/apr mei jun julai/jul ogos/ogo september/sep oktober/okt november/nov "
        "disember/dis"
    ),
    "mt": (
        "jannar/jan frar/fra marzu/mar april/apr mejju/mej ġunju/ġun lulju/lul awwissu/aww settembru/set "
        "ottubru/ott novembru/nov diċembru/diċ"
    ),
    "my": ("ဇန်နဝါရီ/ဇန် ဖေဖော်ဝါရီ/ဖေ မတ် ဧပြီ မေ ဇွန် ဇူလိုင်/ဇူ ဩဂုတ် စက်တင်ဘာ/စက် အောက်တိုဘာ/အောက် နိုဝင်ဘာ/နို ဒီဇင်ဘာ/ဒီ"),
    "ne": (
        "जनवरी/जनवरि फेब्रुअरी/फेब्रुवरी/फेब्रवरी मार्च अप्रिल मे/मई जुन जुलाई/जुलाइ अगस्ट सेप्टेम्बर अक्टोबर/अक्टोवर नोभेम्बर/नोवेम्बर डिसेम्बर"
    ),
    "nl": (
        "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep "
        "oktober/okt november/nov december/dec"
    ),
    "no": (
        "januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sep oktober/okt "
        "november/nov desember/des"
    ),
    "or": "ଜାନୁଆରୀ ଫେବୃଆରୀ ମାର୍ଚ୍ଚ ଅପ୍ରେଲ ମଇ ଜୁନ ଜୁଲାଇ ଅଗଷ୍ଟ ସେପ୍ଟେମ୍ବର ଅକ୍ଟୋବର ନଭେମ୍ବର ଡିସେମ୍ବର",
    "pa": ("ਜਨਵਰੀ/ਜਨ ਫ਼ਰਵਰੀ/ਫ਼ਰ ਮਾਰਚ ਅਪ੍ਰੈਲ/ਅਪ੍ਰੈ ਮਈ ਜੂਨ ਜੁਲਾਈ/ਜੁਲਾ ਅਗਸਤ/ਅਗ ਸਤੰਬਰ/ਸਤੰ ਅਕਤੂਬਰ/ਅਕਤੂ ਨਵੰਬਰ/ਨਵੰ ਦਸੰਬਰ/ਦਸੰ"),
    "pl": (
        "stycznia/sty/styczeń/styczen/styczniu lutego/lut/luty/lutym marca/mar/marzec/marcu "
        "kwietnia/kwi/kwiecień/kwiecien/kwietniu/kwie maja/maj/maju czerwca/cze/czerwiec/czerwcu "
        "lipca/lip/lipiec/lipcu sierpnia/sie/sierpień/sierpien/sierpniu "
        "września/wrz/wrzesień/wrzesien/wrzesnia/wrześniu/wrzesniu "
        "października/paź/październik/pazdziernik/pazdziernika/październiku/pazdzierniku/paz "
        "listopada/lis/listopad/listopadzie grudnia/gru/grudzień/grudzien/grudniu"
    ),
    "ps": "جنوري فبروري/فېبروري مارچ اپریل مۍ جون جولای اګست/اگست سېپتمبر/سپتمبر اکتوبر نومبر دسمبر",
    "pt": (
        "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago "
        "setembro/set/septembro outubro/out novembro/nov dezembro/dez"
    ),
    "ro": (
        "ianuarie/ian februarie/feb/febr martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug "
        "septembrie/sept/sep octombrie/oct noiembrie/nov/noiem decembrie/dec"
    ),
    "ru": (
        "января/янв/январь февраля/февр/февраль/фев марта/мар/март апреля/апр/апрель мая/май июня/июн/июнь "
        "июля/июл/июль августа/авг/август сентября/сент/сентябрь/сен октября/окт/октябрь ноября/нояб/ноябрь/ноя "
        "декабря/дек/декабрь"
    ),
    "si": (
        "ජනවාරි/ජන පෙබරවාරි/පෙබ මාර්තු/මාර් අප්‍රේල්/අප්රේල් මැයි ජූනි ජූලි අගෝස්තු/අගෝ සැප්තැම්බර්/සැප් ඔක්තෝබර්/ඔක් නොවැම්බර්/නොවැ දෙසැම්බර්/දෙසැ"
    ),
    "sk": (
        "januára/jan/január februára/feb/február marca/mar/marec apríla/apr/apríl mája/máj júna/jún júla/júl "
        "augusta/aug/august septembra/sep/september októbra/okt/október novembra/nov/november "
        "decembra/dec/december"
    ),
    "sl": (
        "januar/jan/januarja februar/feb/februarja marec/mar/marca april/apr/aprila maj/maja junij/jun/junija "
        "julij/jul/julija avgust/avg/avgusta september/sep/septembra oktober/okt/oktobra november/nov/novembra "
        "december/dec/decembra"
    ),
    "so": (
        "janaayo/jan/jannaayo/bisha_koobaad/kob febraayo/feb/bisha_labaad/lab maarso/mar/bisha_saddexaad/sad "
        "abriil/abr/bisha_afraad/afr maayo/may/bisha_shanaad/sha juun/jun/bisha_lixaad/lix "
        "luulyo/lul/bisha_todobaad/luuliyo/tod agosto/ogs/ogosto/bisha_sideedaad/sid "
        "sebtembar/seb/sebteembar/bisha_sagaalaad/sag oktoobar/okt/bisha_tobnaad/tob "
        "noofeembar/nof/bisha_kow_iyo_tobnaad/kit diseembar/dis/bisha_laba_iyo_tobnaad/lit"
    ),
    "sq": (
        "janar/jan shkurt/shk mars/mar prill/pri maj qershor/qer korrik/korr/kor gusht/gush/gsh shtator/sht "
        "tetor/tet nëntor/nën dhjetor/dhj"
    ),
    "sr": (
        "јануар/јан/januar/jan/januara/јануара фебруар/феб/februar/feb/februara/фебруара "
        "март/мар/mart/mar/marta/марта април/апр/april/apr/aprila/априла мај/maj/maja/маја "
        "јун/jun/juna/јуна/juni/јуни јул/jul/jula/јула/juli/јули август/авг/avgust/avg/avgusta/августа "
        "септембар/сеп/septembar/sep/septembra/септембра октобар/окт/oktobar/okt/oktobra/октобра "
        "новембар/нов/novembar/nov/novembra/новембра децембар/дец/decembar/dec/decembra/децембра"
    ),
    "sv": (
        "januari/jan februari/feb mars april/apr maj juni/jun juli/jul augusti/aug september/sep/sept oktober/okt "
        "november/nov december/dec"
    ),
    "sw": (
        "januari/jan februari/feb machi/mac/mach aprili/apr mei juni/jun julai/jul agosti/ago septemba/sep "
        "oktoba/okt novemba/nov desemba/des"
    ),
    "ta": (
        "ஜனவரி/ஜன பிப்ரவரி/பிப் மார்ச்/மார் ஏப்ரல்/ஏப் மே ஜூன் ஜூலை/சூலை/ஜுலை ஆகஸ்ட்/ஆக செப்டம்பர்/செப் அக்டோபர்/அக் நவம்பர்/நவ டிசம்பர்/டிச"
    ),
    "te": ("జనవరి/జన ఫిబ్రవరి/ఫిబ్ర మార్చి ఏప్రిల్/ఏప్రి మే జూన్ జులై/జూలై ఆగస్టు/ఆగ/ఆగష్టు సెప్టెంబర్/సెప్టెం అక్టోబర్/అక్టో నవంబర్/నవం డిసెంబర్/డిసెం"),
    "tg": (
        "январ/янв/январи феврал/фев/феврали март/мар/марти апрел/апр/апрели май/майи июн/июни/юни июл/июли/юли "
        "август/авг/августи сентябр/сен/сентябри октябр/окт/октябри ноябр/ноя/ноябри декабр/дек/декабри"
    ),
    "th": (
        "มกราคม/มค/มกรา กุมภาพันธ์/กพ/กุมภา มีนาคม/มีค/มีนา เมษายน/เมย/เมษา พฤษภาคม/พค/พฤษภา มิถุนายน/มิย/มิถุนา "
        "กรกฎาคม/กค/กรกฏาคม/กรกฎา สิงหาคม/สค/สิงหา กันยายน/กย/กันยา ตุลาคม/ตค/ตุลา พฤศจิกายน/พย/พฤศจิ "
        "ธันวาคม/ธค/ธันวา"
    ),
    "ti": "ጥሪ ለካቲት/ለካ መጋቢት/መጋ ሚያዝያ/ሚያ ጉንበት/ግን/ግንቦት ሰነ ሓምለ/ሓም ነሓሰ/ነሓ መስከረም/መስ ጥቅምቲ/ጥቅ ሕዳር/ሕዳ ታሕሳስ/ታሕ",
    "tk": "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr",
    "tr": (
        "ocak/oca/oc şubat/şub/şu mart/mar nisan/nis/ni mayıs/may haziran/haz/ha temmuz/tem/te ağustos/ağu/ağ "
        "eylül/eyl/ey ekim/eki/ek kasım/kas/ka aralık/ara/ar"
    ),
    "uk": (
        "січня/січ/січень лютого/лют/лютий березня/бер/березень/берез квітня/квіт/квітень/кві "
        "травня/трав/травень/тра червня/черв/червень/чер липня/лип/липень серпня/серп/серпень/сер "
        "вересня/вер/вересень/верес жовтня/жовт/жовтень/жов листопада/лист/листопад/листоп/лис "
        "грудня/груд/грудень/гру"
    ),
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "uz": (
        "yanvar/yan/январ/янв fevral/fev/феврал/фев mart/mar/март/мар aprel/apr/апрел/апр may/май iyun/iyn/июн "
        "iyul/iyl/июл avgust/avg/август/авг sentabr/sen/сентябр/сен oktabr/okt/октябр/окт noyabr/noy/ноябр/ноя "
        "dekabr/dek/декабр/дек"
    ),
    "vi": (
        "tháng_một tháng_hai tháng_ba tháng_tư tháng_năm tháng_sáu tháng_bảy tháng_tám tháng_chín tháng_mười "
        "tháng_mười_một tháng_mười_hai"
    ),
}
