"""The right codec makes the best words of a page's bytes, by the letters in charset/alphabets.py."""

import pytest

from agents.extract.charset.fitness import MULTI_BYTE, SINGLE_BYTE, fitness, of_letters, sample_of

TEXTS = {
    ("Правительство утвердило новый бюджет, сообщила пресс-служба. Депутаты обсудят его во вторник.", "cp1251"): "ru",
    ("Уряд затвердив новий бюджет, повідомила прес-служба. Депутати обговорять його у вівторок.", "koi8-u"): "uk",
    ("Влада је усвојила нови буџет, саопштила је служба за штампу. Посланици ће о њему.", "cp1251"): "sr",
    ("Rząd przyjął we wtorek nowy budżet, który posłowie będą omawiać w przyszłym tygodniu.", "iso8859-2"): "pl",
    ("Vláda v úterý schválila nový rozpočet, o němž budou poslanci jednat příští týden.", "cp1250"): "cs",
    ("Hükümet salı günü yeni bütçeyi kabul etti; milletvekilleri gelecek hafta görüşecek.", "cp1254"): "tr",
    ("Vyriausybė antradienį patvirtino naują biudžetą, kurį Seimo nariai svarstys kitą savaitę.", "cp1257"): "lt",
    ("Η κυβέρνηση παρουσίασε την Τρίτη τον νέο προϋπολογισμό στη Βουλή των Ελλήνων.", "cp1253"): "el",
    ("أعلنت الحكومة يوم الثلاثاء الميزانية الجديدة التي سيناقشها النواب الأسبوع المقبل.", "cp1256"): "ar",
    ("הממשלה אישרה ביום שלישי את התקציב החדש, והכנסת תדון בו בשבוע הבא, כך נמסר.", "cp1255"): "he",
    ("รัฐบาลอนุมัติงบประมาณใหม่เมื่อวันอังคาร และสมาชิกสภาจะอภิปรายในสัปดาห์หน้า", "cp874"): "th",
    ("Ríkisstjórnin samþykkti á þriðjudag ný fjárlög sem þingmenn ræða í næstu viku.", "cp1252"): "is",
    ("東京都は新しい予算案を発表した。議会は火曜日に審議を始める予定だ。", "cp932"): "ja",
    ("東京都は新しい予算案を発表した。議会は火曜日に審議を始める予定だ。", "euc_jp"): "ja",
    ("政府周二公布了新的预算案，议会将于下周开始审议。记者从北京报道。", "gb18030"): "zh",
    ("政府週二公布新預算案，議會下週開始審議，記者臺北報導。", "big5hkscs"): "zh",
    ("정부는 화요일 새 예산안을 발표했으며 국회는 다음 주에 심의를 시작할 예정이다.", "cp949"): "ko",
}


@pytest.mark.parametrize("text, codec", TEXTS)
def test_the_right_codec_fits_best(text, codec):
    sample = sample_of(f"<p>{text}</p><p>{text}</p>".encode(codec))
    best = max((*MULTI_BYTE, *SINGLE_BYTE), key=lambda one: fitness(sample, one))
    assert text in sample.decode(best)
    assert fitness(sample, best) > 0.8


def test_letters_that_the_language_does_not_have_do_not_fit():
    russian, _ = next(iter(TEXTS))
    assert of_letters(russian) > 0.9
    assert of_letters(russian.encode("cp1251").decode("cp1252")) < 0.3
    assert of_letters("plain text") == 0.0


def test_the_sample_is_the_text_with_most_bytes_beyond_ascii_and_bounded():
    assert sample_of(b"<p title='\xe9'>plain</p>") == b""
    assert sample_of(b"<p>caf\xe9</p><p>plain</p>") == b"caf\xe9"
    assert len(sample_of(b"\xe9" * 1_000_000)) < 4_000
