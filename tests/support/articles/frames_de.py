"""German frames of template news, see `newsroom.py`."""

from collections.abc import Mapping, Sequence

WEEKDAYS: Sequence[str] = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
MONTHS: Sequence[str] = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
QUARTERS: Sequence[str] = "ersten zweiten dritten vierten".split()
FORMATS: Mapping[str, str] = {
    "date": "{day}. {month} {year}",
    "day": "{day}. {month}",
    "clock": "{hour}.{minute:02} Uhr",
    "group": ".",
    "point": ",",
}
DIGITS: Mapping[str, str] = {}

OUTLETS: Mapping[str, str] = {
    "morgenbote.example": """
        Der Morgenbote berichtet unabhängig und überparteilich aus der Region. Sie haben etwas gesehen oder gehört?
        Die Redaktion erreichen Sie jeden Tag von 8 bis 20 Uhr. Unseren kostenlosen Newsletter mit den wichtigsten
        Meldungen des Tages können Sie jederzeit abbestellen.""",
    "stadtanzeiger-online.example": """
        Dieser Text wurde mit Hilfe eines Programms aus Daten Dritter erstellt und vor der Veröffentlichung von der
        Redaktion geprüft. Trotz großer Sorgfalt übernimmt der Verlag keine Gewähr für die Richtigkeit,
        Vollständigkeit und Aktualität der Angaben. Die Vervielfältigung, Bearbeitung und Verbreitung außerhalb der
        Grenzen des Urheberrechts bedürfen der schriftlichen Zustimmung des Verlages. Hinweise auf Fehler nimmt der
        Leserservice entgegen.""",
}

DATELINE = "{town} (nda) -"
ABOVE: Sequence[str] = """
Direkt zum Inhalt
Startseite Nachrichten Sport Wirtschaft Meinung Wetter Traueranzeigen Abo
Jetzt anmelden und weitere Artikel kostenlos lesen
Artikel anhören, Lesezeit drei Minuten
Diesen Beitrag per Mail oder in sozialen Netzwerken teilen
Eilmeldungen direkt auf das Telefon: in der App einschalten
Von unserem Reporter, zuletzt aktualisiert vor wenigen Minuten
Dieser Artikel ist älter als ein Tag
""".strip().splitlines()
BELOW: Sequence[str] = """
Lesen Sie auch: Was der neue Haushalt für Familien und kleine Betriebe bedeutet
Lesen Sie auch: Hafenarbeiter einigen sich nach langen Gesprächen auf einen Tarifvertrag
Mehr zum Thema: Klinik eröffnet neue Station für Kinder mit einem Konzert im Garten
Mehr zum Thema: Fünf Wanderungen für die ganze Familie am langen Wochenende
Meistgelesen: Warum Butter so teuer geworden ist und wann sie wieder billiger wird
Meistgelesen: Die Bäckerei, die seit mehr als hundert Jahren denselben Ofen benutzt
Video: Hund findet durch drei Landkreise nach Hause zurück
Bestellen Sie unseren Newsletter und verpassen Sie keine Nachricht aus Ihrer Stadt
Vielen Dank für Ihr Interesse. Mit einem Abo unterstützen Sie unabhängigen Journalismus
Diskutieren Sie mit: Kommentare werden vor der Freischaltung geprüft
Folgen Sie uns und sehen Sie Bilder und Videos aus der ganzen Region
Haben Sie eine Geschichte für uns? Schreiben Sie vertraulich an die Redaktion
Anzeige: Bitte scrollen Sie weiter, um den Artikel zu lesen
Kommentare geben die Meinung ihrer Verfasser wieder und nicht die der Redaktion
Copyright Küsten-Medien. Alle Rechte vorbehalten. Nachdruck nur mit Genehmigung
Impressum Datenschutz Cookie-Einstellungen Kontakt Karriere Mediadaten
""".strip().splitlines()

