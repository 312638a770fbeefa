"""Calendars beside the Gregorian one: their months' names, and their days as those of the Gregorian calendar.

The arithmetic is that of Reingold and Dershowitz, Calendrical Calculations (4th edition, 2018) and of ICU
(https://unicode-org.github.io/icu/userguide/datetime/calendar/). Two calendars are decided year by year, and so are
tables here. A year outside of these is no date: absent is better than a day off.
"""

from datetime import date
from enum import StrEnum
from itertools import accumulate


class Calendar(StrEnum):
    """How a date's year, month and day are counted."""

    GREGORIAN = "gregorian"
    BUDDHIST = "buddhist"  # Thailand, Laos, Cambodia: the Gregorian day, 543 years ahead
    MINGUO = "minguo"  # Taiwan: the Gregorian day, 1911 years behind
    PERSIAN = "persian"  # Iran, Afghanistan: from the spring equinox
    HIJRI = "hijri"  # lunar; as Saudi Arabia prints it
    ETHIOPIC = "ethiopic"
    BIKRAM = "bikram"  # Nepal


# By calendar and language; the forms of a month are between slashes, a `_` is a space.
MONTHS = {
    Calendar.PERSIAN: {
        "fa": "فروردین اردیبهشت خرداد تیر مرداد/امرداد شهریور مهر آبان آذر دی بهمن اسفند",
        "prs": "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
        "ps": "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ/لیندی مرغومی سلواغه کب",
        "ckb": "خاکەلێوە گوڵان/بانەمەڕ جۆزەردان پووشپەڕ گەلاوێژ خەرمانان ڕەزبەر گەڵاڕێزان سەرماوەز "
        "بەفرانبار ڕێبەندان ڕەشەمێ",
        "en": "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand",
    },
    Calendar.HIJRI: {
        "ar": "محرم/المحرم صفر ربيع_الأول/ربيع_أول ربيع_الثاني/ربيع_الآخر/ربيع_ثاني جمادى_الأولى/جمادى_الأول "
        "جمادى_الآخرة/جمادى_الثانية/جمادى_الآخر/جمادى_الثاني رجب شعبان رمضان شوال ذو_القعدة/ذي_القعدة "
        "ذو_الحجة/ذي_الحجة",
        "fa": "محرم صفر ربیع_الاول ربیع_الثانی جمادی_الاول جمادی_الثانی رجب شعبان رمضان شوال "
        "ذی_القعده/ذیقعده ذی_الحجه/ذیحجه",
        "ur": "محرم/محرم_الحرام صفر/صفر_المظفر ربیع_الاول ربیع_الثانی جمادی_الاول/جمادی_الاولی "
        "جمادی_الثانی/جمادی_الثانیہ "
        "رجب/رجب_المرجب شعبان/شعبان_المعظم رمضان/رمضان_المبارک شوال/شوال_المکرم ذوالقعدہ/ذیقعد ذوالحجہ/ذوالحج",
        "en": "muharram safar rabi_al-awwal rabi_al-thani jumada_al-awwal jumada_al-thani rajab shaban/sha'ban "
        "ramadan/ramadhan shawwal dhul_qadah dhul_hijjah",
        "id": "muharam safar rabiulawal rabiulakhir/rabiulawwal jumadilawal jumadilakhir rajab "
        "syakban/syaban ramadan/ramadhan "
        "syawal/syawwal zulkaidah/dzulqa'dah zulhijah/dzulhijjah",
    },
    Calendar.ETHIOPIC: {
        "am": "መስከረም ጥቅምት ኅዳር/ህዳር ታኅሣሥ/ታህሳስ ጥር የካቲት መጋቢት ሚያዝያ ግንቦት ሰኔ ሐምሌ/ሀምሌ ነሐሴ/ነሀሴ ጳጉሜን/ጳጉሜ",
        "ti": "መስከረም ጥቅምቲ ሕዳር ታሕሳስ ጥሪ ለካቲት መጋቢት ሚያዝያ ግንቦት ሰነ ሓምለ ነሓሰ ጳጉሜን/ጳጉሜ",
    },
    Calendar.BIKRAM: {
        "ne": "बैशाख/वैशाख जेठ/जेष्ठ असार/आषाढ साउन/श्रावण भदौ/भाद्र असोज/आश्विन कात्तिक/कार्तिक/कातिक "
        "मंसिर/मङ्सिर पुस/पुष/पौष माघ "
        "फागुन/फाल्गुन चैत/चैत्र",
    },
}
YEARS = {  # that newspapers print
    Calendar.GREGORIAN: range(1900, 2100),
    Calendar.BUDDHIST: range(2443, 2643),
    Calendar.MINGUO: range(1, 189),
    Calendar.PERSIAN: range(1290, 1430),
    Calendar.HIJRI: range(1410, 1481),
    Calendar.ETHIOPIC: range(1900, 2093),
    Calendar.BIKRAM: range(2050, 2084),
}

