"""The numbers that a quote writes, in figures or words: 90k, 90,000, 90.000, nine, neun, neuf, nueve.

Pure; for checking that a number occurs, not for finding out what it counts.
"""

import re

from jobs_assets.enrichment.quotes import fold

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve",
    "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "un deux trois quatre cinq six sept huit neuf dix onze douze",
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
)
_VALUES = {fold(word): value for words in _WORDS for value, word in enumerate(words.split(), 1)}
# What also is an article counts one only where a year follows.
_ONE = re.compile(
    r"\b(?:one|ein(?:e[mnrs]?|s)?|une?|uno)(?=[ -](?:\w+ )?(?:year|jahr|an\b|annee|ano))"
    r"|\beinjahr|\beinjähr".replace("ä", "a\u0308"),
    re.IGNORECASE,
)
_WORD = re.compile(
    rf"\b({'|'.join(sorted((word for word, value in _VALUES.items() if value > 1), key=len, reverse=True))})"
    rf"(?:\b(?!\u0308)|(?=jahr|{fold('jähr')}))",
    re.IGNORECASE,
)

# "12,00,000" (India), "1.234.567,89", "45 000", "120'000"; else figures with or without decimals.
_FIGURES = (
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:(?P<group>[.,' ])\d{3})(?:(?P=group)\d{3})*(?:[.,]\d{1,2})?(?!\d)"
    r"|\d+(?:[.,]\d+)?"
)
_SCALES = (
    (r"k(?:[€$£]|eur|usd|gbp|chf)?|t(?:€|eur)|tsd|tausend|thousand|mille|mil", 1e3),
    (r"m|mm|mn|mio|millions?|millionen|millones", 1e6),
    (r"lakhs?|lacs?|lpa", 1e5),
    (r"cr|crores?", 1e7),
)
_SCALE_OF = [(re.compile(pattern, re.IGNORECASE), scale) for pattern, scale in _SCALES]
_NUMBER = re.compile(
    rf"(?:(?<![\w.,])|(?<=[A-Z]{{3}}))[€$£]?(?P<figures>{_FIGURES})"
    rf"(?: ?(?P<scale>{'|'.join(pattern for pattern, _ in _SCALES)})(?![\w]))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r" ?[€$£]? ?(?:-|/|to|and|bis|und|a|à|et|y|hasta) ?[€$£]? ?".replace("à", "a\u0300"), re.I
)
_NO_AMOUNT = re.compile(r"\b40[13] ?\(?[kb]\)?", re.IGNORECASE)
_MOST_DIGITS = 18


def numbers_in(text: str) -> frozenset[float]:
    """Every number that the text writes, each in the one reading that it has.

    A group of three digits after a separator is thousands ("90.000" is 90000), and in "60-80k" both are.
    A retirement plan's "401k" is no number.
    """
    folded = _NO_AMOUNT.sub(" ", fold(text))
    found = list(_NUMBER.finditer(folded))
    values: set[float] = set()
    for at, number in enumerate(found):
        value = _value(number["figures"])
        if value is None:
            continue
        following = found[at + 1] if at + 1 < len(found) else None
        shared = following is not None and not number["scale"] and _shares_scale(folded, number, following)
        values.add(value * _scale((following if shared and following else number)["scale"]))
    values.update(_VALUES[word[1].casefold()] for word in _WORD.finditer(folded))
    if _ONE.search(folded):
        values.add(1)
    return frozenset(values)


def _shares_scale(text: str, number: re.Match[str], following: re.Match[str]) -> bool:
    """Whether the scale of a range's end is meant for its beginning too."""
    if not following["scale"] or not _BETWEEN.fullmatch(text, number.end(), following.start("figures")):
        return False
    low, high = _value(number["figures"]), _value(following["figures"])
    return low is not None and high is not None and low <= high and low < 1000


def _scale(word: str | None) -> float:
    if word is None:
        return 1.0
    return next(scale for pattern, scale in _SCALE_OF if pattern.fullmatch(word))


def _value(figures: str) -> float | None:
    if len(figures) > _MOST_DIGITS:
        return None
    digits = figures.replace(" ", "").replace("'", "")
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return float(digits)
    whole, tail = re.sub("[.,]", "", digits[:last]), digits[last + 1 :]
    if len(tail) == 3 and whole and whole != "0":
        return float(whole + tail)
    return float(f"{whole}.{tail}")
