"""Career pages for measurements: 60 KB of HTML with a JobPosting as JSON-LD, no two alike, from a seed.

Made like what career sites send: much markup that pages of a site share (scripts, styles, navigation), a text
of its own given twice (JSON-LD and HTML), and a state blob of identifiers that no dictionary can foresee.
"""

import random
from functools import cache

import orjson

_SYLLABLES = (
    *(
        "ba",
        "be",
        "co",
        "da",
        "de",
        "en",
        "er",
        "est",
        "fi",
        "ga",
        "in",
        "ion",
        "is",
        "la",
        "le",
        "lo",
        "ma",
        "men",
        "mo",
    ),
    *("na", "ne", "or", "pa", "pro", "ra", "re", "ri", "sa", "se", "st", "ta", "ter", "ti", "to", "un", "ve"),
)


@cache
def _words() -> tuple[list[str], list[float]]:
    draw = random.Random(7)
    words = ["".join(draw.choices(_SYLLABLES, k=draw.choice((1, 2, 2, 3, 3, 4)))) for _ in range(3000)]
    return words, [1 / (rank + 1) for rank in range(len(words))]


def prose(draw: random.Random, words: int) -> str:
    """Sentences with the word frequencies of ordinary text."""
    vocabulary, weights = _words()
    text = draw.choices(vocabulary, weights, k=words)
    for start in range(0, words, 14):
        text[start] = text[start].capitalize()
        text[min(start + 13, words - 1)] += "."
    return " ".join(text)


@cache
def _shell(site: int) -> tuple[str, str]:
    """What all pages of a site share: head and foot, about 40 KB."""
    draw = random.Random(site)
    styles = "".join(
        f".{draw.choice(_words()[0])}-{draw.randrange(99)}"
        f"{{margin:{draw.randrange(40)}px;color:#{draw.randrange(1 << 24):06x}}}"
        for _ in range(560)
    )
    menu = "".join(
        f'<li class="nav-item"><a href="/{draw.choice(_words()[0])}">{prose(draw, 3)}</a></li>'
        for _ in range(190)
    )
    return (
        f"<style>{styles}</style></head><body><nav><ul>{menu}</ul></nav>",
        f"<footer>{prose(draw, 1200)}</footer>",
    )


def career_page(number: int, *, site: int = 0) -> bytes:
    """Page `number` of a careers site."""
    draw = random.Random(f"{site}/{number}")
    title = prose(draw, 5)
    paragraphs = [prose(draw, draw.randrange(60, 100)) for _ in range(16)]
    description = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    posting = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": title,
        "description": description,
        "datePosted": f"2026-{draw.randrange(1, 12):02}-{draw.randrange(1, 28):02}",
        "employmentType": draw.choice(("FULL_TIME", "PART_TIME", "INTERN")),
        "identifier": {"@type": "PropertyValue", "value": f"{draw.getrandbits(64):016x}"},
        "hiringOrganization": {"@type": "Organization", "name": f"Employer {site}"},
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "EUR",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": draw.randrange(30, 90) * 1000,
                "unitText": "YEAR",
            },
        },
    }
    state = [
        {"id": draw.randrange(10**9), "key": f"{draw.getrandbits(128):032x}", "on": True} for _ in range(90)
    ]
    head, foot = _shell(site)
    markup = "".join(
        f'<div class="block block--{n}" data-index="{n}"><p>{paragraph}</p></div>'
        for n, paragraph in enumerate(paragraphs)
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<script type="application/ld+json">{orjson.dumps(posting).decode()}</script>{head}<main>'
        f"<h1>{title}</h1>{markup}</main><script>window.state={orjson.dumps(state).decode()}</script>{foot}</body></html>"
    ).encode()