# The months of 30 days of each year since 1410, as bits from the first month on: ICU's table of Umm al-Qura.
_HIJRI_YEARS = (
    "da4 db2 ab9 4ba a5b 52b a95 b2a b55 55c 4bd 23d 91d a95 b4a b5a 56d 2b6 93b 49b 655 6a9 754 b6a 56c aad 555 "
    "b29 b92 ba9 5d4 ada 55a aab 595 749 764 baa 5b5 2b6 a56 e4d b25 b52 b6a 5ad 2ae 92f 497 64b 6a5 6ac ad6 55d "
    "49d a4d d16 d95 5aa 5b5 2da 95b 4ad 595 6ca 6e4 aea 4f5 2b6 956 aaa"
)
_HIJRI_LENGTHS = [[29 + (int(year, 16) >> 11 - month & 1) for month in range(12)] for year in _HIJRI_YEARS.split()]
_HIJRI_STARTS = list(accumulate(map(sum, _HIJRI_LENGTHS), initial=0))
_HIJRI_DAY = date(2023, 7, 19).toordinal() - _HIJRI_STARTS[1445 - 1410]  # 1 Muharram 1445

# The days of the months of each year since 2050, less 29: they follow the sun from constellation to constellation. The
# tables on the web agree up to 2080 only; 2081 to 2083 are as almanacs, and the dates of Nepal's elections, have them.
_BIKRAM_YEARS = (
    "232321110102 222322101011 223222101011 232321110011 232321110102 223222101101 223231101011 232321110012 "
    "132321110102 223222101011 223321101011 232321110012 132322010102 223222101011 223321101011 232321110012 "
    "222322011002 223222101011 223321101011 232321110012 222322011011 223222101011 232321101011 232321110012 "
    "222322101011 223222101011 232321110011 232321110102 222322101011 223222101011 232321110011 232321110102 "
    "223222101011 223222101011"
)
_BIKRAM_LENGTHS = [[29 + int(month) for month in year] for year in _BIKRAM_YEARS.split()]
_BIKRAM_STARTS = list(accumulate(map(sum, _BIKRAM_LENGTHS), initial=0))
_BIKRAM_DAY = date(2023, 4, 14).toordinal() - _BIKRAM_STARTS[2080 - 2050]  # 1 Baisakh 2080

_BEFORE_PERSIAN = date(622, 3, 21).toordinal() - 1  # 1 Farvardin 1 in the proleptic Gregorian calendar
_BEFORE_ETHIOPIC = date(8, 8, 27).toordinal() - 1  # 1 Meskerem 1


def to_gregorian(calendar: Calendar, year: int, month: int, day: int) -> date:
    """Return a day of a calendar as one of the Gregorian; raises ValueError if it has no such day."""
    if year not in YEARS[calendar]:
        raise ValueError(year)
    if calendar is Calendar.BUDDHIST:
        return date(year - 543, month, day)
    if calendar is Calendar.MINGUO:
        return date(year + 1911, month, day)
    convert = _CONVERT.get(calendar)
    return convert(year, month, day) if convert else date(year, month, day)


def _persian(year: int, month: int, day: int) -> date:
    """Convert by the cycle of 33 years, which agrees with the equinox from 1206 to 1498, as ICU does."""
    leap_years = (8 * year + 21) // 33
    last = 31 if month <= 6 else 30 if month <= 11 or (8 * year + 29) // 33 > leap_years else 29
    _check(month, 12, day, last)
    before = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    return date.fromordinal(_BEFORE_PERSIAN + 365 * (year - 1) + leap_years + before + day)


def _ethiopic(year: int, month: int, day: int) -> date:
    _check(month, 13, day, 30 if month <= 12 else 6 if year % 4 == 3 else 5)
    return date.fromordinal(_BEFORE_ETHIOPIC + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day)


def _hijri(year: int, month: int, day: int) -> date:
    place = year - YEARS[Calendar.HIJRI].start
    return _by_table(_HIJRI_DAY + _HIJRI_STARTS[place], _HIJRI_LENGTHS[place], month, day)


def _bikram(year: int, month: int, day: int) -> date:
    place = year - YEARS[Calendar.BIKRAM].start
    return _by_table(_BIKRAM_DAY + _BIKRAM_STARTS[place], _BIKRAM_LENGTHS[place], month, day)


def _by_table(new_year: int, lengths: list[int], month: int, day: int) -> date:
    _check(month, 12, day, lengths[month - 1] if 1 <= month <= 12 else 0)
    return date.fromordinal(new_year + sum(lengths[: month - 1]) + day - 1)


def _check(month: int, months: int, day: int, days: int) -> None:
    """Raise ValueError if there is no such month or day."""
    if not (1 <= month <= months and 1 <= day <= days):
        raise ValueError(month, day)


_CONVERT = {
    Calendar.PERSIAN: _persian,
    Calendar.HIJRI: _hijri,
    Calendar.ETHIOPIC: _ethiopic,
    Calendar.BIKRAM: _bikram,
}
