"""The page: well-formed, self-contained, safe with what postings say, the same bytes for the same data."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import orjson
import pytest

from jobs_assets.home import Home
from jobs_assets.market.figures import Figures, figures_of
from jobs_assets.market.openings import Looked, Opening
from jobs_assets.market.report import markdown, page, write_report
from tests.market.openings import an_opening, band, day, looked_daily

HOSTILE = (
    "Engineer</text></title></style><script>alert(1)</script>\"'&amp;<img src=x onerror=y>]]>"
    "\x00\x0b\u202e| `![x](http://x)"
)


def a_world(**fields: Any) -> list[Opening]:  # noqa: ANN401  # any field of an Opening
    """Enough openings over 120 days for every figure."""
    made = []
    for number in range(240):
        opened = number % 112 + 1
        given: dict[str, Any] = {
            "posting_id": f"lever:acme:{number}",
            "title": ("Software Engineer", "Registered Nurse")[number % 2],
            "salary": (band(40_000 + 200 * number, 50_000 + 200 * number),),
            "workplaces": ((day(opened), ("remote", "hybrid", "onsite", None)[number % 4]),),
            "seniority": ("junior", "senior", None)[number % 3],
            "skills": ("Rust",) if number % 5 else ("Rust", "SQL"),
        }
        made.append(an_opening(opened, opened + number % 40 + 1 if number % 3 else None, **given | fields))
    return made


def figures(openings: list[Opening] | None = None) -> Figures:
    return figures_of(a_world() if openings is None else openings, looked_daily(120))


@pytest.fixture(scope="module")
def whole() -> str:
    return page(figures())


def elements(text: str) -> ET.Element:
    return ET.fromstring(text.removeprefix("<!DOCTYPE html>"))


def test_every_figure_is_drawn_where_there_is_enough(whole: str) -> None:
    root = elements(whole)
    sections = {each.get("id"): each for each in root.iter("section")}
    assert list(sections) == [
        "openings",
        "hiring",
        "pay",
        "levels",
        "places",
        "workplace",
        "closing",
        "skills",
        "newest",
    ]
    drawn = {name: len(list(each.iter("figure"))) for name, each in sections.items()}
    assert drawn == {
        "openings": 1,
        "hiring": 2,
        "pay": 1,
        "levels": 1,
        "places": 1,
        "workplace": 1,
        "closing": 2,
        "skills": 2,
        "newest": 0,
    }


def test_each_drawing_is_there_for_desk_and_phone_and_says_what_it_shows(whole: str) -> None:
    for figure in elements(whole).iter("figure"):
        drawings = list(figure)
        assert [each.get("class") for each in drawings] == ["plot desk", "plot phone"]
        assert all(len(each.get("aria-label") or "") > 20 for each in drawings)


def test_nothing_is_drawn_outside_its_drawing(whole: str) -> None:
    for drawing in elements(whole).iter("svg"):
        width, height = map(float, (drawing.get("viewBox") or "").split()[2:])
        for shape in drawing.iter("rect"):
            x, y, wide, high = (float(shape.get(name) or "nan") for name in ("x", "y", "width", "height"))
            assert x >= 0
            assert y >= 0
            assert 0 <= wide <= width - x + 0.1
            assert 0 <= high <= height - y + 0.1
        for text in drawing.iter("text"):
            assert 0 <= float(text.get("x") or "nan") <= width
            assert 0 < float(text.get("y") or "nan") <= height
        for path in drawing.iter("path"):
            points = [float(each) for each in re.findall(r"-?[\d.]+", path.get("d") or "")]
            assert max(points[::2]) <= width + 0.1
            assert max(points[1::2]) <= height + 0.1
            assert min(points) >= 0


class Named(HTMLParser):
    """Every element and attribute, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[tuple[str, str, str]] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in (
                "href",
                "src",
                "srcset",
                "xlink:href",
                "action",
                "data",
                "poster",
                "background",
                "style",
            ):
                self.addresses.append((tag, name, value or ""))
            if name.startswith("on"):
                self.handlers.append(name)


def named(text: str) -> Named:
    parser = Named()
    parser.feed(text)
    return parser


def test_the_page_asks_for_nothing_and_runs_nothing(whole: str) -> None:
    read = named(whole)
    assert read.tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"} == set()
    assert {(tag, name) for tag, name, _ in read.addresses} == {("a", "href")}
    assert read.handlers == []
    assert "url(" not in whole
    assert "@import" not in whole


