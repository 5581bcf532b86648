"""The words that a quote must have before it can prove a value, in English, German, French and Spanish. Data.

They are many and cheap to match on purpose: they keep a model from proving "remote" by a sentence about lunch,
and decide nothing themselves. Finding values by words alone is `rules/`.
"""

import re
import unicodedata
from collections.abc import Iterable

LANGUAGES = frozenset({"en", "de", "fr", "es", None})
"""Postings in other languages are believed their quote."""


def _words(*patterns: str) -> re.Pattern[str]:
    """One pattern, of any of the beginnings of words; accents as `quotes.fold` writes them."""
    joined = unicodedata.normalize("NFKD", "|".join(patterns))
    return re.compile(rf"(?<![^\W_])(?:{joined})", re.IGNORECASE)


_AWAY = (
    r"remote", r"home ?-?office", r"(?:work(?:ing)?|job)[ -](?:from[ -])?(?:home|anywhere)", r"from (?:home|anywhere)",
    r"tele-?(?:work|commut)", r"distributed", r"virtual", r"wfh", r"ortsunabh\u00e4ngig", r"mobile[sn]? arbeit",
    r"von zu ?hause", r"zuhause", r"heimarbeit", r"telearbeit", r"t\u00e9l\u00e9-?travail", r"\u00e0 distance",
    r"distanciel", r"teletrabaj", r"en remoto", r"remot[oa]", r"a distancia", r"desde casa",
)  # fmt: skip
_PARTLY = (
    r"h[yi]brid", r"h\u00edbrid", r"days?", r"tage?n?", r"jours?", r"d\u00edas?", r"teil", r"partial", r"partiel",
    r"parcial", r"%", r"\d+ ?%", r"mix", r"flexib",
)  # fmt: skip
_THERE = (
    r"on-? ?site", r"in-? ?(?:person|office)", r"office", r"vor ort", r"pr\u00e4senz", r"b\u00fcro", r"sur (?:site|place)",
    r"pr\u00e9sentiel", r"bureau", r"presencial", r"oficina", r"no remote", r"not (?:a )?remote", r"kein home",
)  # fmt: skip
WORKPLACE = {
    "remote": _words(*_AWAY),
    "hybrid": _words(*_PARTLY, *_AWAY),
    "onsite": _words(*_THERE),
}
NOT_REMOTE = _words(
    r"h[yi]brid", r"h\u00edbrid", r"\d+ ?%", r"(?:\d|one|two|three|four|ein|zwei|drei|vier|un|deux|trois|quatre|dos|tres|"
    r"cuatro)[^.]{0,25}(?:days?|weeks?|tage?n?|wochen?|jours?|semaines?|d\u00edas?|semanas?)\b", r"occasional", r"partial",
    r"partly", r"sometimes", r"teilweise", r"gelegentlich", r"zeitweise", r"anteilig", r"partiel", r"occasionnel",
    r"parcial", r"not (?:a |available |eligible )?(?:for )?(?:fully )?remote", r"no remote", r"kein(?:e|en)? ?(?:remote|home)",
    r"pas de t\u00e9l\u00e9", r"sin teletrabajo",
)  # fmt: skip
"""Words beside "remote" that take the most of it back."""

