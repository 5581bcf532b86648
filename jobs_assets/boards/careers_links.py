"""Which pages of a company's site list its openings, by the words of links in the languages of our boards.

Pure: a page in, addresses out. What such a page holds is `discovery.py`.
"""

import re
from urllib.parse import unquote, urljoin, urlsplit

import turbohtml

from jobs_assets.boards.board import recognise

# A link's text, or the last part of its address, in full.
_CAREERS = "|".join(
    (
        r"careers?|jobs?|vacanc(?:y|ies)|open[ -](?:positions|roles|jobs)|openings|(?:we'?re[ -])?hiring",
        r"join[ -](?:us|(?:our[ -])?team)|work(?:ing)?[ -](?:with|for|at)[ -][\w ]+",
        r"karriere|stellen(?:angebote|markt|ausschreibungen)?|offene[ -]stellen",
        r"carri[eè]res?|emplois?|recrutement|nous[ -]rejoindre|rejoi(?:gnez|ndre)[ -](?:nous|notre[ -]\w+)",
        r"offres[ -]d['e]?-?emploi|empleos?|trabaja[ -]con[ -]nosotros|vacantes",
        r"carreiras|vagas|trabalhe[ -]conosco|lavora[ -]con[ -]noi",
        r"vacatures|werken[ -]bij(?:[ -][\w ]+)?|karri[aä]r|jobb|lediga[ -]jobb|praca|kariera|ty[oö]paikat",
    )
)
_LISTING = "|".join(
    (
        r"(?:see|view|browse|explore|search|all|current)[ -].*(?:jobs|positions|roles|openings|vacancies)",
        r"open[ -](?:positions|roles|jobs)|openings|vacancies",
        r"offene[ -]stellen|stellenangebote|zu[ -]den[ -].*(?:stellen|jobs)",
        r"(?:voir|toutes).*(?:offres|postes)|(?:ver|todas).*(?:vacantes|ofertas|vagas)",
        r"(?:alle|bekijk).*vacatures|lediga[ -]jobb",
    )
)
_CAREERS_TEXT = re.compile(rf"\W*(?:{_CAREERS})\W*", re.IGNORECASE)
_LISTING_TEXT = re.compile(rf"\W*(?:{_LISTING})\W*", re.IGNORECASE)
_CAREERS_PART = re.compile(rf"(?:{_CAREERS})(?:\.\w+)?", re.IGNORECASE)
_CAREERS_HOST = re.compile(
    r"(?:careers?|jobs?|karriere|stellen|emploi|recrutement|vacatures|werkenbij)\.", re.I
)
_LONGEST_TEXT = 80
# Second-level labels below which a country's registry gives out names: acme.co.uk, acme.com.br.
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "gob", "gouv", "ac", "edu", "ne", "or"})


def careers_links(body: bytes, url: str, most: int = 2) -> list[str]:
    """The pages of the same site that most likely list its openings, the likeliest first."""
    here = url.partition("#")[0]
    ranked: dict[str, int] = {}
    for element in turbohtml.parse(body).select("a[href]"):
        target = _target(here, str(element.attrs["href"]))
        if target is None:
            continue
        score = _promise(target, " ".join(element.text.split()), _host_of(target) != _host_of(here))
        if score:
            ranked[target] = max(score, ranked.get(target, 0))
    return sorted(ranked, key=lambda each: (-ranked[each], len(each)))[:most]


def _target(here: str, href: str) -> str | None:
    """Another page of the same site, or null."""
    try:
        url = urljoin(here, href.strip()).partition("#")[0]
    except ValueError:
        return None
    if url.rstrip("/") == here.rstrip("/") or site_of(url) != site_of(here):
        return None
    return url if recognise(url) is not None else None


def _promise(url: str, text: str, other_host: bool) -> int:
    """How likely a link leads to the openings, by its text and its address; 0 for any other link."""
    parts = urlsplit(url)
    words = text if len(text) <= _LONGEST_TEXT else ""
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]).replace("_", "-")[:_LONGEST_TEXT]
    score = 0
    if _LISTING_TEXT.fullmatch(words):
        score += 4
    elif _CAREERS_TEXT.fullmatch(words):
        score += 3
    if _CAREERS_PART.fullmatch(last):
        score += 2
    if other_host and _CAREERS_HOST.match(parts.netloc.lower()):
        score += 3
    return score


def site_of(url: str) -> str:
    """The name that a registry gave out: "acme.co.uk" for https://careers.acme.co.uk/jobs."""
    host = _host_of(url)
    if re.fullmatch(r"[\d.]+", host) or ":" in host:
        return host
    labels = host.split(".")
    kept = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-kept:])


def site_name(url: str) -> str:
    """The label that the employer chose: "acme" for https://careers.acme.co.uk/jobs."""
    return site_of(url).partition(".")[0]


def _host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
