"""The report's sections in words: what each shows, what it is counted from, what is said where data is short.

Drawing is `plots/`, putting it on a page `report.py`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from jobs_assets.market.closing import LEAST as LEAST_OPENINGS
from jobs_assets.market.closing import LEAST_CLOSED, TimeToClose
from jobs_assets.market.figures import Figures
from jobs_assets.market.pay import LEAST as LEAST_PAID
from jobs_assets.market.pay import PayPanel
from jobs_assets.market.plots.bars import hiring_plot, named_plot, skills_plot
from jobs_assets.market.plots.canvas import Canvas
from jobs_assets.market.plots.closing import closing_plot, roles_plot
from jobs_assets.market.plots.openings import LEAST as LEAST_WEEKS
from jobs_assets.market.plots.openings import openings_plot
from jobs_assets.market.plots.pay import pay_plot, places_plot
from jobs_assets.market.plots.scales import day, money, number, percent
from jobs_assets.market.plots.workplace import LEAST_STATED, drawable, shares, workplace_plot
from jobs_assets.market.skills import LEAST as LEAST_READ
from jobs_assets.market.skills import LEAST_OPEN, SkillChange
from jobs_assets.market.weeks import Week
from jobs_assets.parsing.countries import country_name

Draw = Callable[[float], Canvas]
Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]

_NAMED = 12


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. `finding` is its sentence, `counted` what its figures are shares of; without
    `plots`, `finding` says what is missing.
    """

    name: str
    title: str
    finding: str
    counted: str = ""
    plots: tuple[Draw, ...] = ()
    tables: tuple[Table, ...] = ()


def sections(figures: Figures) -> list[Section]:
    """All sections, in the order in which they are shown."""
    return [
        _openings(figures),
        _hiring(figures),
        _pay(figures),
        *_levels(figures),
        _places(figures),
        _workplace(figures),
        _closing(figures),
        _skills(figures),
    ]


def _openings(figures: Figures) -> Section:
    title, weeks = "Openings", figures.weeks
    if len(weeks) < LEAST_WEEKS:
        said = f"{number(figures.open)} postings are open. Their course needs crawls in {LEAST_WEEKS} weeks."
        return Section("openings", title, said)
    found, boards = sum(week.found for week in weeks), max(week.boards for week in weeks)
    return Section(
        "openings",
        title,
        _course(weeks),
        f"Counted: {number(figures.openings)} openings of {number(boards)} board{'s' * (boards != 1)}; "
        f"postings of one opening count once. {number(found)} were there when their board was first "
        "seen, and count as open but not as opened. Shaded weeks had no crawl.",
        (partial(openings_plot, weeks),),
        (_weeks_table(weeks),),
    )


def _course(weeks: Sequence[Week]) -> str:
    now = weeks[-1].open
    said = f"{number(now)} postings are open"
    if len(weeks) > 4 and weeks[-5].open and not any(week.new_boards for week in weeks[-4:]):
        change = now / weeks[-5].open - 1
        if abs(change) < 0.005:
            return f"{said}, as many as four weeks ago."
        return f"{said}, {percent(abs(change))} {'more' if change > 0 else 'fewer'} than four weeks ago."
    return f"{said}."


def _weeks_table(weeks: Sequence[Week]) -> Table:
    head = ("week of", "opened", "closed", "found", "open at its end", "boards")
    rows = [
        (
            week.monday.isoformat(),
            *(number(each) for each in (week.opened, week.closed, week.found, week.open, week.boards)),
        )
        for week in reversed(weeks)
    ]
    return head, tuple(rows)


def _hiring(figures: Figures) -> Section:
    title = "Who hires for what"
    if not figures.open:
        return Section("hiring", title, "No posting is open.")
    named = [("By role", figures.roles), ("By employer", figures.employers)]
    shown = [(words, rows[:_NAMED]) for words, rows in named if rows]
    first = figures.roles[0] if figures.roles else None
    return Section(
        "hiring",
        title,
        f"Most open postings are for {first.name[0].lower()}{first.name[1:]}: {number(first.open)} "
        f"of {number(figures.open)}."
        if first and not first.name.startswith("IT")
        else f"{number(figures.open)} postings are open.",
        f"Roles are read from titles; {number(figures.without_role)} of {number(figures.open)} open titles "
        "name none that is known and are left out. New: seen to open within the last four weeks.",
        tuple(partial(hiring_plot, words, rows) for words, rows in shown),
        tuple(
            (
                (words.removeprefix("By "), "open", "new"),
                tuple((row.name, number(row.open), number(row.opened)) for row in rows),
            )
            for words, rows in shown
        ),
    )


