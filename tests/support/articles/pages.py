"""Pages for tests of the whole pipeline: invented stories of any length, each unlike the others."""

import random

WORDS = """
    the the the the of of of and and to to in in a a that is was for with as by on at from has had said will would their
    its new city council mayor people money public school teacher river bridge road harbour ship captain market price
    farmer winter summer storm water power energy court judge lawyer police fire hospital doctor nurse patient family
    house garden street train station driver worker union factory company bank loan budget tax vote election party
    minister report study science university student football team player coach season match museum artist music film
    book writer library island mountain forest animal village county region border trade steel coal wheat bread milk
    open close begin end build break carry cut draw drive fall find give grow hold keep lead leave lose make meet move
    pay raise reach read rise run sell send show sign speak spend stand start stop take teach turn visit wait walk win
    early late local national large small heavy light strong weak quiet loud old young cheap common rare second third
""".split()
PAGE_BYTES = 60_000


def story(seed: int, *, paragraphs: int = 6) -> list[str]:
    """Return paragraphs of English words in random order; two stories of different seeds share almost no shingle."""
    dice = random.Random(seed)
    return [
        " ".join(" ".join(dice.choices(WORDS, k=dice.randint(9, 17))).capitalize() + "." for _ in range(5))
        for _ in range(paragraphs)
    ]


def page(title: str, paragraphs: list[str], *, size: int = PAGE_BYTES, canonical: str | None = None) -> str:
    """Return an HTML page of the size in bytes: the story among navigation, and a script for the rest."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    head = f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{link}</head><body>"
    menu = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(20)) + "</ul></nav>"
    body = f"<article><h1>{title}</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</article>"
    shell = head + menu + body + "<script>/*{}*/</script><footer>All rights reserved</footer></body></html>"
    return shell.replace("{}", "x" * max(0, size - len(shell.encode())))
