"""What surrounds the content of every page of a careers site: styles, settings, navigation, scripts.

Pages weigh what real ones do (20 to 60 KB), and most of that is this.
"""

from functools import lru_cache
from html import escape

import orjson

from jobs_assets.samples.draws import Draw, Stream
from jobs_assets.samples.employers import Employer

_SIDES = {"t": "top", "r": "right", "b": "bottom", "l": "left"}
_SCRIPT = """(function () {
  document.querySelectorAll(".menu-item").forEach(function (item, at) {
    item.addEventListener("click", function () { window.__site.last = at; });
  });
})();"""


@lru_cache(maxsize=512)
def chrome(firm: Employer) -> tuple[str, str, str]:
    """The end of the head, everything before the content, and everything after it."""
    draw = Draw(0, Stream.SITE, firm.number)
    settings = orjson.dumps(_settings(draw, firm)).decode()
    head = (
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="theme-color" content="{_colour(draw)}">\n<link rel="icon" href="/favicon.ico">\n'
        f"<style>{_styles(draw)}</style>\n<script>window.__site = {settings};</script>\n"
    )
    items = _menu(draw, firm)
    name = escape(firm.name)
    before = (
        f'<header>\n<a href="/">{name}</a>\n<nav>\n<ul>\n{"".join(items)}</ul>\n</nav>\n</header>\n<main>\n'
    )
    after = (
        f"</main>\n<footer>\n<ul>\n{''.join(items[: len(items) // 2])}</ul>\n"
        f"<p>© {name}, {escape(firm.cities[0].name)}</p>\n</footer>\n<script>{_SCRIPT}</script>\n"
    )
    return head, before, after


def _colour(draw: Draw) -> str:
    return f"#{draw.between(0, 0xFFFFFF):06x}"


def _styles(draw: Draw) -> str:
    steps = range(1, draw.between(24, 90))
    spaces = [
        f".{kind[0]}{side}-{step}{{{kind}-{full}:{step / 16:g}rem}}"
        for kind in ("margin", "padding")
        for side, full in _SIDES.items()
        for step in steps
    ]
    colours = [f".c-{at}{{color:{_colour(draw)}}}" for at in range(draw.between(40, 160))]
    return "".join(spaces + colours)


def _settings(draw: Draw, firm: Employer) -> dict[str, object]:
    return {
        "site": firm.token,
        "locale": firm.language,
        "consent": {name: draw.chance(0.5) for name in ("needed", "statistics", "comfort", "marketing")},
        "flags": {f"feature_{at:03d}": draw.chance(0.5) for at in range(draw.between(60, 260))},
    }


def _menu(draw: Draw, firm: Employer) -> list[str]:
    topics = [escape(name) for name in (*(city.name for city in firm.cities), firm.name, firm.sector)]
    # Of the employer's main site: a careers site has little to say beside its openings.
    main = f"https://www.{firm.token}.example"
    return [
        f'<li class="menu-item mt-{at % 9} pl-{at % 7}"><a href="{main}/{at}" data-track="nav-{at}">'
        f"{draw.pick(topics)} {at}</a></li>\n"
        for at in range(draw.between(40, 120))
    ]
