"""Stories of a news agency, as tests print them in other forms, in English, and one of them also in German.

`tests/agents/deduplicate/state-1.jsonl` has hashes of their texts.
"""

from typing import NamedTuple


class Story(NamedTuple):
    """A story of seven paragraphs that begins with a dateline and names the agency once."""

    title: str
    paragraphs: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]  # numbers of the text, and others for them

    @property
    def number(self) -> tuple[str, str]:
        """A number that the text has, and another one for it."""
        return self.corrections[0]

    @property
    def text(self) -> str:
        """The whole text, a paragraph a line."""
        return "\n".join(self.paragraphs)


def _story(title: str, corrections: tuple[tuple[str, str], ...], text: str) -> Story:
    return Story(title, tuple(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n")), corrections)


FLOOD = _story(
    "River breaks its banks at Harlow and 4,000 people leave their homes",
    (("320", "350"), ("1.8", "1.9"), ("94 ", "97 "), ("36 hours", "40 hours")),
    """
    HARLOW (NNA) — More than 4,000 people left their homes in Harlow on Tuesday after the River Tarn broke its banks for
    the second time in a month and flooded the lower town.

    Firefighters used boats to bring residents out of 320 houses along Mill Street, where the water stood 1.8 metres
    deep in the morning. Three people were treated for cold at St Anne's Hospital, and nobody was reported missing by
    the evening.

    "We heard the water before we saw it," Margaret Dobbs, 71, who spent the night on the upper floor with her two dogs,
    told the Northern News Agency. "By the time I had found the torch, the stairs were gone."

    The regional water authority said that 94 millimetres of rain had fallen on the hills above the town in 36 hours,
    twice the amount of an average November. A gauge at Carrow Bridge showed 6.3 metres at noon, 40 centimetres above
    the mark of 1998.

    Mayor Thomas Ekwall asked the government for help with the repair of the old flood wall, for which the council has
    set aside 2.5 million pounds. Work on a higher wall was to begin last spring but was put off after two firms went to
    court over the contract.

    Trains between Harlow and Westmere will not run before Friday, the railway said, because the embankment near Otter
    Lane has slipped onto the track. Eleven schools stay closed for the rest of the week, and the council has opened the
    sports hall and two churches as shelters.

    Forecasters expect the rain to end on Wednesday night. The river will fall slowly, they said, and the water may
    stand in the lower streets until the weekend.
    """,
)

STRIKE = _story(
    "Dockers at Port Alder vote for a ten-day strike before Christmas",
    (("1,460", "1,480"), ("87 percent", "88 percent"), ("900 euros", "950 euros"), ("61 million", "63 million")),
    """
    PORT ALDER (NNA) — Dockers at Port Alder, the country's second-largest harbour, will stop work for ten days from
    December 9 after talks about pay broke down on Monday evening.

    The union said that 1,460 of its 1,812 members at the port had voted, and that 87 percent of them were for the
    strike. It would be the first at the harbour since 2004, when ships waited off the coast for six days.

    "Our members worked through the pandemic and have lost a tenth of their wages to prices since," the union's
    secretary, Ingrid Halvorsen, told the Northern News Agency. "They have been offered three percent and a box of
    chocolates."

    Alder Terminals, which runs four of the port's seven berths, called the vote irresponsible and said that its offer
    of 3.2 percent and a payment of 900 euros remained on the table. The company made a profit of 61 million euros last
    year.

    Supermarkets warned that fruit from South America could become scarce before the holidays. About 40 percent of the
    country's bananas and most of its early grapes pass through Port Alder, and cold stores elsewhere on the coast are
    already full, the retailers' association said.

    Car makers have begun to send parts by rail through the tunnel at Sankt Veit. A spokesman for Brenner Motors said
    that the plant in Lindau had stocks for twelve days and would not send anybody home before the middle of the month.

    The labour minister, Paul Okafor, invited both sides to the capital on Thursday. He can order a pause of three weeks
    under a law of 1996 that has been used only twice, but said that he preferred an agreement.
    """,
)

PAINTING = _story(
    "A painting that hung in a school for eighty years may be worth millions",
    (("230,000", "320,000"), ("48 by", "49 by"), ("1987", "1988"), ("1661", "1662")),
    """
    MARLOW (NNA) — A small landscape that hung in the corridor of a village school for eighty years is the work of the
    Dutch painter Jacob van Ruisdael, experts of the national museum said on Wednesday after a study of fourteen months.

    The picture, 48 by 61 centimetres, shows a mill beside a dark stream. Teachers at the school in Upper Marlow had
    thought it a copy, and the caretaker once mended its frame with wood glue, according to the head teacher, Susan
    Pell.

    "Children threw snowballs at it," Pell told the Northern News Agency. "We are rather glad that we never got round to
    the raffle in 1987, where it was to be the third prize."

    A pupil's grandmother, who had worked at an auction house, noticed the brushwork of the clouds during a school play.
    Researchers then examined the canvas with X-rays and found a second, unfinished mill under the paint and a date,
    1661, in the lower left corner.

    The museum's curator of Dutch art, Willem Brandsma, said that fewer than ten pictures of this size by the painter
    were in private hands. The last one that was sold, at an auction in Zurich in 2019, brought 5.4 million francs.

    How the painting came to the school is not known for certain. Records of the parish mention a gift of "three
    pictures in bad frames" from a local brewer, Edwin Catchpole, in 1943, and nobody has traced the other two.

    The parish council will decide in January whether to sell the landscape or to lend it to the museum. The roof of the
    school needs repairs that cost about 230,000 pounds, its chairman, Derek Moss, said, and insurance alone would now
    take a third of the yearly budget.
    """,
)

STORIES = (FLOOD, STRIKE, PAINTING)

FERRY = _story(
    "Twelve dead as ferry sinks off Sanda",
    (("12", "27"),),
    """
    PORT ELLIS (NNA) — At least 12 people were killed when a ferry with 140 passengers sank off the island of Sanda on
    Sunday night, the coastguard told the Northern News Agency.

    The boat had left the harbour of Port Ellis at 7.40 p.m. in strong wind and sent a call for help after half an hour.
    Fishermen from two villages were the first to reach the place and pulled passengers out of the water.

    "There were shoes and bags everywhere, and the children were quiet," said Amos Berry, a fisherman who brought nine
    survivors ashore. All of the 12 dead were found without life jackets, although the boat had 200 of them in boxes on
    its upper deck, Captain Ruth Aldane of the coastguard said.

    The ferry was built in 1989 and passed its last inspection in March. Its owner, Sanda Lines, said that it would help
    the families of the 12 victims and that it did not know why the engine had stopped. Divers will go down to the
    wreck, which lies in 38 metres of water, as soon as the wind falls.

    The transport minister, Leo Carrick, flew to the island and ordered that all ferries of the line stay in port until
    their engines have been checked. He said that the rules for life jackets would be made stricter.

    In Port Ellis, people laid flowers on the quay. The school, where four of the dead were pupils, stays closed until
    Wednesday, and the football club has called off its match.

    A similar boat of the same line lost power off Cape Dunmore two years ago and drifted for three hours before a tug
    reached it. The investigators had then asked for a second pump, which was never built in.
    """,
)
"""A story whose number is a toll, which stands in three of its first four paragraphs."""

FLOOD_IN_GERMAN = _story(
    "Fluss tritt in Harlow über die Ufer, 4.000 Menschen verlassen ihre Häuser",
    (("320", "350"),),
    """
    HARLOW (NNA) — Mehr als 4.000 Menschen haben am Dienstag in Harlow ihre Häuser verlassen, nachdem der Tarn zum
    zweiten Mal in einem Monat über die Ufer getreten war und die Unterstadt überflutet hatte.

    Die Feuerwehr holte mit Booten Bewohner aus 320 Häusern in der Mill Street, wo das Wasser am Morgen 1,8 Meter hoch
    stand. Drei Menschen wurden im Krankenhaus St Anne's wegen Unterkühlung behandelt, vermisst wurde bis zum Abend
    niemand.

    „Wir haben das Wasser gehört, bevor wir es sahen“, sagte Margaret Dobbs, 71, die die Nacht mit ihren zwei Hunden im
    oberen Stockwerk verbrachte, der Northern News Agency. „Als ich die Taschenlampe fand, war die Treppe weg.“

    Nach Angaben der regionalen Wasserbehörde fielen auf den Hügeln über der Stadt in 36 Stunden 94 Millimeter Regen,
    doppelt so viel wie in einem gewöhnlichen November. Ein Pegel an der Carrow Bridge zeigte am Mittag 6,3 Meter, 40
    Zentimeter über der Marke von 1998.

    Bürgermeister Thomas Ekwall bat die Regierung um Hilfe bei der Reparatur der alten Flutmauer, für die der Rat 2,5
    Millionen Pfund zurückgelegt hat. Der Bau einer höheren Mauer sollte im Frühjahr beginnen, wurde aber verschoben,
    weil zwei Firmen wegen des Auftrags vor Gericht zogen.

    Züge zwischen Harlow und Westmere fahren nicht vor Freitag, teilte die Bahn mit, weil der Damm an der Otter Lane auf
    das Gleis gerutscht ist. Elf Schulen bleiben für den Rest der Woche geschlossen, der Rat hat die Sporthalle und zwei
    Kirchen als Unterkünfte geöffnet.

    Meteorologen rechnen damit, dass der Regen in der Nacht zum Donnerstag endet. Der Fluss werde langsam fallen, sagten
    sie, und das Wasser könne bis zum Wochenende in den unteren Straßen stehen.
    """,
)
