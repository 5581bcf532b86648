"""Pay as structured fields state it, to bands. Nothing is annualised, converted or guessed; zero to zero is
no pay.

Not here: pay in a description's prose.
"""

import re
from functools import lru_cache

from jobs_assets.parsing.json_bytes import Json
from jobs_assets.parsing.places import name_of
from jobs_assets.postings import Interval, PayKind, SalaryBand

_INTERVAL_WORDS: dict[Interval, str] = {
    "HOUR": "hour hours hourly hr hrs h hur stunde stündlich heure horaire hora uur",
    "DAY": "day days daily d tag täglich jour journalier día dag",
    "WEEK": "week weeks weekly wk wee woche wöchentlich semaine semana",
    "MONTH": "month months monthly mo mon mth monat monatlich mois mensuel mes mensual maand",
    "YEAR": "year years yearly yr yrs y ann annum annual annually pa jahr jährlich année annuel año anual",
}
_INTERVALS = {word: interval for interval, words in _INTERVAL_WORDS.items() for word in words.split()}
_NO_INTERVAL = re.compile(
    r"\b(?:bi|semi|half|quarter|one[- ]time)\b|biweek|bimonth|semimonth"
    r"|\b(?!1\b)\d+\s*(?:hour|day|week|month|year)"
)
_WORD = re.compile(r"[^\W\d_]+")
_OTE = re.compile(r"\b(?:OTE|on[- ]target|total target cash)\b", re.IGNORECASE)
_BASE = re.compile(r"\bbase\b", re.IGNORECASE)
_BONUS = re.compile(r"\b(?:bonus|commission|variable)\b", re.IGNORECASE)
_EQUITY = re.compile(r"\b(?:equity|stock|shares)\b", re.IGNORECASE)

_SYMBOLS = {
    "US$": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "R$": "BRL", "MX$": "MXN", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₪": "ILS",
    "zł": "PLN", "₺": "TRY", "₴": "UAH", "₫": "VND", "₱": "PHP", "฿": "THB", "Kč": "CZK",
}  # fmt: skip
_CODE = re.compile(
    r"\b(?:AED|ARS|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KES|KRW|MXN|MYR"
    r"|NGN|NOK|NZD|PEN|PHP|PKR|PLN|RON|RSD|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|UYU|VND|ZAR)\b"
)
_NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:[.,\u202f'’ ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)\s*([kKmM]\b)?"
)


def interval_of(stated: Json) -> Interval | None:
    """HOUR to YEAR from a unit as stated: "YEAR", "per-year-salary", "1 YEAR", "Hourly", "ANN". Null if
    unclear.

    "2 WEEK", "bi-week" and "semi-month" are none of the five.
    """
    return _interval_in(stated[:200]) if isinstance(stated, str) else None


@lru_cache(maxsize=2048)
def _interval_in(stated: str) -> Interval | None:
    text = stated.lower().rsplit("schema.org/", 1)[-1]
    if _NO_INTERVAL.search(text):
        return None
    found = {_INTERVALS[word] for word in _WORD.findall(text) if word in _INTERVALS}
    return found.pop() if len(found) == 1 else None


def kind_of(*texts: str | None) -> PayKind:
    """What the words around a figure call it. The first text that calls it anything decides; else it is base
    pay.
    """
    for text in texts:
        if not text:
            continue
        if _OTE.search(text):
            return "ote"
        if _BASE.search(text):
            return "base"
        if _EQUITY.search(text):
            return "equity"
        if _BONUS.search(text):
            return "bonus"
    return "base"


def amount(stated: Json) -> float | None:
    """A number from a number or a text with one number in it ("70,000.00", "€50.000", "85k"); null
    otherwise.
    """
    if isinstance(stated, bool) or stated is None:
        return None
    if isinstance(stated, int | float):
        return float(stated) if 0 < abs(stated) < 1e12 else None
    if isinstance(stated, str):
        numbers = amounts(stated)
        return numbers[0] if len(numbers) == 1 else None
    return None


def amounts(text: str) -> list[float]:
    """Every amount in a short text; "k" and "m" count, and thousands are told from decimals by their groups.

    In "100-120k" the "k" is meant for both.
    """
    found = [(_value(match[1]), match[2] or "") for match in _NUMBER.finditer(text[:300])]
    if len(found) == 2 and found[1][1] in "kK" and found[1][1] and not found[0][1] and found[0][0] < 1000:
        found[0] = (found[0][0], "k")
    return [value * {"k": 1e3, "m": 1e6}.get(unit.lower(), 1.0) for value, unit in found if value]


