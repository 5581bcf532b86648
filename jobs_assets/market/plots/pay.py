"""Pay: a row for each role within a currency, and a table of roles and countries."""

from jobs_assets.market.pay import PayCell, PayFigure, PayPanel, PayRow
from jobs_assets.market.plots.canvas import WIDE, Canvas, text_width
from jobs_assets.market.plots.rows import HEAD, Rows
from jobs_assets.market.plots.scales import Scale, money, number, ticks
from jobs_assets.parsing.countries import country_name

_CELL = 30
_MOST_COUNTRIES = 8
_ROLES = 14
_SHORT = {"GB": "UK", "US": "USA"}


def pay_plot(panel: PayPanel, width: float) -> Canvas:
    """Of each role the middle half as a bar, eight in ten as a line, and the median in figures."""
    rows = Rows(width, len(panel.rows))
    canvas = Canvas(width, rows.bottom + 26, _words(panel))
    low, high = min(row.low for row in panel.rows), max(row.high for row in panel.rows)
    marks = ticks(min(low, panel.median), max(high, panel.median), 3 if rows.narrow else 5)
    x = Scale(marks[0], marks[-1], rows.left, rows.right)
    for mark in marks:
        canvas.line(x(mark), HEAD - 8, x(mark), rows.bottom, "rule")
        canvas.text(x(mark), rows.bottom + 16, money(mark), "small", "middle")
    rows.head(canvas, f"{panel.currency} a year", f"  all {money(panel.median)}, n {number(panel.count)}")
    canvas.line(x(panel.median), HEAD - 8, x(panel.median), rows.bottom, "guide")
    for place, row in enumerate(panel.rows):
        _row(canvas, row, x, rows.middle(place))
        rows.name(canvas, place, row.name, row.count, value=money(row.median), at=x(row.median))
    return canvas


def _row(canvas: Canvas, row: PayRow, x: Scale, y: float) -> None:
    half = f"{number(row.quarter)} and {number(row.three_quarters)}"
    tip = f"{row.name}: median {number(row.median)}, half between {half}"
    canvas.line(x(row.low), y, x(row.high), y, "quiet-line")
    start, end = x(row.quarter), x(row.three_quarters)
    canvas.rect(start, y - 5, max(2, end - start), 10, "blue pale", tip=tip, rx=3)
    canvas.circle(x(row.median), y, 4.5, "dot", tip)


def places_plot(figure: PayFigure, width: float) -> Canvas:
    """A row a role, a column a country; the darker, the farther from what is usual in that country."""
    narrow = width < WIDE
    left = 118.0 if narrow else 176.0
    most = int((width - left) // (56 if narrow else 76))
    countries = figure.countries[: min(most, _MOST_COUNTRIES)]
    codes = {country.country for country in countries}
    cells = {(cell.role, cell.country): cell for cell in figure.cells if cell.country in codes}
    totals: dict[str, int] = {}
    for (role, _), cell in cells.items():
        totals[role] = totals.get(role, 0) + cell.count
    roles = sorted(sorted(totals, key=lambda role: (-totals[role], role))[:_ROLES])
    canvas = Canvas(width, HEAD + 14 + _CELL * (len(roles) + 1), _places_words(figure))
    wide = (width - left) / max(1, len(countries))
    for column, country in enumerate(countries):
        x = left + wide * column + wide / 2
        name = _SHORT.get(country.country, country_name(country.country))
        canvas.text(x, 12, country.country if narrow or text_width(name) > wide else name, "strong", "middle")
        canvas.text(x, 27, country.currency, "small", "middle")
        canvas.text(x, HEAD + _CELL - 13, money(country.median), "strong", "middle")
    canvas.text(0, HEAD + _CELL - 13, "All that state pay", "strong")
    for row, role in enumerate(roles, 1):
        y = HEAD + 6 + _CELL * row
        canvas.text(0, y + _CELL / 2 + 4, role, room=left - 8)
        for column, country in enumerate(countries):
            _cell(canvas, cells.get((role, country.country)), left + wide * column, y, wide)
    return canvas


def _cell(canvas: Canvas, cell: PayCell | None, x: float, y: float, wide: float) -> None:
    if cell is None:
        canvas.text(x + wide / 2, y + _CELL / 2 + 4, "·", "quiet", "middle")
        return
    kind = "blue" if cell.to_country >= 1 else "orange"
    tip = f"{cell.role}, {country_name(cell.country)}: median {number(cell.median)}, n = {number(cell.count)}"
    depth = min(0.55, abs(cell.to_country - 1) * 0.9) + 0.04
    tenths = round(depth * 20) / 20
    canvas.rect(x + 1, y + 1, wide - 2, _CELL - 2, kind, tip=tip, rx=3, fill_opacity=tenths)
    canvas.text(x + wide / 2, y + 13, money(cell.median), "label", "middle")
    canvas.text(x + wide / 2, y + 25, f"n {number(cell.count)}", "cell", "middle")


def _words(panel: PayPanel) -> str:
    rows = "; ".join(f"{row.name} {money(row.median)} (n = {number(row.count)})" for row in panel.rows)
    return f"Median pay by role in {panel.currency} a year, of {number(panel.count)} openings: {rows}."


def _places_words(figure: PayFigure) -> str:
    names = ", ".join(country_name(country.country) for country in figure.countries)
    return f"Median pay by role and country: {names}."
