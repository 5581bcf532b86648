"""The registry of source kinds. A new kind is a spider, a parser and an entry here.

Import paths, not imports: reading a parser must not load Scrapy, and the other way round.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Policy:
    """On what footing a kind is read.

    `documented`: the vendor documents the endpoint for public display. `sunset`: the day it stops working as
    is.
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

    `urls` recognise an ordinary address of a board, from "host/path?query" with the host in lower case; each
    has a group `token`, still percent-encoded, and may have a group `region` (".eu"). `public_url` is the
    page a person opens. `hosts` are the kind's own: an address there that names no board is a mistake, not a
    site.
    """

    ats: str
    label: str
    spider: str
    parser: str
    policy: Policy
    hosts: str = ""
    urls: tuple[str, ...] = ()
    public_url: str = "{token}"
    lower_case_tokens: bool = False


_BOARD = r"(?P<token>[^/?]+)"
_REST = r"(?:[/?].*)?"

KINDS: dict[str, Kind] = {
    kind.ats: kind
    for kind in (
        Kind(
            ats="greenhouse",
            label="Greenhouse",
            spider="scrapy_project.spiders.greenhouse:GreenhouseSpider",
            parser="jobs_assets.parsing.greenhouse",
            policy=Policy(documented=True, terms="Job Board API, public, no key for reading"),
            hosts=r"(job-)?boards(-api)?(\.eu)?\.greenhouse\.io|api\.greenhouse\.io",
            urls=(
                r"(?:job-)?boards(?P<region>\.eu)?\.greenhouse\.io/embed/[^?]*\?(?:.*&)?for=(?P<token>[^&]+).*",
                rf"(?:job-)?boards(?P<region>\.eu)?\.greenhouse\.io/(?!embed(?:[/?]|$)){_BOARD}{_REST}",
                rf"(?:boards-)?api(?P<region>\.eu)?\.greenhouse\.io/v1/boards/{_BOARD}{_REST}",
            ),
            public_url="https://job-boards{region}.greenhouse.io/{token}",
            lower_case_tokens=True,
        ),
        Kind(
            ats="lever",
            label="Lever",
            spider="scrapy_project.spiders.lever:LeverSpider",
            parser="jobs_assets.parsing.lever",
            policy=Policy(documented=True, terms="Postings API, public, no key for reading"),
            hosts=r"(jobs|api)(\.eu)?\.lever\.co",
            urls=(
                rf"jobs(?P<region>\.eu)?\.lever\.co/{_BOARD}{_REST}",
                rf"api(?P<region>\.eu)?\.lever\.co/v0/postings/{_BOARD}{_REST}",
            ),
            public_url="https://jobs{region}.lever.co/{token}",
        ),
        Kind(
            ats="ashby",
            label="Ashby",
            spider="scrapy_project.spiders.ashby:AshbySpider",
            parser="jobs_assets.parsing.ashby",
            policy=Policy(documented=True, terms="Job Posting API, public, no key for reading"),
            hosts=r"(jobs|api)\.ashbyhq\.com",
            urls=(
                rf"jobs\.ashbyhq\.com/{_BOARD}{_REST}",
                rf"api\.ashbyhq\.com/posting-api/job-board/{_BOARD}{_REST}",
            ),
            public_url="https://jobs.ashbyhq.com/{token}",
        ),
        Kind(
            ats="site",
            label="Careers site",
            spider="scrapy_project.spiders.site:SiteSpider",
            parser="jobs_assets.parsing.structured_page",
            policy=Policy(
                documented=True, terms="schema.org JobPosting, published for machines; robots.txt rules"
            ),
        ),
    )
}
