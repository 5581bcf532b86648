"""Cities whose name alone tells their country: reading the packed list and looking a name up.

How the list came about is `build.py`. A name that two countries share is in it only where one of its cities
is at least four times as large as all others.
"""

import sys
import unicodedata
from functools import cache
from pathlib import Path

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FILE = Path(__file__).with_name("cities.tsv.zst")
_LEVEL = 19

# What pages also call them: in other languages, in short, or by the name they had. Well-known ones that the
# fourfold rule leaves out are here too.
_ALSO = {
    "AE": "Dubaï|Abu Dabi",
    "AR": "CABA|Ciudad de Buenos Aires|Capital Federal",
    "AT": "Wien|Viena|Vienne|Vienna",
    "BE": "Bruxelles|Brussel|Brüssel|Bruselas|Anvers|Antwerpen|Amberes|Gand|Gent|Liège|Lüttich|Louvain"
    "|Leuven",
    "BR": "São Paulo|Sao Paulo|Rio",
    "CA": "Montréal|Vancouver|Québec City|Quebec City",
    "CH": "Genève|Genf|Ginebra|Zürich|Zurich|Bâle|Basel|Berne|Bern|Lausanne|Lucerne|Luzern",
    "CN": "Peking|Pékin|Pekín|Schanghai",
    "CO": "Bogotá D.C.|Santiago de Cali",
    "CZ": "Praha|Prag|Praga|Brünn",
    "DE": "Munich|München|Muenchen|Múnich|Köln|Koeln|Cologne|Colonia|Hanover|Nuremberg|Nürnberg"
    "|Nuernberg|Frankfurt|Frankfurt am Main|Frankfurt/Main|Francfort|Düsseldorf|Duesseldorf"
    "|Hambourg|Hamburgo|Berlín|Dresde|Leipzig",
    "DK": "København|Copenhague|Kopenhagen|Copenhagen",
    "EG": "Kairo|Le Caire|El Cairo|Cairo",
    "ES": "Barcelona|Sevilla|Séville|La Coruña|A Coruña|San Sebastián|Donostia|Saragossa|Madrid"
    "|València",
    "FI": "Helsingfors",
    "FR": "Lyons|Marseilles|Straßburg|Strasburg|Estrasburgo|Niza|Nizza",
    "GB": "Londres|Londra|Edimbourg|Edimburgo|Newcastle upon Tyne|City of London|Greater London",
    "GR": "Athen|Athènes|Atenas",
    "HU": "Budapeste",
    "IE": "Baile Átha Cliath",
    "IL": "Tel Aviv|Tel Aviv-Yafo|Tel-Aviv|Herzliya|Herzeliya",
    "IN": "Bangalore|Bengaluru|Bombay|Calcutta|Madras|Gurgaon|New Delhi|Delhi NCR|Hyderabad|Trivandrum"
    "|Cochin|Kochi|Vizag|Baroda|Mysore|Greater Noida",
    "IT": "Roma|Rom|Mailand|Milano|Milán|Turin|Torino|Neapel|Napoli|Nápoles|Florenz|Firenze|Florence"
    "|Florencia|Venedig|Venezia|Genua|Genova|Bologna|Padova",
    "JP": "Tokio|Kyōto",
    "KR": "Séoul|Seúl",
    "LU": "Luxembourg City|Luxemburg-Stadt",
    "MX": "CDMX|Ciudad de México|Mexico City|Mexiko-Stadt|Monterrey|Guadalajara",
    "NL": "Den Haag|The Hague|La Haye|Ámsterdam",
    "PL": "Warschau|Warszawa|Varsovie|Varsovia|Krakau|Kraków|Krakow|Cracow|Cracovie|Cracovia|Breslau"
    "|Wrocław|Danzig|Gdańsk|Posen|Poznań|Łódź",
    "PT": "Lisboa|Lissabon|Lisbonne|Lisbon|Oporto|Porto",
    "RO": "Bukarest|Bucarest|București|Klausenburg",
    "RS": "Beograd|Belgrad",
    "RU": "Moskau|Moscou|Moscú|St. Petersburg, Russia",
    "SA": "Riad|Riyadh|Jeddah|Djeddah",
    "SE": "Göteborg|Gothenburg|Estocolmo|Malmö",
    "TR": "İstanbul|Estambul",
    "TW": "Taipei|Taipei City|Taipeh",
    "UA": "Kyiv|Kiev|Kiew|Lviv|Lwiw",
    "US": "New York|New York City|NYC|Manhattan|San Jose|San José, California|SF|San Francisco"
    "|San Francisco Bay Area|Silicon Valley|Washington DC|Washington D.C.|Washington, D.C."
    "|Los Angeles|St. Louis|St Louis|St. Paul|St. Marys|Ft. Worth|Ft. Lauderdale|Nueva York"
    "|Portland|Columbus|Charlotte|Denver|Albany|Rochester",
    "UY": "Montevideo",
    "VN": "Saigon|HCMC|Ho Chi Minh|Ha Noi",
}  # fmt: skip
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "’": "'",
    }
)


def country_of_city(name: str) -> str | None:
    """The alpha-2 code of the country whose city has this name, where it can hardly be another's."""
    return _countries().get(folded(name))


def folded(name: str) -> str:
    """A name without case, accents and dots, as names are compared: "São Paulo" is "sao paulo"."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return " ".join(
        "".join(sign for sign in plain if not unicodedata.combining(sign)).replace(".", "").split()
    )


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in zstd.decompress(FILE.read_bytes()).decode().splitlines():
        code, _, names = line.partition("\t")
        found.update(dict.fromkeys(names.split("|"), code))
    for code, row in _ALSO.items():
        found.update((folded(name), code) for name in row.split("|"))
    return found


def packed(countries: dict[str, str]) -> bytes:
    """Folded names with their countries as `FILE` holds them."""
    rows: dict[str, list[str]] = {}
    for name, code in sorted(countries.items()):
        rows.setdefault(code, []).append(name)
    text = "".join(f"{code}\t{'|'.join(names)}\n" for code, names in sorted(rows.items()))
    return zstd.compress(text.encode(), level=_LEVEL)