def _value(digits: str) -> float:
    digits = re.sub(r"[\u202f'’ ]", "", digits)
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return float(digits)
    whole, tail = re.sub(r"[.,]", "", digits[:last]), digits[last + 1 :]
    mixed = "." in digits and "," in digits
    if len(tail) == 3 and not (mixed and digits.count(digits[last]) == 1 and len(tail) < 3):
        return float(whole + tail)
    return float(f"{whole}.{tail}")


def currency_of(stated: Json) -> str | None:
    """ISO 4217 of a stated currency: a code, or a sign that only one currency has. "$" and "kr" alone are
    null.
    """
    if not isinstance(stated, str):
        return None
    text = stated.strip()
    if len(text) == 3 and text.isalpha() and text.isascii():
        return text.upper()
    if match := _CODE.search(text):
        return match[0]
    signs = [code for sign, code in _SYMBOLS.items() if sign in text]
    return signs[0] if signs else None


def band(
    low: float | None,
    high: float | None,
    currency: str | None,
    interval: Interval | None,
    *,
    kind: PayKind = "base",
    place: str | None = None,
) -> SalaryBand | None:
    """One band, its ends in order; null where no figure is stated."""
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        low, high = high, low
    return SalaryBand(low, high, currency, interval, kind, place)


def base_salary(stated: Json, currency: Json = None) -> list[SalaryBand]:
    """schema.org `baseSalary` in every shape seen: MonetaryAmount, PriceSpecification, number, text, or a
    list.

    `currency` is the posting's own `salaryCurrency`, for shapes that name none.
    """
    if isinstance(stated, list):
        return [found for item in stated for found in base_salary(item, currency)]
    if isinstance(stated, dict):
        return _monetary_amount(stated, currency_of(currency))
    return _plain(stated, currency_of(currency), None)


def _plain(stated: Json, currency: str | None, interval: Interval | None) -> list[SalaryBand]:
    if isinstance(stated, str):
        numbers = amounts(stated)
        currency, interval = currency_of(stated) or currency, interval or interval_of(stated)
        if not 1 <= len(numbers) <= 2:
            return []
        low, high = _ends(stated, numbers)
    else:
        low = high = amount(stated)
    found = band(low, high, currency, interval)
    return [found] if found else []


_FROM = re.compile(
    r"\b(?:from|ab|à partir de|desde|at least|starting(?: at)?|min(?:imum)?)\b|\+\s*$", re.IGNORECASE
)
_UP_TO = re.compile(r"\b(?:up to|bis(?: zu)?|jusqu['’]à|hasta|max(?:imum)?)\b", re.IGNORECASE)


def _ends(text: str, numbers: list[float]) -> tuple[float | None, float | None]:
    if len(numbers) == 2:
        return numbers[0], numbers[1]
    if _UP_TO.search(text):
        return None, numbers[0]
    return numbers[0], None if _FROM.search(text) else numbers[0]


def _monetary_amount(stated: dict[str, Json], fallback: str | None) -> list[SalaryBand]:
    currency = next(
        (
            code
            for key in ("currency", "priceCurrency", "currencyCode")
            if (code := currency_of(name_of(stated.get(key))))
        ),
        fallback,
    )
    interval = interval_of(name_of(stated.get("unitText"))) or interval_of(name_of(stated.get("unitCode")))
    interval = interval or interval_of(name_of(stated.get("duration")))
    value = stated.get("value")
    if isinstance(value, list):
        return [
            found
            for item in value
            for found in _monetary_amount(
                {**stated, "value": item}
                if not isinstance(item, dict)
                else {"currency": currency, "unitText": interval, **item},
                currency,
            )
        ]
    if isinstance(value, dict):
        inner = {"currency": currency, "unitText": stated.get("unitText")} | {
            key: val for key, val in value.items() if val is not None
        }
        return _monetary_amount(inner, currency)
    low, high = amount(_first(stated, "minValue", "minPrice")), amount(_first(stated, "maxValue", "maxPrice"))
    if low is None and high is None:
        return _plain(_first(stated, "value", "price", "@value"), currency, interval)
    found = band(low, high, currency, interval, kind=kind_of(name_of(stated.get("name"))))
    return [found] if found else []


def _first(stated: dict[str, Json], *keys: str) -> Json:
    return next((stated[key] for key in keys if stated.get(key) is not None), None)
