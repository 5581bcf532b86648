"""SmartRecruiters: the Posting API. developers.smartrecruiters.com, Posting API.

Documented, and closed by the robots.txt of its host to all but one bot: a robots.txt that we obey.
"""

from jobs_assets.kinds.kind import REST, Kind, Policy

_COMPANY = r"(?P<token>[A-Za-z0-9][^/?#]*)"
_NO_COMPANY = r"(?!(?:oneclick-ui|ni|job|search|sr-jobs|static|assets|api|login|my)(?:[/?]|$))"

KIND = Kind(
    ats="smartrecruiters",
    label="SmartRecruiters",
    spider="scrapy_project.spiders.smartrecruiters:SmartRecruitersSpider",
    parser="jobs_assets.parsing.formats.smartrecruiters",
    policy=Policy(
        documented=True,
        terms="Posting API, public, no key for reading; 10 requests a second",
        robots="api.smartrecruiters.com is closed to all but one bot",
        default="off",
    ),
    hosts=r"(careers|jobs|api|www)\.smartrecruiters\.com|smartrecruiters\.com",
    urls=(
        rf"(?:careers|jobs)\.smartrecruiters\.com/(?:ni/)?{_NO_COMPANY}{_COMPANY}{REST}",
        rf"jobs\.smartrecruiters\.com/oneclick-ui/company/{_COMPANY}{REST}",
        r"(?:careers|jobs)\.smartrecruiters\.com/[^?]*\?(?:.*&)?company=(?P<token>[^&]+).*",
        rf"(?:www\.)?smartrecruiters\.com/{_COMPANY}/\d{{6,}}{REST}",
        rf"(?:www\.)?smartrecruiters\.com/{_COMPANY}/\d{{6,}}-[^/?]*{REST}",
        rf"api\.smartrecruiters\.com/(?:v\d|job-board/v\d)/companies/{_COMPANY}{REST}",
    ),
    public_url="https://careers.smartrecruiters.com/{token}",
)
