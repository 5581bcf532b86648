"""Recruitee: offers as JSON, and as an XML feed. docs.recruitee.com/reference/intro-to-careers-site-api."""

from datetime import date

from jobs_assets.kinds.kind import REST, Kind, Policy

KIND = Kind(
    ats="recruitee",
    label="Recruitee",
    spider="scrapy_project.spiders.recruitee:RecruiteeSpider",
    parser="jobs_assets.parsing.formats.recruitee",
    policy=Policy(
        documented=True,
        terms="Careers Site API and XML feed, public, no key for reading until the API's sunset",
        # docs.recruitee.com/reference/authentication-1: from then on 401 without X-Careers-Sites-Token,
        # "the XML offer feed … not covered".
        sunset=date(2027, 2, 10),
        after_sunset="the XML feed /api/feeds/offers.xml, which needs no token",
    ),
    hosts=r"(?:[a-z0-9-]+\.)?recruitee\.com",
    urls=(
        r"(?!(?:www|app|api|docs|support|help|status|auth|developers?|mail|cdn|media|assets|career|info)\.)"
        rf"(?P<token>[a-z0-9][a-z0-9-]*)\.recruitee\.com{REST}",
    ),
    public_url="https://{token}.recruitee.com",
    tokens=r"[a-z0-9][a-z0-9-]*",
    lower_case_tokens=True,
    own_domains=True,
)
