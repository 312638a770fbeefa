"""The most frequent function words of each language: a text without them is in another one.

Only of languages that others can be mistaken for: a text in Greek or Korean letters is in Greek or Korean. In lower
case; a word with an apostrophe counts as its parts. The lists are made of articles, prepositions, conjunctions,
pronouns and auxiliaries, the words that no report can do without.
"""

from typing import NamedTuple


class FunctionWords(NamedTuple):
    """Words of a language, in lower case, and the share that they have of the words of its news, 0 to 1."""

    words: frozenset[str]
    share: float


_WORDS = {
    "bg": "и на да се от за в не са по с който която които до при като има е бе беше ще си през след това че или той",
    "bs": "i je u na se da su za od s sa o ne koji koja koje što kao će bi iz do po nije ali ili te a tako to pri",
    "ca": "de la i que el a en les els un una per amb del es no al ha l d s és va dels són més com ser o",
    "cs": "a v se na je že s z do o i to za ve k jako ale by pro po od si které který která při není jsou byl bylo než",
    "da": "og i at er en på til af det den der for med de som har ikke et var fra han vil kan men ved sig om eller jeg",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an aus er hat",
    "en": "the of and to in a is that for on it as was with be by at he from are his this have had not or an they we",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha",
    "et": "ja on ei et ta ka see mis oli kui oma aga ning või selle ole seda mida kes nii siis veel ma välja üle pole",
    "eu": "eta da du ez ere bat dira izan zen dute baina edo dela bere egin ziren hau dituzte gero beste den duen arte",
    "fi": "ja on ei se oli että hän mutta kun ovat myös joka ole kuin tai sen jo ollut olla mukaan hänen mitä niin jos",
    "fr": "de la le et les des en un une du à que est pour dans qui par sur au a il pas plus ne ce se l d son avec",
    "gl": "de a o que e en do da un unha para os as con por non no na se dos das ao é máis como foi ó seu sua",
    "hr": "i je u na se da su za od s sa o ne koji koja koje što kao će bi iz do po nije ali ili te a tako to pri",
    "hu": "a az és hogy nem egy is meg csak de már el volt van még ki ez be vagy mint azt ha szerint után ezt sem",
    "id": "yang dan di ini itu dengan untuk dari dalam tidak akan pada ke adalah juga oleh sebagai karena ada telah",
    "is": "og að í á sem er til um var við en það af með ekki fyrir hann ekki var þar eru ég frá hún hafa verið því",
    "it": "di e il la che in a per un una è del con non si le da i della al dei sono nel più anche come l d ha gli ma",
    "lt": "ir kad į su iš yra tai bet nuo apie kaip jis buvo už prie dėl ar ne jo po jau bus per taip iki pat tik",
    "lv": "un ir ka ar no uz par kas arī bet lai pie kā tas tika tā bija nav pēc vai viņš gan jau tikai gada šo šī",
    "mk": "и на да се во од за не со го е ќе ги кој која кои што до по но тоа или беше како има дека ја би тој",
    "ms": "yang dan di ini itu dengan untuk dari dalam tidak akan pada ke adalah juga oleh sebagai kerana ada telah",
    "nl": "de het een van en in is dat op te zijn voor met die niet aan er om ook als maar bij door naar heeft hij uit",
    "nn": "og i å er det på som til en av for at med har ikkje ein dei var den eit frå vil kan men seg om eg vart han",
    "no": "og i å er det på som til en av for at med har ikke de et var den fra vil kan men seg om jeg ble han",
    "pl": "i w na z się do nie że to jest o od za po jak przez a ale dla co tym był są oraz który która które ze czy",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das foi é à seu sua ou",
    "ro": "de și în a la cu pe că din un o pentru nu care este să mai au sau al ale fi ce prin după i l s am se fost",
    "ru": "и в на не что с по за к из от для о он как это его у но а был все то так также до же бы было",
    "sk": "a v sa na je že s z do o i to za vo k ako ale by pre po od si ktoré ktorý ktorá pri nie sú bol bolo než",
    "sl": "in je v na se da so za z s pa ki po ne bi tudi od kot ob o k iz do ali še bo ni pri to če bil",
    "sq": "të e në dhe që një për me i nga se është ka më u nuk si do kjo por ishte janë ky tij edhe ai pas saj",
    "sr": "i je u na se da su za od s sa o ne koji koja koje što kao će bi iz do po nije ali ili te a tako to pri "
    "и је у на се да су за од с са о не који која које што као ће би из до по није али или те а тако то при",
    "sv": "och i att det som en på är av för med till den har de inte om ett han var men jag sig från vi kan hade när",
    "tr": "ve bir bu da de için ile olarak olan çok daha ne gibi o en kadar sonra var göre ise ama her oldu değil ki",
    "uk": "і в на не що з та у до за від для про як це є він але його по із а також був були або й так ми ж",
    "vi": "và của là có được cho trong một các không với những người đã này đến để khi từ ra tại về như sẽ vào",
}

_SHARES = {
    **dict.fromkeys("ca es".split(), 0.4),
    **dict.fromkeys("da fr gl it mk nl nn no pt ro sv".split(), 0.34),
    **dict.fromkeys("bg de en is sl sq".split(), 0.29),
    **dict.fromkeys("bs hr hu sr".split(), 0.24),
    **dict.fromkeys("cs et eu pl ru sk uk".split(), 0.2),
    **dict.fromkeys("fi id lv ms".split(), 0.16),
    **dict.fromkeys("lt tr vi".split(), 0.11),
}
"""Medians, rounded down, over the articles and labelled sentences at hand; of those without any, their neighbour's."""

FUNCTION_WORDS = {code: FunctionWords(frozenset(words.split()), _SHARES[code]) for code, words in _WORDS.items()}
