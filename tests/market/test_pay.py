"""Pay by role, currency and country: what counts, and the numbers themselves."""

import pytest

from jobs_assets.market.pay import LEAST, PayByRole, PayFigure, quantile
from jobs_assets.market.roles import role_of
from tests.market.openings import an_opening, band, day


def figure_of(*openings: object, until: int = 100) -> PayFigure:
    pay = PayByRole(day(until))
    for opening in openings:
        pay.add(opening, role_of(opening.title))  # type: ignore[attr-defined, arg-type]  # openings
    return pay.figure()


def paid(amount: float, title: str = "Software Engineer", **fields: object) -> object:
    return an_opening(90, title=title, salary=(band(amount, amount, **fields.pop("pay", {})),), **fields)  # type: ignore[call-overload]  # keys of a band


def test_pay_is_put_on_one_scale_and_stays_in_its_currency() -> None:
    hourly = an_opening(salary=(band(20, 30, "USD", "HOUR"), band(4_000, 4_000, "EUR", "MONTH")))
    assert hourly.yearly() == {"USD": 25 * 2080, "EUR": 48_000}


@pytest.mark.parametrize(
    "stated",
    [
        band(50_000, 60_000, kind="bonus"),
        band(50_000, 60_000, kind="ote"),
        band(50_000, 60_000, currency=None),
        band(50_000, 60_000, interval=None),
        band(None, None),
    ],
    ids=["bonus", "on target", "no currency", "no interval", "no amount"],
)
def test_what_cannot_be_compared_is_no_pay(stated: dict[str, object]) -> None:
    assert an_opening(salary=(stated,)).yearly() == {}


def test_an_open_end_counts_as_what_is_stated_and_several_bands_as_what_they_span() -> None:
    assert an_opening(salary=(band(50_000, None),)).yearly() == {"EUR": 50_000}
    zones = (band(50_000, 60_000, place="Berlin"), band(70_000, 90_000, place="Munich"))
    assert an_opening(salary=zones).yearly() == {"EUR": 70_000}


def test_a_row_has_the_quantiles_of_its_role() -> None:
    nurses = [paid(10_000, "Registered Nurse") for _ in range(5)]
    figure = figure_of(*(paid(amount * 10_000) for amount in range(1, 12)), *nurses)
    (panel,) = figure.panels
    row = panel.rows[0]
    assert (row.name, row.count) == ("Software engineering", 11)
    assert (row.low, row.quarter, row.median, row.three_quarters, row.high) == (
        20_000,
        35_000,
        60_000,
        85_000,
        100_000,
    )


def test_fewer_than_enough_make_no_row_and_are_still_counted() -> None:
    figure = figure_of(*(paid(50_000) for _ in range(LEAST - 1)), an_opening(90))
    assert (figure.considered, figure.stated, figure.panels, figure.cells) == (LEAST, LEAST - 1, (), ())


def test_what_closed_before_the_quarter_is_left_out() -> None:
    assert figure_of(an_opening(0, 8, salary=(band(1, 2),)), until=100).considered == 0


def test_titles_without_a_role_are_counted_apart() -> None:
    figure = figure_of(*(paid(50_000, "Wizard of Light Bulb Moments") for _ in range(6)))
    assert (figure.stated, figure.without_role, figure.panels) == (6, 6, ())


def test_a_country_has_its_most_stated_currency_and_a_cell_its_ratio() -> None:
    francs = {"pay": {"currency": "CHF"}, "countries": ("CH",)}
    openings = [paid(100_000, **francs) for _ in range(6)]
    openings += [paid(50_000, "Registered Nurse", **francs) for _ in range(6)]
    openings += [paid(80_000, countries=("CH",)) for _ in range(5)]  # in euros
    figure = figure_of(*openings)
    (country,) = figure.countries
    assert (country.country, country.currency, country.count, country.median) == ("CH", "CHF", 12, 75_000)
    cells = {cell.role: (cell.count, cell.median, cell.to_country) for cell in figure.cells}
    assert cells == {"Software engineering": (6, 100_000, 4 / 3), "Health": (6, 50_000, 2 / 3)}


def test_levels_stand_in_the_order_of_the_ladder_in_the_currency_most_stated() -> None:
    openings = [
        paid(amount, seniority=level)
        for level, amount in (("senior", 80_000), ("intern", 20_000), ("lead", 90_000))
        for _ in range(5)
    ]
    openings += [paid(10_000, seniority="junior") for _ in range(4)]  # too few for a row
    openings += [paid(70_000) for _ in range(9)]  # of no known level
    (panel,) = figure_of(*openings).levels
    assert [(row.name, row.median) for row in panel.rows] == [
        ("Intern", 20_000),
        ("Senior", 80_000),
        ("Lead", 90_000),
    ]
    assert (panel.currency, panel.count) == ("EUR", 19)


def test_one_row_alone_is_compared_with_nothing_and_makes_no_panel() -> None:
    figure = figure_of(*(paid(50_000, seniority="senior") for _ in range(9)))
    assert (figure.panels, figure.levels) == ((), ())


def test_an_opening_in_two_countries_counts_in_both() -> None:
    figure = figure_of(*(paid(50_000, countries=("AT", "DE")) for _ in range(5)))
    assert [(each.country, each.count) for each in figure.countries] == [("AT", 5), ("DE", 5)]


def test_quantiles_lie_between_neighbours_in_proportion() -> None:
    assert [quantile([3.0, 1.0, 2.0, 4.0], share) for share in (0, 0.25, 0.5, 1)] == [1.0, 1.75, 2.5, 4.0]
