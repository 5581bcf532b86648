"""iCIMS: job portals on icims.com, one for each label of a customer ("careers-acme", "uscareers-acme").

The label as a whole is the board's name: a customer's portals list different postings.
"""

from jobs_assets.kinds.kind import REST, Kind, Policy

_PORTAL = (
    r"(?!(?:www|api|login|support|help|community|developer|developers|developer-community|marketplace|"
    r"social|images|provider|status|(?:cdn|c)\d*)\.)(?P<token>[a-z0-9][a-z0-9-]*)"
)

KIND = Kind(
    ats="icims",
    label="iCIMS",
    spider="scrapy_project.spiders.icims:ICIMSSpider",
    parser="jobs_assets.parsing.formats.icims",
    policy=Policy(
        documented=False,
        terms="say nothing of public portals; their postings are published for search engines",
        robots="each portal's own: most allow, some ask for five seconds between requests, some close all",
        default="opt-in",
    ),
    hosts=r"(?:[a-z0-9-]+\.)?icims\.com",
    urls=(rf"{_PORTAL}\.icims\.com{REST}",),
    public_url="https://{token}.icims.com/jobs/search",
    tokens=r"[a-z0-9][a-z0-9-]*",
    lower_case_tokens=True,
    example_token="careers-acme",  # noqa: S106 - a board's name, not a secret
)
