"""Parsing beside extruct: a 60 KB page with JSON-LD to a finished record, and a posting of a board API.

extruct stops at a raw dictionary; ours ends with sanitised HTML, text, all fields and the content hash.
"""

import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice

import extruct
import orjson
from extruct.jsonld import JsonLdExtractor

from bench.figure import Figure, cpu_seconds, interleave
from bench.pages import career_page, prose
from jobs_assets.pages import SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.parsing.walls import classify
from jobs_assets.postings import Posting

_PAGES = 100
_OF_EXTRUCT = 10  # its default syntaxes take so long that a tenth of the pages tells enough
_MALFORMED = 1000


def measure() -> list[Figure]:
    """All figures of parsing."""
    return [*_site_pages(), _malformed(), *_boards(), _walls()]


def _parse(ats: str, bodies: list[bytes]) -> int:
    found = 0
    for body in bodies:
        page = SourcePage(
            f"{ats}:acme", ats, "acme", None, "https://careers.acme.example/jobs/1", body, "text/html"
        )
        found += sum(isinstance(record, Posting) for record in parse_page(page))
    return found


def _site_pages() -> list[Figure]:
    bodies = [_english(career_page(number, site=number % 5)) for number in range(_PAGES)]
    texts = [body.decode() for body in bodies]
    if _parse("site", bodies) != _PAGES:
        raise AssertionError("a page gave no posting")
    some, few = bodies[:_OF_EXTRUCT], texts[:_OF_EXTRUCT]
    full = interleave(partial(_parse, "site", some), lambda: [extruct.extract(text) for text in few])
    extractor = JsonLdExtractor()
    alone = interleave(
        partial(_parse, "site", bodies), lambda: [extractor.extract(text) for text in texts], rounds=9
    )
    ours = alone.ours / _PAGES * 1e3
    size = sum(map(len, bodies)) // _PAGES // 1000
    return [
        Figure(
            "page with JSON-LD to record",
            ours,
            None,
            "CPU-ms",
            None,
            "<= 1.0",
            ours <= 1.0,
            f"{size} KB a page",
        ),
        Figure(
            "the same, beside extruct (all syntaxes)",
            full.ours / _OF_EXTRUCT * 1e3,
            full.peer / _OF_EXTRUCT * 1e3,
            "CPU-ms",
            full.ratio,
            ">= 60 x",
            full.ratio >= 60,
        ),
        Figure(
            "the same, beside extruct's JSON-LD alone",
            ours,
            alone.peer / _PAGES * 1e3,
            "CPU-ms",
            alone.ratio,
            ">= 1.7 x",
            alone.ratio >= 1.7,
            "the peer stops at a dictionary",
        ),
    ]


_WORDS = b"We are looking for you to join our team and bake the bread that this town has for breakfast. "


def _english(page: bytes) -> bytes:
    """The page with English in each paragraph, so that its language can be told as on real pages."""
    head, mark, rest = page.partition(b'"description":"')
    text, quote, tail = rest.partition(b'"')
    return head + mark + text.replace(b"<p>", b"<p>" + _WORDS) + quote + tail


# The ten ways in which JSON-LD is wrapped or broken on real pages; each still states its posting.
_VARIANTS: tuple[Callable[[bytes], bytes], ...] = (
    lambda json: json,
    lambda json: b'{"@context":"https://schema.org","@graph":[{"@type":"WebSite"},' + json + b"]}",
    lambda json: b"[" + json + b"]",
    lambda json: json.replace(b"&", b"&amp;").replace(b'"', b"&quot;"),
    lambda json: b"//<![CDATA[\n" + json + b"\n//]]>",
    lambda json: json.replace(b"</p><p>", b"</p>\n\x01<p>"),
    lambda json: json[:-1] + b",}",
    lambda json: b"/* job */ " + json + b" // end",
    lambda json: json,  # with odd attributes, below
    lambda json: b"<!-- " + json + b" -->",
)