def _pay(figures: Figures) -> Section:
    pay, title = figures.pay, "Pay by role"
    of = f"{number(pay.stated)} of {number(pay.considered)} openings of the last 13 weeks state a base pay"
    if not pay.panels:
        return Section(
            "pay", title, f"{of}; a row is drawn from {LEAST_PAID} that share a role and a currency."
        )
    best = pay.panels[0].rows[0]
    return Section(
        "pay",
        title,
        f"Best paid of what is stated in {pay.panels[0].currency}: {best.name}, {money(best.median)} a year "
        f"in the middle of {number(best.count)} openings.",
        f"{of}; the rest says nothing of what it pays. Dot: median; bar: the middle half; line: eight in "
        "ten; dotted: the median of all in that currency. Pay is the middle of the stated range, as stated "
        "(before tax, not converted), put on a full-time year only for drawing. "
        f"{number(pay.without_role)} without a known role are left out of the rows.",
        tuple(partial(pay_plot, panel) for panel in pay.panels),
        tuple(map(_pay_table, pay.panels)),
    )


def _pay_table(panel: PayPanel) -> Table:
    rows = (
        (row.name, *(number(each) for each in (row.count, row.quarter, row.median, row.three_quarters)))
        for row in panel.rows
    )
    return (f"{panel.currency} a year", "n", "a quarter below", "median", "a quarter above"), tuple(rows)


def _levels(figures: Figures) -> list[Section]:
    """Pay by seniority; nothing where enrichment has told too little of it."""
    return [
        Section(
            "levels",
            "Pay by level",
            f"From {panel.rows[0].name} to {panel.rows[-1].name}: {money(panel.rows[0].median)} to "
            f"{money(panel.rows[-1].median)} {panel.currency} a year in the middle.",
            f"{number(panel.count)} openings of the last 13 weeks state their pay in {panel.currency} and "
            "have a level that is said, not guessed; all roles and countries together, so that a level with "
            "more engineers is paid better for that alone.",
            (partial(pay_plot, panel),),
            (_pay_table(panel),),
        )
        for panel in figures.pay.levels
    ]


def _places(figures: Figures) -> Section:
    pay, title = figures.pay, "Pay by role and place"
    if not pay.cells:
        return Section(
            "places",
            title,
            f"A cell needs {LEAST_PAID} openings of one role in one country that state their pay.",
        )
    return Section(
        "places",
        title,
        "The darker a cell, the farther its median is from that of the country: blue above, orange below.",
        f"Medians a year in each country's most stated currency, from {LEAST_PAID} openings on; a dot: "
        "fewer. An opening in several countries counts in each. Nothing is converted: compare down a column.",
        (partial(places_plot, pay),),
        (
            (
                ("role", "country", "n", "median", "to the country's"),
                tuple(
                    (
                        cell.role,
                        country_name(cell.country),
                        number(cell.count),
                        number(cell.median),
                        percent(cell.to_country),
                    )
                    for cell in pay.cells
                ),
            ),
        ),
    )


def _workplace(figures: Figures) -> Section:
    title, weeks = "Remote, hybrid, on site", drawable(figures.weeks)
    if not weeks:
        return Section(
            "workplace", title, f"Shares need {LEAST_STATED} open postings that state a workplace."
        )
    if len(weeks) < LEAST_WEEKS:
        return Section(
            "workplace", title, f"{shares(weeks[0])}. Their course needs {LEAST_WEEKS} such weeks."
        )
    first, last = weeks[0], weeks[-1]
    return Section(
        "workplace",
        title,
        f"{percent(last.remote / last.stated)} of open postings that say where the work is are remote; in "
        f"the week of {day(first.monday)} it was {percent(first.remote / first.stated)}.",
        f"Shares of the open postings that state a workplace: {number(last.stated)} of {number(last.open)} "
        "at last. A city alone says nothing, so that the others count as neither.",
        (partial(workplace_plot, figures.weeks),),
        (
            (
                ("week of", "remote", "hybrid", "on site", "not stated"),
                tuple(
                    (
                        week.monday.isoformat(),
                        *(
                            number(each)
                            for each in (week.remote, week.hybrid, week.onsite, week.open - week.stated)
                        ),
                    )
                    for week in reversed(weeks)
                ),
            ),
        ),
    )