LISTS: Mapping[str, str] = {
    "town": """Altenau, Bernstadt, Dorfen, Eschwege, Freital, Gerolstein, Hammelburg, Ilmenau, Jülich, Kleinhausen,
        Lindau, Meldorf, Neustadt, Oberstein, Plauen, Querfurt, Rheinbach, Soltau, Tettnang, Uelzen, Vreden,
        Waldkirch, Xanten, Zwiesel, Bad Salzungen, Celle, Detmold, Eutin, Fulda, Goslar""",
    "county": """Altmarkkreis, Landkreis Bautzen, Landkreis Celle, Landkreis Dachau, Kreis Euskirchen, Landkreis
        Freising, Landkreis Göttingen, Kreis Heinsberg, Ilm-Kreis, Landkreis Karlsruhe, Landkreis Leer, Landkreis
        Miesbach, Kreis Nordfriesland, Ostalbkreis, Kreis Pinneberg, Landkreis Rosenheim, Kreis Soest, Landkreis
        Traunstein, Landkreis Uelzen, Vogelsbergkreis, Wetteraukreis, Zollernalbkreis, Kreis Plön, Landkreis Stade""",
    "company": """Nordwerk AG, Hansa Logistik SE, Alpina Pharma AG, Rheinstahl Holding AG, Berliner Optik SE,
        Südzucker Mühlen AG, Vulkan Energie AG, Kranich Versicherung AG, Elbe Software SE, Schwarzwald Maschinenbau
        AG, Merkur Handelsbank AG, Isar Halbleiter AG, Weser Reederei AG, Harzer Chemie AG, Taunus Immobilien AG,
        Bavaria Medizintechnik SE, Saale Solar AG, Ruhr Recycling AG, Eifel Baustoffe AG, Lausitz Bergbau AG, Ostsee
        Touristik AG, Franken Automotive SE, Pfalz Getränke AG, Spree Medien AG, Donau Verpackung AG, Neckar Antriebe
        SE""",
    "trade": """Maschinenbauer, Logistikkonzern, Arzneimittelhersteller, Stahlkonzern, Optikspezialist,
        Energieversorger, Versicherer, Softwareanbieter, Chipausrüster, Chemiekonzern, Immobilienkonzern,
        Medizintechniker, Baustoffhersteller, Reiseveranstalter, Autozulieferer, Getränkehersteller, Medienkonzern,
        Verpackungshersteller, Antriebsspezialist, Entsorger""",
    "woman": """Anna, Birgit, Christa, Doris, Elfriede, Frieda, Gisela, Hannelore, Ilse, Johanna, Käthe, Luise,
        Margarete, Nadine, Ottilie, Petra, Renate, Sabine, Theresia, Ulrike, Veronika, Waltraud, Erika, Monika""",
    "man": """Albert, Bernd, Clemens, Dieter, Erwin, Friedrich, Günter, Heinrich, Ingo, Josef, Karl, Ludwig, Manfred,
        Norbert, Otto, Paul, Rainer, Siegfried, Thomas, Uwe, Volker, Werner, Jonas, Lukas""",
    "last": """Ackermann, Bergmann, Czerny, Dietrich, Eichhorn, Fuchs, Grabowski, Hofmann, Iversen, Jansen, Kessler,
        Lindner, Meyerhoff, Neumann, Oppermann, Petersen, Quandt, Reuter, Schuster, Thiele, Ullrich, Vogt, Wiegand,
        Yilmaz, Ziegler, Brandt, Demir, Engel, Fink, Gerlach""",
    "team": """SV Blau-Weiß, TSV, FC, SpVgg, VfL, TuS, SC, VfB, Eintracht, Borussia, Germania, Viktoria, Fortuna,
        Union, Concordia, Alemannia, Teutonia, Preußen, Rot-Weiß, Spielvereinigung""",
    "street": """Bahnhofstraße, Hauptstraße, Schillerstraße, Lindenallee, Marktgasse, Goethestraße, Mühlengasse,
        Kirchgasse, Gartenstraße, Ringstraße, Bergstraße, Schulstraße, Rosengasse, Industriestraße, Dorfstraße,
        Uferstraße, Poststraße, Feldstraße, Birkenallee, Wiesenstraße, Burgstraße, Talstraße""",
    "loot": """Schmuck, mehrere hundert Euro Bargeld, ein Laptop, zwei Fahrräder, Werkzeug, eine Geldkassette, eine
        Handtasche, ein Fernseher, eine Kamera, Zigaretten, Kupferkabel, eine Armbanduhr, ein Motorroller, mehrere
        Flaschen Schnaps, eine Münzsammlung, ein Navigationsgerät, zwei Mobiltelefone, eine Kettensäge, Angelzubehör,
        ein Rucksack""",
    "vehicle": """einen weißen Transporter, einen dunklen Kombi, einen roten Kleinwagen, einen silbernen Geländewagen,
        ein schwarzes Motorrad, einen grünen Lieferwagen, einen grauen Sportwagen, einen blauen Kastenwagen, ein
        Elektrofahrrad, einen hellen Pritschenwagen, einen schwarzen Kleinbus, einen gelben Kleinwagen""",
    "product": """Salami, Frischkäse, Bio-Tahin, Schokoladenkekse, Räucherlachs, Haselnusscreme, Babybrei, Mettwurst,
        Kochschinken, Mandelmus, Tiefkühlspinat, Kräutertee, Ziegenkäse, Müsliriegel, Oregano, Hummus, Eiersalat,
        Paprikapulver, Rohmilchkäse, Matjesfilet, Sesamriegel, Vanillepudding""",
    "brand": """Gutshof, Landliebchen, Almglück, Küstengold, Biomühle, Feinbäcker, Sonnenfeld, Kornkammer,
        Meisterwurst, Heidehof, Nordfang, Talblick, Vollmund, Hofgut Lerche, Naturell, Drei Linden, Waldquell,
        Marktfrisch, Zimtstern, Bauernglück""",
    "hazard": """Listerien, Salmonellen, Metallteilchen, Glassplittern, nicht angegebenen Erdnüssen, Kunststoffteilen,
        Schimmelpilzgiften, nicht angegebenem Senf, Pflanzenschutzmitteln, Kolibakterien, nicht angegebener Milch""",
}