def _malformed() -> Figure:
    start, end = b'<script type="application/ld+json">', b"</script>"
    right = 0
    for number in range(_MALFORMED):
        page = career_page(number % 50)
        head, _, rest = page.partition(start)
        json, _, tail = rest.partition(end)
        variant = number % len(_VARIANTS)
        tag = b"<SCRIPT data-x='a > b' Type = application/ld+json>" if variant == 8 else start
        body = head + tag + _VARIANTS[variant](json) + end + tail
        source = SourcePage(
            "site:acme", "site", "acme", None, "https://careers.acme.example/jobs/1", body, "text/html"
        )
        records = list(parse_page(source))
        stated = orjson.loads(json)
        right += len(records) == 1 and isinstance(records[0], Posting) and records[0].title == stated["title"]
    return Figure(
        "malformed JSON-LD read rightly", right, None, f"of {_MALFORMED}", None, "all", right == _MALFORMED
    )


def _boards() -> Iterator[Figure]:
    for ats, body in _responses().items():
        _parse(ats, [body])
        rounds = sorted(cpu_seconds(partial(_parse, ats, [body] * 5)) for _ in range(7))
        milliseconds = rounds[len(rounds) // 2] / 500 * 1e3
        yield Figure(
            f"posting of a {ats} board",
            milliseconds,
            None,
            "CPU-ms",
            None,
            "<= 0.25",
            milliseconds <= 0.25,
            "description of 4.7 KB, 100 a page",
        )


def _responses() -> dict[str, bytes]:
    """A response of each board API with 100 postings of 4.7 KB, no two alike."""

    draw = random.Random(11)
    described = list(islice(descriptions(draw), 100))
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in described]
    place = {"name": "London, UK"}
    greenhouse = [
        {
            "id": n,
            "internal_job_id": n,
            "title": f"Baker {n}",
            "location": place,
            "content": text,
            "language": "en",
        }
        | {
            "absolute_url": f"https://job-boards.greenhouse.io/acme/jobs/{n}",
            "first_published": "2026-07-10T16:15:41-04:00",
        }
        for n, text in enumerate(escaped)
    ]
    lever = [
        {"id": f"{n}", "text": f"Baker {n}", "description": text, "createdAt": 1764205361939 + n}
        | {"categories": {"location": "London", "commitment": "Full-time", "team": "Bakery"}, "country": "GB"}
        | {"hostedUrl": f"https://jobs.lever.co/acme/{n}", "workplaceType": "hybrid"}
        for n, text in enumerate(described)
    ]
    ashby = [
        {
            "id": f"{n}",
            "title": f"Baker {n}",
            "descriptionHtml": text,
            "publishedAt": "2026-04-07T17:12:35.753+00:00",
        }
        | {"isListed": True, "employmentType": "FullTime", "location": "London", "workplaceType": "Hybrid"}
        | {"address": {"postalAddress": {"addressCountry": "United Kingdom", "addressLocality": "London"}}}
        for n, text in enumerate(described)
    ]
    return {
        "greenhouse": orjson.dumps({"jobs": greenhouse}),
        "lever": orjson.dumps(lever),
        "ashby": orjson.dumps({"jobs": ashby}),
    }


def descriptions(draw: random.Random) -> Iterator[str]:
    """Descriptions as vendors' editors make them: headings, paragraphs with styles, two lists."""
    for _ in cycle((None,)):
        items = "".join(f'<li><p style="min-height:1.5em">{prose(draw, 14)}</p></li>' for _ in range(18))
        yield (
            f'<h2><strong>About us</strong></h2><p style="min-height:1.5em">{_WORDS.decode() * 3}'
            f'{prose(draw, 90)}</p><p><a href="https://acme.example/">Acme</a> {prose(draw, 90)}</p>'
            f"<h3>What you will do</h3><ul>{items}</ul>"
            f"<p>{prose(draw, 120)}</p>"
        )


def _walls() -> Figure:
    pages = [career_page(number).replace(b"JobPosting", b"JobListing") for number in range(20)]
    rounds = sorted(
        cpu_seconds(lambda: [classify(page, "text/html", 200, {}) for page in pages * 10]) for _ in range(5)
    )
    microseconds = rounds[2] / 200 * 1e6
    return Figure("wall or page, 60 KB", microseconds, None, "CPU-us", None, "<= 50", microseconds <= 50)
