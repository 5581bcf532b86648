"""Pay as it is stated where the work is: shape, interval and rounding of the country, words of the language.

Draws a pay and puts it in words. Which page states it is the business of the boards.
"""

from dataclasses import dataclass
from math import ceil, log10

from jobs_assets.postings import Interval, SalaryBand
from jobs_assets.samples.draws import Draw
from jobs_assets.samples.templates import Country, Language

_BY_LEVEL = {"intern": 0.45, "junior": 0.82, "none": 1.0, "senior": 1.28, "lead": 1.42, "principal": 1.6}
_BY_FIXED_LEVEL = {
    "manager": 1.5,
    "director": 2.1,
    "executive": 2.8,
    "lead": 1.42,
    "intern": 0.45,
    "entry": 0.75,
}
_SALARIES = {"month": 12, "month13": 13, "month14": 14}
_POINT_THOUSANDS = ("DE", "AT", "ES", "CL", "CO", "AR")
_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Pay:
    """A pay: its bands, and the sentence that states it. `salaries`: payments of a monthly pay in a year."""

    bands: tuple[SalaryBand, ...]
    sentence: str
    salaries: int = 12


def draw_pay(
    draw: Draw,
    country: Country,
    language: Language,
    *,
    relative: float,
    level: str,
    shapes: tuple[str, ...],
    cities: list[str],
) -> Pay | None:
    """A pay for a job at `relative` times the country's typical wage, or none where none is stated."""
    shape = draw.pick(shapes or country.shapes)
    if shape == "none":
        return None
    factor = _BY_LEVEL.get(level) or _BY_FIXED_LEVEL[level]
    year = country.year * relative * factor * (0.88 + 0.28 * draw.random())
    if shape in ("year", "from", "exact") and country.year > 200_000:
        shape = "month"  # where yearly figures run to millions, people are told what they get a month
    if shape == "bands":
        return _bands(draw, country, language, year, cities)
    if shape == "ote":
        return _ote(draw, country, language, year)
    interval, amount, step = _unit(shape, country, year)
    low, high = _spread(draw, amount, step)
    kind = shape if shape in ("from", "exact") else "range"
    band = SalaryBand(low, {"from": None, "exact": low}.get(kind, high), country.currency, interval)
    words = _range_words(band, country, language, kind)
    if shape in ("month13", "month14"):
        salaries = _SALARIES[shape]
        return Pay((band,), language.pay_salaries.format(pay=words, times=salaries) + ".", salaries)
    per = draw.pick(language.pay_per[interval])
    return Pay((band,), draw.pick(language.pay[kind]).format(pay=words, per=per))


def _bands(draw: Draw, country: Country, language: Language, year: float, cities: list[str]) -> Pay:
    bands = []
    for city in cities:
        low, high = _spread(draw, year * (0.9 + 0.2 * draw.random()), country.round)
        bands.append(SalaryBand(low, high, country.currency, "YEAR", place=city))
    words = "; ".join(f"{band.place} {_range_words(band, country, language, 'range')}" for band in bands)
    return Pay(tuple(bands), draw.pick(language.pay["bands"]).format(pay=words))


def _ote(draw: Draw, country: Country, language: Language, year: float) -> Pay:
    low, high = _spread(draw, year * 0.8, country.round)
    more = draw.pick((1.25, 1.4, 1.5, 2.0))
    base = SalaryBand(low, high, country.currency, "YEAR")
    step = country.round
    target = SalaryBand(
        _rounded(low * more, step), _rounded(high * more, step), country.currency, "YEAR", kind="ote"
    )
    sentence = draw.pick(language.pay["ote"]).format(
        pay=_range_words(base, country, language, "range"),
        per=draw.pick(language.pay_per["YEAR"]),
        ote=_range_words(target, country, language, "range"),
    )
    return Pay((base, target), sentence)


def _unit(shape: str, country: Country, year: float) -> tuple[Interval, float, float]:
    """The interval of a shape, the amount in it, and the step it is rounded to."""
    if shape in _SALARIES:
        return "MONTH", year / _SALARIES[shape], _round_number(country.round / 12)
    if shape == "hour":
        hourly = year / (country.hours * 52)
        return "HOUR", hourly, 0.25 if hourly < 200 else _round_number(hourly / 50)
    if shape == "day":
        daily = year / 220 * 1.4
        return "DAY", daily, _round_number(daily / 60)
    return "YEAR", year, country.round


def _round_number(least: float) -> int:
    """The next of 1, 5, 10, 50, 100, ... that is not under `least`."""
    power = 10 ** int(log10(max(least, 1)))
    return int(next(size for size in (power, power * 5, power * 10) if size >= least))


def _rounded(amount: float, step: float) -> float:
    up = ceil(amount / step) * step
    return int(up) if up == int(up) else up


def _spread(draw: Draw, amount: float, step: float) -> tuple[float, float]:
    low = _rounded(amount * (0.86 + 0.08 * draw.random()), step)
    high = _rounded(amount * (1.04 + 0.16 * draw.random()), step)
    return low, max(high, low + step)


def _range_words(band: SalaryBand, country: Country, language: Language, kind: str) -> str:
    low = money(band.min or 0, country, language.code)
    if kind in ("from", "exact") or band.max is None:
        return low
    return low + language.pay_join + money(band.max, country, language.code)


def money(amount: float, country: Country, language: str) -> str:
    """An amount as the country's readers of that language write it."""
    cents = amount != int(amount)
    digits = f"{amount:,.2f}" if cents else f"{int(amount):,}"
    if country.code == "CH":
        return "CHF " + digits.replace(",", "'")
    if language == "fr":
        return digits.translate({44: _SPACE, 46: ","}) + _SPACE + country.symbol
    if country.code in _POINT_THOUSANDS:
        digits = digits.translate({44: ".", 46: ","})
    if country.currency == "EUR" and language != "en":
        return f"{digits} €"
    if language == "es":
        return f"${digits} {country.currency}"
    if country.code in ("CA", "AU", "NZ"):
        return f"{country.currency} {digits}"
    return country.symbol + digits