def test_links_lead_to_postings_and_nowhere_else(whole: str) -> None:
    assert {value for _, _, value in named(whole).addresses} == {"https://jobs.lever.co/acme/1"}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x", "http://[", "", None, "jav\tascript:x"]
)
def test_an_address_that_is_no_web_page_is_no_link(url: str | None) -> None:
    assert named(page(figures(a_world(url=url)))).addresses == []


def test_hostile_titles_and_employers_stay_text() -> None:
    hostile = figures(a_world(title=HOSTILE, employer=HOSTILE, place=HOSTILE, url=f"https://x/{HOSTILE}"))
    drawn = page(hostile)
    tame = named(page(figures(a_world(url="https://x/"))))
    assert named(drawn).tags == tame.tags
    assert named(drawn).handlers == []
    root = elements(drawn)
    titles = [link.text or "" for link in root.iter("a")]
    assert titles[0].startswith("Engineer</text></title></style><script>alert(1)</script>")
    assert all(each.isprintable() for each in titles)
    said = markdown(hostile)
    assert "\n\n![" in said
    assert re.findall(r"(?<!\\)!\[[^\]]*\]\((?!data:image/svg\+xml;base64,)", said) == []
    assert re.findall(r"(?<!\\)[<`]", said) == []


def test_a_home_without_postings_has_a_page_that_says_so() -> None:
    nothing = figures_of([], Looked())
    root = elements(page(nothing))
    assert "No posting is known yet." in "".join(root.itertext())
    assert list(root.iter("svg")) == []
    assert "first crawl" in markdown(nothing)


@pytest.mark.parametrize(
    ("openings", "looked"),
    [
        ([an_opening(0, found=True)], looked_daily(1)),
        ([an_opening(0, found=True)], looked_daily(20)),
        ([an_opening(0, found=True)], Looked()),
        ([an_opening(0, 1)], looked_daily(20)),
        ([an_opening(0, employer=None, countries=(), title="")] * 30, looked_daily(20)),
        ([an_opening(0, salary=(band(50_000, 50_000),))] * 30, looked_daily(20)),
        ([an_opening(0, 0)] * 30, looked_daily(20)),
        (
            [an_opening(0, workplaces=((day(0), "remote"),))] * 30,
            Looked({day(0): 1, day(30): 1}, {"a:a": day(0)}),
        ),
        (a_world(), looked_daily(9)),
        (a_world(), looked_daily(500)),
    ],
    ids=[
        "one day",
        "one opening",
        "never seen whole",
        "all closed",
        "nothing stated",
        "all pay alike",
        "closed at once",
        "a gap",
        "ahead of its days",
        "long unseen",
    ],
)
def test_little_and_odd_data_make_a_page_too(openings: list[Opening], looked: Looked) -> None:
    made = figures_of(openings, looked)
    elements(page(made))
    assert "nan" not in re.findall(r'[xyd]="([^"]*)"', page(made))
    assert markdown(made)


def test_the_same_data_give_the_same_bytes_in_any_order() -> None:
    openings = a_world()
    forth, back = figures(openings), figures(openings[::-1])
    assert page(forth) == page(back)
    assert markdown(forth) == markdown(back)
    assert forth.to_json() == back.to_json()


def test_the_figures_lie_beside_the_page(tmp_path: Path) -> None:
    home = Home(tmp_path)
    write_report(home, figures())
    write_report(home, figures())
    assert sorted(each.name for each in home.reports.iterdir()) == ["market.html", "market.json"]
    stored = orjson.loads(home.market_figures.read_bytes())
    assert (stored["openings"], stored["until"]) == (240, day(119).isoformat())
    assert home.market_report.read_text("utf-8") == page(figures())


def test_a_page_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path)
    write_report(home, figures())
    before = home.market_report.read_bytes()

    def full(_self: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_report(home, replace(figures(), open=0))
    assert home.market_report.read_bytes() == before
    assert len(list(home.reports.iterdir())) == 2


@pytest.mark.parametrize("made", [page, markdown])
def test_every_figure_says_what_it_is_a_share_of(made: Callable[[Figures], str]) -> None:
    """240 openings, all with pay, a quarter without a workplace, none found."""
    said = " ".join(re.sub(r"<[^>]*>|\\", "", made(figures())).split())
    assert "Counted: 240 openings of 1 board;" in said
    assert "openings of the last 13 weeks state a base pay" in said
    assert "openings that were seen to open within a year" in said
    assert "were read). Pale" in said
