"""Comeet (Spark Hire Recruit): hosted job pages, and the Careers API that employers' own pages read.

A company is known by its uid ("F6.003"). The uid alone leads nowhere: a hosted page's address also has the
company's name, and the API wants the company's public token. Either address does, and is kept.
developers.comeet.com, Careers API.
"""

from jobs_assets.kinds.kind import REST, Kind, Policy

_UID = r"(?P<token>[0-9A-Fa-f]{1,4}\.[0-9A-Fa-f]{3})"

KIND = Kind(
    ats="comeet",
    label="Comeet",
    spider="scrapy_project.spiders.comeet:ComeetSpider",
    parser="jobs_assets.parsing.formats.comeet",
    policy=Policy(
        documented=True,
        terms="Careers API for an employer's own site, with a token that its pages show",
        default="opt-in",
    ),
    hosts=r"(www\.)?comeet\.com?",
    urls=(
        rf"(?:www\.)?comeet\.(?P<region>com?/jobs/[^/?#]+/{_UID}){REST}",
        rf"(?:www\.)?comeet\.(?P<region>com?/careers-api/[\d.]+/company/{_UID}/[^?]+\?(?:[^#]*&)?token=[0-9A-Za-z]+)"
        r"(?:&.*)?",
    ),
    public_url="https://www.comeet.{region}",
    tokens=r"[0-9A-Fa-f]{1,4}\.[0-9A-Fa-f]{3}",
    needs_region=True,
    example_token="12.345",  # noqa: S106 - a board's name, not a secret
    example_region="com/jobs/acme/12.345",
)