FRAMES: Mapping[str, Sequence[str]] = {
    "earnings": (
        """
{company} [steigert|verfehlt|bestätigt] [Erwartungen|Prognose] im {quarter} Quartal

{town} (dpn) - Der {trade} {company} hat im {quarter} Quartal [mehr|weniger] umgesetzt und [mehr|weniger] verdient.
Wie das Unternehmen am {weekday} in {town} mitteilte, [stieg|sank] der Umsatz im Vergleich zum Vorjahr um
{percent:0.4..24.9} Prozent auf {revenue:40.2..3900.9} Millionen Euro. Das bereinigte Ergebnis vor Zinsen und Steuern
(Ebit) belief sich auf {ebit:4.1..420.9} Millionen Euro nach {before:4.1..420.9} Millionen im Vorjahreszeitraum.

Unter dem Strich blieb ein Gewinn von {profit:2.1..280.9} Millionen Euro oder {share:0.11..7.95} Euro je Aktie.
Analysten hatten im Schnitt mit {expected:0.11..7.95} Euro [gerechnet|kalkuliert].

Für das Gesamtjahr rechnet Vorstandschef {man} weiterhin mit einem Umsatz von {low:100..1900} bis {high:1910..9000}
Millionen Euro und einer operativen Marge von {margin:2.1..9.9} bis {margin2:10.0..24.9} Prozent.

Die Aktie [gewann|verlor] im frühen Handel {move:0.1..9.9} Prozent auf {price:4.10..390.90} Euro. Seit Jahresbeginn
hat das Papier {yearly:1..48} Prozent [zugelegt|eingebüßt].
""",
    ),
    "weather": (
        """
Amtliche Warnung vor [Sturmböen|starkem Gewitter|Glätte|Dauerregen]: {county}

Für den Bereich {county} gilt eine amtliche Unwetterwarnung der Stufe {level:2..4}. Sie ist gültig von {weekday},
{day}, {start:hour}, bis {weekday+1}, {day+1}, {end:hour}.

Es treten Böen mit Geschwindigkeiten zwischen {low:55..75} km/h und {high:76..130} km/h aus [westlicher|südwestlicher|
nordwestlicher] Richtung auf. In Schauernähe sowie in exponierten Lagen muss mit Böen um {gust:85..145} km/h gerechnet
werden. Dazu fallen bis zu {rain:10..60} Liter Regen auf den Quadratmeter.

Mögliche Gefahren: Es können zum Beispiel einzelne Äste herabstürzen. Achten Sie besonders auf herabfallende
Gegenstände. Halten Sie Abstand zu Gebäuden, Bäumen, Gerüsten und Hochspannungsleitungen. Schließen Sie Fenster und
Türen und sichern Sie Gegenstände im Freien. Vermeiden Sie möglichst den Aufenthalt im Freien.
""",
        """
Wetter für {town}: {high:3..34} Grad am {weekday+1}

In {town} werden am {weekday+1} Höchstwerte von {high} Grad erwartet. In der Nacht geht die Temperatur auf {low:0..2}
Grad zurück. Die Regenwahrscheinlichkeit liegt bei {rain:5..95} Prozent.

Wie wird das Wetter berechnet? Unser Programm liest die Vorhersagen mehrerer Wetterdienste aus und bildet daraus für
jede Gemeinde einen gewichteten Mittelwert. Die Angaben werden alle drei Stunden erneuert. Für Gebirgslagen oberhalb
von tausend Metern und für die Küste können die Werte abweichen, weil dort der Wind stärker weht und Wolken sich
häufiger stauen. Bei Gewittern ist eine genaue Vorhersage für einen einzelnen Ort nur wenige Stunden im Voraus
möglich. Beachten Sie deshalb immer auch die amtlichen Warnungen und das Regenradar. Tipps für Gartenfreunde, Pendler
und Wanderer finden Sie in unserem Wetterblog.
""",
    ),
    "police": (
        """
POL-{ticker}: {town}: Einbruch in der {street} - Zeugen gesucht

{town} (ots) - In der Zeit zwischen {weekday-1}, {from:clock}, und {weekday}, {until:clock}, sind unbekannte Täter in
[ein Einfamilienhaus|eine Gaststätte|einen Kiosk|ein Büro] in der {street} in {town} eingebrochen. Nach bisherigen
Erkenntnissen [hebelten sie ein Fenster auf|schlugen sie eine Scheibe ein|brachen sie die Hintertür auf] und
durchsuchten mehrere Räume. Gestohlen wurden {loot} und {loot2}. Der Sachschaden beträgt rund {damage:100..9000} Euro.

Ein Zeuge hatte gegen {seen:clock} {vehicle} in der Nähe bemerkt. Die Polizei hat Ermittlungen wegen besonders
schweren Diebstahls aufgenommen und fragt: Wer hat verdächtige Personen oder Fahrzeuge gesehen? Hinweise nimmt die
Polizei {town} unter der Rufnummer {area:#2000..9999}-{phone:#100000..999999} entgegen.

Rückfragen bitte an:

Polizeiinspektion {town}, Pressestelle, {person}, Telefon {area}-{phone} {extension:#11..99}, außerhalb der Bürozeiten
Leitstelle. Original-Content von: Polizeiinspektion {town}, übermittelt durch den Meldungsdienst
""",
    ),
    "match": (
        """
Kreisliga: {team} {town} - {team2} {town2} {goals:3..6}:{against:1..2} ({half:0..3}:{half2:0..1})

[Einen verdienten Heimsieg feierte|Drei Punkte behielt|Ein torreiches Spiel sah] am {weekday} die Mannschaft von
{team} {town} gegen {team2} {town2}. Vor {crowd:40..1900} Zuschauern endete die Partie {goals}:{against}.

{man} brachte die Gastgeber in der {minute:3..22}. Minute in Führung. {man2} traf in Minute {minute2:23..40} zum
Ausgleich. Nach der Pause erhöhte {man3} ({minute3:46..66}.). Den Schlusspunkt setzte der eingewechselte {man4} in der
{minute4:67..89}. Minute. Schiedsrichter {man5} zeigte {yellow:1..8} Gelbe Karten.

{team} {town} steht nach dem {round:5..33}. Spieltag mit {points:6..70} Punkten auf Platz {place:1..8}. {team2}
{town2} belegt mit {points2:3..60} Zählern Rang {place2:9..18}.

Als Nächstes tritt {team} {town} am {weekday+7} bei {team3} {town3} an. {team2} {town2} empfängt am selben Tag {team4}
{town4}.

Dieser Text wurde mit Daten des Verbandes automatisch erstellt.
""",
    ),
    "insider": (
        """
DD-News: {company}: {person}, [Kauf|Verkauf]

DD-News: {company} deutsch. Meldung und öffentliche Bekanntgabe der Geschäfte von Personen, die Führungsaufgaben
wahrnehmen, sowie in enger Beziehung zu ihnen stehenden Personen. {date} / {clock:clock}. Für den Inhalt der
Mitteilung ist der Emittent verantwortlich.

1. Angaben zu den Personen, die Führungsaufgaben wahrnehmen. a) Name: {person}. 2. Grund der Meldung. a) Position:
[Vorstand| Aufsichtsrat]. b) Erstmeldung.

3. Angaben zum Emittenten. a) Name: {company}. b) Geschäftsanschrift: {street} {house:#1..190}, {post:#10000..99000}
{town}.

4. Angaben zum Geschäft. a) Beschreibung des Finanzinstruments: Aktie. b) Art des Geschäfts: [Kauf|Verkauf]. c) Preise
und Volumina: {price:4.10..390.90} EUR, {worth:price*shares} EUR; {shares:90..48000} Stück. d) Aggregierte
Informationen: Preis {price} EUR, aggregiertes Volumen {worth} EUR. e) Datum des Geschäfts: {date-2}. f) Ort des
Geschäfts: [Xetra|außerhalb eines Handelsplatzes|Tradegate].

Die Übermittlungsdienste umfassen gesetzliche Meldepflichten, Corporate News und Pressemitteilungen. Medienarchiv
unter der Adresse des Dienstes. Ende der Mitteilung. Sprache: Deutsch. Unternehmen: {company}, {post} {town},
Deutschland.
""",
        """
Insiderhandel bei {company}: {person} [kauft|verkauft] {shares:90..48000} Aktien

{person}, Mitglied des [Vorstands|Aufsichtsrats] der {company}, hat am {day-2} insgesamt {shares} Aktien des
Unternehmens [gekauft|verkauft]. Der Preis je Aktie lag bei {price:4.10..390.90} Euro, das Volumen damit bei
{worth:price*shares} Euro.

Geschäfte von Führungskräften gelten als Hinweis darauf, wie das Management die Aussichten einschätzt. Sie müssen
innerhalb von drei Geschäftstagen gemeldet werden, sobald sie im Kalenderjahr eine Schwelle überschreiten. Verkäufe
haben freilich oft private Gründe, etwa Steuern oder einen Hauskauf, und sind für sich genommen kein Anlass zur Sorge.

Die Aktie der {company} notierte zuletzt bei {close:4.10..390.90} Euro und damit {move:0.1..9.9} Prozent
[höher|tiefer] als am Vortag. Der Börsenwert beträgt rund {cap:60..9900} Millionen Euro.

Offenlegung: Der Autor hält keine Aktien der genannten Unternehmen. Die Inhalte sind keine Anlageberatung und keine
Aufforderung zum Kauf oder Verkauf von Wertpapieren. Jede Anlage in Wertpapieren ist mit Risiken verbunden, bis hin
zum Totalverlust.
""",
    ),
    "obituary": (
        """
Traueranzeige: {woman}

Unsere liebe Mutter, Schwiegermutter, Oma und Tante {woman}, geborene {last}, ist am {day-4} im Alter von {age:61..99}
Jahren [friedlich eingeschlafen|nach langer Krankheit von uns gegangen|für immer von uns gegangen].

In Liebe und Dankbarkeit nehmen wir Abschied: {man} und {woman2}, {man2} und {woman3} sowie {grand:2..14} Enkel und
{great:2..9} Urenkel.

Die Trauerfeier mit anschließender Urnenbeisetzung findet am {weekday+5}, dem {day+5}, um {at:hour} auf dem Friedhof
{town}, {street}, statt. Anstelle von Blumen bitten wir im Sinne der Verstorbenen um eine Spende für das Hospiz
{town2}. Von Beileidsbekundungen am Grab bitten wir Abstand zu nehmen. Gedenkkerzen können Sie auf der Gedenkseite
anzünden; dort finden Sie auch das Kondolenzbuch.
""",
    ),
    "earthquake": (
        """
Erdbeben der Stärke {size:1.8..4.9} bei {town}

{town} (dpn) - Ein Erdbeben der Stärke {size} hat am {weekday} die Region um {town} erschüttert. Das teilte der
Erdbebendienst mit. Die Erde bebte um {at:clock} in einer Tiefe von {depth:1.1..19.8} Kilometern. Das Epizentrum lag
{distance:2..38} Kilometer [nördlich|südlich|westlich|östlich] von {town2}.

Bei der Polizei gingen {calls:3..190} Anrufe ein. Berichte über [Verletzte oder Schäden|größere Schäden] lagen
zunächst nicht vor. Es war das {count:2..31}. Beben in der Region seit Jahresbeginn.

Erdbeben dieser Stärke können in der Nähe des Epizentrums deutlich gespürt werden. Schäden an Gebäuden sind selten.
Wer das Beben gespürt hat, kann einen Fragebogen auf der Seite des Dienstes ausfüllen und hilft damit der Forschung.
""",
    ),
    "roads": (
        """
[Vollsperrung|Engpass|Nächtliche Sperrung]: A {road:#1..99} bei {town}

Die Autobahn GmbH [saniert|erneuert|prüft] von {weekday}, {day}, bis {weekday+11}, {day+11}, die Fahrbahn der A {road}
zwischen den Anschlussstellen {town} und {town2}. In Fahrtrichtung {town3} steht dann auf {length:1.1..9.9} Kilometern
nur ein Fahrstreifen zur Verfügung. Die Arbeiten beginnen täglich um {start:hour} und dauern bis {end:hour}.

Eine Umleitung ist mit dem roten Punkt ausgeschildert. Sie führt über {town4}. Die Kosten von {cost:0.3..19.9}
Millionen Euro trägt der Bund. Verkehrsteilnehmer sollten mehr Zeit einplanen und die Meldungen im Rundfunk beachten.
Bei schlechtem Wetter verschieben sich die Arbeiten. Die Autobahn GmbH bittet um Verständnis für die Behinderungen.
""",
    ),
    "fuel": (
        """
Spritpreise in {town}: Super E10 kostet {price:1.49..1.99} Euro

Autofahrer in {town} zahlen am {weekday} für einen Liter Super E10 im Schnitt {price} Euro. Das sind {cents:0.2..9.9}
Cent [mehr|weniger] als am Vortag. Diesel kostet {diesel:1.42..1.89} Euro und damit {cents2:0.2..9.9} Cent
[mehr|weniger].

Am günstigsten tankten Autofahrer um {cheap:clock} in der {street}: Dort kostete der Liter {least:1.39..1.48} Euro. Am
teuersten war es in der {street2} mit {most:2.00..2.29} Euro. Ausgewertet wurden die Preise von {stations:4..88}
Tankstellen.

Die Preise ändern sich mehrmals am Tag. In der Regel ist das Tanken zwischen 18 und 22 Uhr am billigsten und am Morgen
am teuersten. Die Daten stammen von der Markttransparenzstelle für Kraftstoffe.
""",
    ),
    "recall": (
        """
Rückruf: {brand} ruft {product} zurück

Der Hersteller {brand} aus {town} ruft {product} der Sorte „{brand} Auslese“ mit dem Mindesthaltbarkeitsdatum
{date+40} zurück. Bei einer Eigenkontrolle wurde in einer Probe der Charge {lot:#10000..99999} eine Belastung mit
{hazard} festgestellt. Betroffen ist die Packung zu {grams:80..900} Gramm, die in [mehreren Bundesländern|Filialen
verschiedener Ketten] verkauft wurde.

Vom Verzehr wird dringend abgeraten. Verbraucher können den Artikel auch ohne Kassenbon in der jeweiligen
Einkaufsstätte zurückgeben. Der Kaufpreis wird erstattet. Andere Produkte des Herstellers sind von dem Rückruf nicht
betroffen.

Personen, die das Lebensmittel gegessen haben und unter Fieber, Durchfall oder anderen Beschwerden leiden, sollten
ärztliche Hilfe in Anspruch nehmen. Der Kundenservice ist unter 0800 {phone:#100000..999999} zu erreichen. Der
Hersteller entschuldigt sich bei allen Kunden für die Unannehmlichkeiten.
""",
    ),
}