_LEVELS = {
    "intern": (r"intern(?:s|ships?)?\b", r"prakti(?:kum|kant)", r"werkstudent", r"stag(?:e|iaire)s?\b", r"alternan",
               r"becari", r"pr\u00e1cticas", r"trainee", r"working student"),
    "entry": (r"entry", r"graduate", r"berufseinst", r"berufsanf\u00e4ng", r"einsteiger", r"absolvent", r"d\u00e9butant",
              r"jeune dipl", r"reci\u00e9n", r"sin experiencia", r"no experience", r"trainee", r"quereinsteiger"),
    "junior": (r"junior", r"jr\b", r"j\u00fanior"),
    "mid": (r"mid\b", r"mid-?(?:level|senior)?", r"intermediate", r"medior", r"confirm", r"semi-?senior", r"professional"),
    "senior": (r"senior", r"s\u00e9nior", r"sr\b", r"erfahren", r"exp\u00e9riment", r"experimentad"),
    "staff": (r"staff",),
    "principal": (r"principal", r"distinguished", r"fellow"),
    "lead": (r"lead", r"leitend", r"teamleit", r"fachlich\w* (?:leit|f\u00fchr)", r"r\u00e9f\u00e9rent", r"chef d'\u00e9quipe",
             r"l\u00edder", r"gruppenleit"),
    "manager": (r"manag", r"leiter", r"leitung", r"f\u00fchrungskraft", r"responsable", r"gerente", r"jef[ea]",
                r"supervis", r"encadr"),
    "director": (r"direct", r"direkt", r"bereichsleit", r"head of", r"hauptabteilungsleit"),
    "executive": (r"executive", r"chief", r"c[efot]o\b", r"vp\b", r"vice president", r"gesch\u00e4ftsf\u00fchr", r"vorstand",
                  r"pr\u00e9sident", r"consejero"),
}  # fmt: skip
SENIORITY = {level: _words(*words) for level, words in _LEVELS.items()}

YEARS = re.compile(
    r"(?:years?\b|yrs?\b|jahr|ja\u0308hrig|\bans?\b|anne\u0301e|\ban\u0303os?\b|\banos?\b|\+ ?y(?:oe)?\b)",
    re.IGNORECASE,
)
EDUCATION = _words(
    r"degree", r"diploma", r"bachelor", r"master", r"ph\.? ?d", r"doct", r"dokt", r"promotion", r"promoviert",
    r"b\.? ?(?:sc?|a|eng)\b", r"m\.? ?(?:sc?|a|eng|ba|d)\b", r"university", r"college", r"high school", r"ged\b", r"school",
    r"education", r"graduat", r"qualification", r"apprentic", r"vocational", r"certific", r"licen", r"trained",
    r"hochschul", r"studi", r"\w*studium", r"universit", r"fachhochschul", r"ausbildung", r"\w*ausbildung", r"ausgebildet",
    r"lehre\b", r"abitur", r"schulabschluss", r"abschluss", r"\w*abschluss", r"akadem", r"meister", r"techniker", r"fachwirt",
    r"gelernt", r"examen", r"examiniert", r"approb", r"fachkraft", r"formation", r"bac\b", r"bac ?\+", r"bts\b", r"dut\b",
    r"cap\b", r"bep\b", r"ing\u00e9nieur", r"\u00e9cole", r"dipl\u00f4m", r"niveau", r"titulaci", r"t\u00edtulo",
    r"titulad", r"grado", r"formaci", r"estudios", r"carrera", r"bachiller", r"eso\b", r"fp\b", r"ingenier", r"m\u00e1ster",
    r"posgrado", r"schooling",
)  # fmt: skip
SPONSORSHIP = _words(
    r"visa", r"sponsor", r"work (?:permit|authori[sz]ation)", r"(?:right|authori[sz]ed|eligible|permitted|entitled) to work",
    r"immigration", r"h-?1-?b", r"green ?card", r"citizen", r"visum", r"arbeitserlaubnis", r"aufenthalt", r"arbeitsgenehmigung",
    r"blue card", r"blaue karte", r"einwander", r"permis de travail", r"titre de s\u00e9jour", r"autorisation de travail",
    r"permiso de (?:trabajo|residencia)", r"visado", r"patrocin", r"autorizaci",
)  # fmt: skip
NO_PAY = _words(
    r"rais(?:ed|ing)", r"series [a-h]\b", r"funding", r"funded", r"revenues?", r"arr\b", r"valuation", r"valued at", r"turnover",
    r"budgets?", r"umsatz", r"jahresumsatz", r"finanzierungsrunde", r"chiffre d'affaires", r"lev\u00e9e", r"facturaci",
    r"customers", r"employees", r"mitarbeiter", r"clients", r"assets under", r"lev\u00e9 ",
)  # fmt: skip
"""Figures beside these words are an employer's, not a worker's."""

ADDRESS = re.compile(
    r"://|\bwww\.|@|\b[\w-]+\.(?:com|org|net|io|de|fr|es|eu|ai|dev|app|co|uk|jobs|info|biz|ru|cn)\b",
    re.IGNORECASE,
)

