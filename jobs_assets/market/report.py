"""The market report as one HTML page without scripts or network, as Markdown for Dagster, and as JSON.

What it says is `sections.py`; here is only how that is put on a page. The same figures give the same bytes.
"""

import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import orjson

from jobs_assets.home import Home
from jobs_assets.market.figures import Figures, Newest
from jobs_assets.market.markup import escaped, plain
from jobs_assets.market.plots.canvas import NARROW, WIDE, theme
from jobs_assets.market.plots.scales import MINUS, day, number, percent
from jobs_assets.market.sections import Section, Table, sections


def write_report(home: Home, figures: Figures) -> None:
    """The page and its figures in the data home; each file is the old or the new one, never half of it."""
    home.reports.mkdir(parents=True, exist_ok=True)
    _replace(home.market_figures, orjson.dumps(figures.to_json(), option=orjson.OPT_INDENT_2) + b"\n")
    _replace(home.market_report, page(figures).encode())


def page(figures: Figures) -> str:
    """The whole page, well-formed as XML too."""
    shown = "".join(_section(section) for section in sections(figures)) if figures.openings else _NOTHING
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        '<meta name="referrer" content="no-referrer"/><title>Job market report</title>'
        f"<style>{_styles()}</style></head>\n<body>{_header(figures)}<main>{shown}{_newest(figures.newest)}</main>"
        f"<footer>{_FOOTER}</footer></body></html>\n"
    )


def markdown(figures: Figures) -> str:
    """The sections with their drawings as images, for Dagster's page of the asset."""
    if not figures.openings:
        return "No posting is known yet: the report fills with the first crawl."
    parts = [f"**{_period(figures)}**"]
    for section in sections(figures):
        parts.append(f"### {section.title}\n\n{plain(section.finding)}")
        for draw in section.plots:
            canvas = draw(WIDE)
            parts.append(f"![{plain(canvas.words)}]({canvas.image()})")
        if section.counted:
            parts.append(f"*{plain(section.counted)}*")
    return "\n\n".join(parts)


_NOTHING = (
    '<section><p class="finding">No posting is known yet.</p><p class="none">The report fills with the first '
    "crawl: <code>jobs run</code>.</p></section>"
)
_FOOTER = (
    "What each figure means and what it is a share of: <code>docs/market.md</code>. The numbers behind the "
    "drawings: <code>market.json</code>, beside this file."
)


@cache
def _styles() -> str:
    return theme() + files("jobs_assets.market").joinpath("page.css").read_text("utf-8")


def _header(figures: Figures) -> str:
    words = f'<p class="quiet-words">{_period(figures)}</p>' if figures.openings else ""
    tiles = "".join(
        f"<li><b>{escaped(value)}</b><span>{escaped(words)}</span></li>" for value, words in _tiles(figures)
    )
    listed = f'<ul class="tiles">{tiles}</ul>' if tiles else ""
    return f"<header><h1>Job market report</h1>{words}{listed}</header>"


def _period(figures: Figures) -> str:
    if figures.since is None or figures.until is None:
        return f"{number(figures.openings)} openings; no board has been seen whole"
    boards = max((week.boards for week in figures.weeks), default=0)
    days = day(figures.until)
    if figures.since < figures.until:
        days = f"{day(figures.since)} to {days}"
    return f"{days} · {number(boards)} board{'s' * (boards != 1)}"


def _tiles(figures: Figures) -> list[tuple[str, str]]:
    """The report at a glance; what is not known has no tile."""
    if not figures.openings:
        return []
    tiles = [(number(figures.open), "postings open")]
    # A week in which boards were first seen has news of some of its days only.
    known = [week for week in figures.weeks[1:] if week.whole and week.boards]
    if known:
        whole = known[-1]
        flow = f"+{number(whole.opened)} {MINUS}{number(whole.closed)}"
        tiles.append((flow, f"opened and closed in the week of {day(whole.monday)}"))
    if figures.closing.enough and figures.closing.all.median is not None:
        tiles.append((f"{figures.closing.all.median} days", "until half of the openings are closed"))
    if figures.pay.considered:
        tiles.append(
            (percent(figures.pay.stated / figures.pay.considered), "of openings of 13 weeks state their pay")
        )
    return tiles


def _section(section: Section) -> str:
    head = f'<section id="{section.name}"><h2>{section.title}</h2>'
    if not section.plots:
        return f'{head}<p class="none">{escaped(section.finding)}</p></section>\n'
    plots = "".join(
        f"<figure>{draw(WIDE).inline('desk')}{draw(NARROW).inline('phone')}</figure>"
        for draw in section.plots
    )
    tables = "".join(map(_table, section.tables))
    return (
        f'{head}<p class="finding">{escaped(section.finding)}</p>{plots}'
        f'<p class="counted">{escaped(section.counted)}</p>'
        f'<details><summary>As a table</summary><div class="scroll">{tables}</div></details></section>\n'
    )


def _table(table: Table) -> str:
    head, rows = table
    first = "".join(f'<th scope="col">{escaped(cell)}</th>' for cell in head)
    rest = "".join(f"<tr>{''.join(f'<td>{escaped(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{first}</tr></thead><tbody>{rest}</tbody></table>"


def _newest(newest: tuple[Newest, ...]) -> str:
    if not newest:
        return ""
    rows = "".join(
        f"<li>{_linked(each)}<span>{escaped(' · '.join(filter(None, (each.employer, each.place))))}"
        f" · {day(each.first_seen)}</span></li>"
        for each in newest
    )
    return f'<section id="newest"><h2>Newest openings</h2><ul class="newest">{rows}</ul></section>'


def _linked(each: Newest) -> str:
    title = escaped(each.title)
    try:
        known = urlsplit(each.url or "").scheme in ("http", "https")
    except ValueError:
        known = False
    if not known or each.url is None:
        return f"<b>{title}</b>"
    return f'<a href="{escaped(each.url)}" rel="noopener noreferrer">{title}</a>'


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
