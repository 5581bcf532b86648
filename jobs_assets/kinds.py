"""The registry of source kinds. A new kind is a spider, a parser and an entry here.

Import paths, not imports: reading a parser must not load Scrapy, and the other way round.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Policy:
    """On what footing a kind is read.

    `documented`: the vendor documents the endpoint for public display. `sunset`: the day it stops working as is.
    """

    documented: bool
    terms: str
    default: Literal["on", "opt-in", "off"] = "on"
    sunset: date | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One source kind: how to fetch it (`spider`), how to read it (`parser`), and on what footing (`policy`).

    `parser` names a module with `parse(page: SourcePage) -> Iterator[Posting | Unparsed]`;
    `spider` names a class in scrapy_project as "module:Class".
    """

    ats: str
    label: str
    spider: str
    parser: str
    policy: Policy


KINDS: dict[str, Kind] = {
    kind.ats: kind
    for kind in (
        Kind(
            ats="greenhouse",
            label="Greenhouse",
            spider="scrapy_project.spiders.greenhouse:GreenhouseSpider",
            parser="jobs_assets.parsing.greenhouse",
            policy=Policy(documented=True, terms="Job Board API, public, no key for reading"),
        ),
        Kind(
            ats="lever",
            label="Lever",
            spider="scrapy_project.spiders.lever:LeverSpider",
            parser="jobs_assets.parsing.lever",
            policy=Policy(documented=True, terms="Postings API, public, no key for reading"),
        ),
        Kind(
            ats="ashby",
            label="Ashby",
            spider="scrapy_project.spiders.ashby:AshbySpider",
            parser="jobs_assets.parsing.ashby",
            policy=Policy(documented=True, terms="Job Posting API, public, no key for reading"),
        ),
        Kind(
            ats="site",
            label="Careers site",
            spider="scrapy_project.spiders.site:SiteSpider",
            parser="jobs_assets.parsing.structured_page",
            policy=Policy(documented=True, terms="schema.org JobPosting, published for machines; robots.txt rules"),
        ),
    )
}
