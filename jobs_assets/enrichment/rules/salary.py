"""Pay in a posting's text: every band that it states, each with the words that prove it. Nothing is
annualised, converted or guessed; money that is not certainly pay is left out.

Figures are `salary_figures.py`, ranges `salary_spans.py`, the words around them `salary_context.py`, sizes
`salary_scale.py`, currencies `salary_currencies.py`, places `salary_places.py`.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from jobs_assets.enrichment.records import Found
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.salary_context import Context, Verdict
from jobs_assets.enrichment.rules.salary_currencies import Currencies
from jobs_assets.enrichment.rules.salary_figures import figures_in
from jobs_assets.enrichment.rules.salary_places import country_of, place_of_band
from jobs_assets.enrichment.rules.salary_scale import interval_by_size, is_possible
from jobs_assets.enrichment.rules.salary_spans import Amount, amounts_of
from jobs_assets.enrichment.rules.salary_words import words
from jobs_assets.postings import PayKind, SalaryBand

MOST_FIGURES = 400
"""A text with more figures than that is a table of something else; the first are read."""
MOST_BANDS = 40

_KINDS: tuple[PayKind, ...] = ("base", "ote", "bonus", "equity")
_PAY = frozenset({"base", "ote"})
_FLOORS = {"de": frozenset({"HOUR", "MONTH"})}
"""By language, the intervals whose single figure is read as the least that is paid: German postings state the
wage that supplements and experience add to (in Austria the minimum, as § 9 GlBG demands), and the labelled
rows read them so. A single yearly figure is the whole.
"""


def find_salary(reading: Reading) -> list[Found[SalaryBand]]:
    """The pay bands of a posting, base pay first, then in the text's order; one that is stated twice counts
    once. Bonus and equity are told beside other pay only: alone they are rewards and programmes.
    """
    found = sorted(_found(reading), key=lambda each: _KINDS.index(each.value.kind))
    pay = [each.value for each in found if each.value.kind in _PAY]
    told = (each for each in found if each.value.kind in _PAY or _is_beside(each.value, pay))
    return list(islice(_once(told), MOST_BANDS))


def _is_beside(band: SalaryBand, pay: list[SalaryBand]) -> bool:
    """Whether a bonus or equity goes with pay that is told, and is no more than that pay."""
    alike = [each for each in pay if (each.currency, each.interval) == (band.currency, band.interval)]
    return bool(pay) and all(_most(band) <= _most(each) for each in alike)


def _most(band: SalaryBand) -> float:
    return band.max if band.max is not None else band.min or 0.0


def _found(reading: Reading) -> Iterator[Found[SalaryBand]]:
    vocabulary = words()
    figures = list(islice(figures_in(reading.text), MOST_FIGURES))
    currencies = Currencies(reading)
    context = Context(reading.text, reading.lowered, vocabulary)
    for amount in amounts_of(figures, reading.lowered, vocabulary):
        if not (verdict := context.verdict(amount)):
            continue
        place = place_of_band(*context.around(amount, verdict), reading)
        currency, may_be_told = currencies.of(amount.sign, country_of(place) if place else None)
        if may_be_told and (band := _band(amount, verdict, currency, reading.language)):
            band.place = place
            yield Found(band, amount.start, verdict.end)


def _band(amount: Amount, verdict: Verdict, currency: str | None, language: str | None) -> SalaryBand | None:
    interval = verdict.interval
    if interval is None or not is_possible(amount, currency, interval):
        if interval is not None and amount.within is None and verdict.stated:
            return None
        interval, is_pay = interval_by_size(amount, currency, language)
        if not is_pay:
            return None
    high = amount.high
    if not amount.is_range and amount.low is not None and interval in _FLOORS.get(language or "", ()):
        high = None
    return SalaryBand(amount.low, high, currency, interval, verdict.kind)


def _once(found: Iterable[Found[SalaryBand]]) -> Iterator[Found[SalaryBand]]:
    """Without repeats, and without single figures that are the end of a band told already."""
    told: list[SalaryBand] = []
    for each in found:
        if not any(_repeats(each.value, band) for band in told):
            told.append(each.value)
            yield each


def _repeats(band: SalaryBand, told: SalaryBand) -> bool:
    if (band.kind, band.currency, band.interval) != (told.kind, told.currency, told.interval):
        return False
    if (band.min, band.max) == (told.min, told.max):
        return band.place in {None, told.place}
    ends = {band.min, band.max} - {None}
    return len(ends) == 1 and ends <= {told.min, told.max} and band.place in {None, told.place}
