"""Pinpoint: the Job Postings JSON Endpoint of each careers site, which Pinpoint documents.

Boards live on {slug}.pinpointhq.com or on their employer's own domain.
"""

from jobs_assets.kinds.kind import REST, SLUG, Kind, Policy

_OWN = r"(?:www|app|api|help|support|developers?|docs|status|go|info|academy|mail)"

KIND = Kind(
    ats="pinpoint",
    label="Pinpoint",
    spider="scrapy_project.spiders.pinpoint:PinpointSpider",
    parser="jobs_assets.parsing.formats.pinpoint",
    policy=Policy(
        documented=True,
        terms="a careers site's own feed; some sites ask for a sign-in",
        robots="closed on some sites",
        default="off",
    ),
    hosts=r"([a-z0-9-]+\.)*pinpointhq\.com",
    urls=(rf"(?!{_OWN}\.){SLUG}\.pinpointhq\.com{REST}",),
    public_url="https://{token}.pinpointhq.com",
    lower_case_tokens=True,
    own_domains=True,
)
