"""Workday: each tenant's career sites, on the tenant's own host in one of Workday's data centres.

One site has one board: "{tenant}/{site}". A tenant's sites are reached on its own host and, in a few cases,
also under `myworkdaysite.com`, which all tenants of a data centre share; the former is where both are read.
The names of sites are the same in any case.
"""

from jobs_assets.kinds.kind import REST, Kind, Policy

_TENANT = r"(?P<tenant>[a-z0-9][\w-]*)"
_HOST = rf"{_TENANT}\.(?P<region>wd\d+)\.myworkdayjobs\.com"
_SHARED_HOST = r"(?:[\w-]+\.)?(?P<region>wd\d+)\.myworkdaysite\.com"
_LANGUAGE = r"(?:[a-z]{2}(?:-[A-Za-z0-9]{2,4})?/)?"
_NO_SITE = (
    r"(?!(?:job|details|login|userHome|introduceYourself|refreshFacet|recruiting|wday|robots\.txt|sitemap\.xml)"
    r"(?:[/?]|$))"
)
_SITE = rf"{_NO_SITE}(?P<site>[^/?#]+)"

KIND = Kind(
    ats="workday",
    label="Workday",
    spider="scrapy_project.spiders.workday:WorkdaySpider",
    parser="jobs_assets.parsing.formats.workday",
    policy=Policy(
        documented=False,
        terms="the API behind public career sites, without a word on its use",
        robots="allowed but for /refreshFacet/, which is not asked for",
        default="opt-in",
    ),
    hosts=r"([\w-]+\.)?(wd\d+\.)?myworkdayjobs\.com|([\w-]+\.)?wd\d+\.myworkdaysite\.com",
    urls=(
        rf"{_HOST}/wday/cxs/[^/?]+/{_SITE}{REST}",
        rf"{_HOST}/{_LANGUAGE}recruiting/[^/?]+/{_SITE}{REST}",
        rf"{_HOST}/{_LANGUAGE}{_SITE}{REST}",
        rf"{_SHARED_HOST}/wday/cxs/{_TENANT}/{_SITE}{REST}",
        rf"{_SHARED_HOST}/{_LANGUAGE}recruiting/{_TENANT}/{_SITE}{REST}",
    ),
    public_url="https://{tenant}.{region}.myworkdayjobs.com/{site}",
    token="{tenant}/{site}",  # noqa: S106 - a board's name, not a secret
    tokens=r"(?P<tenant>[A-Za-z0-9][\w-]*)/(?P<site>[^/]+)",
    lower_case_tokens=True,
    needs_region=True,
    example_token="acme/careers",  # noqa: S106
    example_region="wd5",
)
