"""Rippling: the job board API behind ats.rippling.com. Boards' names are case-sensitive.

developer.rippling.com documents it (Job Board API); it allows 100 requests in ten minutes.
"""

from jobs_assets.kinds.kind import REST, Kind, Pace, Policy

_BOARD = r"(?!(?:api|embed|_next)(?:[/?]|$))(?![a-z]{2}-[A-Z]{2}(?:[/?]|$))(?P<token>[^/?#]+)"

KIND = Kind(
    ats="rippling",
    label="Rippling",
    spider="scrapy_project.spiders.rippling:RipplingSpider",
    parser="jobs_assets.parsing.formats.rippling",
    policy=Policy(documented=True, terms="Job Board API, public, no key; 100 requests in 10 minutes"),
    pace=Pace(requests=95, seconds=600),  # its documented bound, less a little
    hosts=r"(ats|api)\.rippling\.com",
    urls=(
        rf"ats\.rippling\.com/(?:[a-z]{{2}}-[A-Z]{{2}}/)?{_BOARD}{REST}",
        rf"ats\.rippling\.com/api/v\d/board/(?P<token>[^/?#]+){REST}",
        rf"api\.rippling\.com/platform/api/ats/v\d/board/(?P<token>[^/?#]+){REST}",
    ),
    public_url="https://ats.rippling.com/{token}/jobs",
)
