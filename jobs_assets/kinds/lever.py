"""Lever: the Postings API, in two regions. github.com/lever/postings-api."""

from jobs_assets.kinds.kind import BOARD, REST, Kind, Policy

KIND = Kind(
    ats="lever",
    label="Lever",
    spider="scrapy_project.spiders.lever:LeverSpider",
    parser="jobs_assets.parsing.formats.lever",
    policy=Policy(documented=True, terms="Postings API, public, no key for reading"),
    hosts=r"(jobs|api)(\.eu)?\.lever\.co",
    urls=(
        rf"jobs(?P<region>\.eu)?\.lever\.co/{BOARD}{REST}",
        rf"api(?P<region>\.eu)?\.lever\.co/v0/postings/{BOARD}{REST}",
    ),
    public_url="https://jobs{region}.lever.co/{token}",
)