INTERVALS = {
    "HOUR": re.compile(r"\b(?:hour|hourly|hrs?|ph|stunden?\w*|std|stu\u0308nd\w*|heures?|horaire|horas?)\b|/ ?h\b", re.I),
    "DAY": re.compile(r"\b(?:days?|daily|diem|tag|tagessatz|ta\u0308glich\w*|jours?|journalier|di\u0301as?|diari[oa]|tjm)\b", re.I),
    "WEEK": re.compile(r"\b(?:weeks?|weekly|woche|wo\u0308chentlich\w*|semaine|hebdo\w*|semanas?|semanal\w*)\b", re.I),
    "MONTH": re.compile(
        r"\b(?:months?|monthly|monat\w*|mtl|mois|mensuel\w*|mes(?:es)?|mensual\w*|pcm)\b|/ ?mo\b", re.I
    ),
    "YEAR": re.compile(
        r"\b(?:years?|yearly|yr|annual\w*|annum|p\.? ?a\b|jahr\w*|ja\u0308hrlich\w*|bruttojahr\w*|ans?|anne\u0301e|annuel\w*"
        r"|an\u0303os?|anual\w*|lpa)\b|/ ?(?:y|a)\b", re.I
    ),
}  # fmt: skip

# A currency by signs that mean nothing else, and by those that mean it in its own countries only.
_CERTAIN = {
    "EUR": r"\u20ac|\beuros?\b", "GBP": r"\u00a3", "USD": r"US ?\$|\bU\.S\. dollars?\b|\bUS dollars?\b", "INR": r"\u20b9|\blpa\b|\blakhs?\b",
    "CAD": r"\bCA?\$", "AUD": r"\bAU?\$", "NZD": r"\bNZ\$", "SGD": r"\bS\$", "HKD": r"\bHK\$", "BRL": r"R\$",
    "CHF": r"\bSFr\b|\bFranken\b", "PLN": r"z\u0142|\bzloty", "CZK": r"K\u010d|Kc\u030c", "KRW": r"\u20a9", "ILS": r"\u20aa", "TRY": r"\u20ba",
    "UAH": r"\u20b4", "VND": r"\u20ab", "PHP": r"\u20b1", "THB": r"\u0e3f", "NGN": r"\u20a6", "JPY": r"\byen\b",
}  # fmt: skip
_CERTAIN_OF = {currency: re.compile(pattern, re.IGNORECASE) for currency, pattern in _CERTAIN.items()}
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_SHARED = (
    (re.compile(r"\$"), {
        "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "MX": "MXN", "AR": "ARS",
        "CL": "CLP", "CO": "COP", "TW": "TWD", "UY": "UYU",
    }),
    (re.compile(r"\bkr\b", re.IGNORECASE), {"SE": "SEK", "NO": "NOK", "DK": "DKK"}),
    (re.compile("\u00a5"), {"JP": "JPY", "CN": "CNY"}),
    (re.compile(r"\bRs\b", re.IGNORECASE), {"IN": "INR", "PK": "PKR"}),
)  # fmt: skip


def currencies_in(text: str, countries: Iterable[str]) -> set[str]:
    """The currencies that a folded text states. "$" and the like count where the countries have one of them."""
    found = {currency for currency, sign in _CERTAIN_OF.items() if sign.search(text)} | set(
        _CODE.findall(text)
    )
    if found & (_CERTAIN_OF.keys() | _SHARED_CODES):
        return found
    for sign, by_country in _SHARED:
        meant = {by_country[country] for country in countries if country in by_country}
        if len(meant) == 1 and sign.search(text):
            found |= meant
    return found & (_CERTAIN_OF.keys() | _SHARED_CODES | _OTHER_CODES)


_SHARED_CODES = {currency for _, by_country in _SHARED for currency in by_country.values()}
_OTHER_CODES = {
    "AED",
    "BGN",
    "EGP",
    "HUF",
    "IDR",
    "KES",
    "MAD",
    "MYR",
    "PEN",
    "RON",
    "RSD",
    "RUB",
    "SAR",
    "ZAR",
}