def _closing(figures: Figures) -> Section:
    closing, title = figures.closing, "Time to close"
    if not closing.all.count:
        said = "No posting has been seen to open: how old those are that a board had at first, nobody knows."
        return Section("closing", title, said)
    if not closing.enough:
        return Section(
            "closing",
            title,
            f"{number(closing.all.closed)} of {number(closing.all.count)} openings that were seen to open "
            f"have closed; a curve needs {LEAST_CLOSED} of {LEAST_OPENINGS}.",
        )
    median = closing.all.median
    plots: tuple[Draw, ...] = (partial(closing_plot, closing),)
    if closing.roles:
        plots += (partial(roles_plot, closing),)
    return Section(
        "closing",
        title,
        f"Half of all openings are closed after {number(median)} days."
        if median is not None
        else "Fewer than half of the openings have closed as yet.",
        f"Counted: {number(closing.all.count)} openings that were seen to open within a year, "
        f"{number(closing.all.closed)} of them closed. Those still open count for as long as they have been "
        f"seen (Kaplan and Meier). {number(closing.found)} that were there when their board was first seen "
        "are left out: nobody knows their age. By role: dot: half closed; bar: from a quarter to three "
        "quarters. Closed is not filled: a posting can be withdrawn.",
        plots,
        (
            (
                ("role", "n", "closed", "a quarter", "half", "three quarters"),
                tuple(map(_times, (closing.all, *closing.roles))),
            ),
        ),
    )


def _times(row: TimeToClose) -> tuple[str, ...]:
    days = (
        "not yet" if each is None else str(each) for each in (row.quarter, row.median, row.three_quarters)
    )
    return (row.name, number(row.count), number(row.closed), *days)


def _skills(figures: Figures) -> Section:
    skills, title = figures.skills, "Skills"
    if skills.open_read < LEAST_OPEN or not skills.named:
        said = f"Of {number(figures.open)} open postings {number(skills.open_read)} were read for skills"
        return Section("skills", title, f"{said}; a drawing needs {LEAST_OPEN}.")
    named: Table = (
        ("skill", "open postings", "share"),
        tuple((row.name, number(row.count), percent(row.count / skills.open_read)) for row in skills.named),
    )
    counted = f"Named most: out of {number(skills.open_read)} open postings that were read for skills."
    if not skills.enough:
        return Section(
            "skills",
            title,
            f"{skills.named[0].name} is named most. What rises and falls needs {LEAST_READ} openings of the "
            f"last eight weeks (so far {number(skills.now)}) and of the eight before (so far "
            f"{number(skills.before)}).",
            counted,
            (partial(named_plot, skills),),
            (named,),
        )
    rows = [*skills.rising, *reversed(skills.falling)]
    changed: Table = (
        ("skill", "before", "now", "change in points"),
        tuple((row.name, f"{row.before:.1%}", f"{row.now:.1%}", f"{row.change * 100:+.1f}") for row in rows),
    )
    return Section(
        "skills",
        title,
        _moved(rows),
        f"{counted} Change: {number(skills.now)} openings first seen in the last eight weeks beside "
        f"{number(skills.before)} of the eight before ({number(skills.read)} of {number(skills.considered)} "
        "were read). Pale: the interval reaches zero. Of twenty skills that do not change, one will seem to.",
        (partial(skills_plot, skills), partial(named_plot, skills)),
        (changed, named),
    )


def _moved(rows: Sequence[SkillChange]) -> str:
    clear = [row for row in rows if row.clear]
    rising = max(clear, key=lambda row: row.change, default=None)
    falling = min(clear, key=lambda row: row.change, default=None)
    said = []
    if rising is not None and rising.change > 0:
        said.append(f"{rising.name} rises most, by {rising.change * 100:.1f} points")
    if falling is not None and falling.change < 0:
        said.append(f"{falling.name} falls most, by {-falling.change * 100:.1f}{'' if said else ' points'}")
    return "; ".join(said) + "." if said else "No skill changed by more than chance would."
