"""Breezy HR: every portal's `/json`, which its own pages do not use and no page of the vendor documents."""

from jobs_assets.kinds.kind import REST, Kind, Pace, Policy

_PORTAL = (
    r"(?!(?:www|app|api|help|developer|developers|support|marketing|resources|status|[a-z-]*-?cdn)\.)"
    r"(?P<token>[a-z0-9][a-z0-9-]*)"
)

KIND = Kind(
    ats="breezy",
    label="Breezy HR",
    spider="scrapy_project.spiders.breezy:BreezySpider",
    parser="jobs_assets.parsing.formats.breezy",
    policy=Policy(
        documented=False,
        terms="forbid reading by programs",
        robots="allowed on portals, but for styles and scripts; some portals close all",
        default="off",
    ),
    pace=Pace(requests=5),  # portals answer 403 at about 14 a second
    hosts=r"(?:[a-z0-9-]+\.)?breezy\.hr",
    urls=(rf"{_PORTAL}\.breezy\.hr{REST}",),
    public_url="https://{token}.breezy.hr",
    tokens=r"[a-z0-9][a-z0-9-]*",
    lower_case_tokens=True,
)
