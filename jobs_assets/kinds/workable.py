"""Workable: one public list of an account's jobs. workable.readme.io/reference/jobs-1."""

from jobs_assets.kinds.kind import REST, Kind, Pace, Policy

_ACCOUNT = r"(?P<token>[a-z0-9][\w-]*)"

KIND = Kind(
    ats="workable",
    label="Workable",
    spider="scrapy_project.spiders.workable:WorkableSpider",
    parser="jobs_assets.parsing.formats.workable",
    policy=Policy(documented=True, terms="list of an account's public jobs, no key for reading"),
    pace=Pace(in_flight=1, longest_wait=30),  # quick with 429, and long with Retry-After
    hosts=r"(?:[a-z0-9-]+\.)?workable\.com",
    urls=(
        rf"(?i:apply\.workable\.com/api/v\d/(?:widget/)?accounts/{_ACCOUNT}{REST})",
        rf"(?i:(?:www\.)?workable\.com/(?:api|widgets)/accounts/{_ACCOUNT}{REST})",
        rf"(?i:apply\.workable\.com/(?!(?:api|j|jobs|assets|static)(?:[/?]|$)){_ACCOUNT}{REST})",
        rf"(?!(?:www|apply|jobs|help|support|resources|careers|app|api|id|status|developers?|get|go|info"
        rf"|click|blog|academy|marketplace|partners|test|workable\.readme)\.){_ACCOUNT}\.workable\.com{REST}",
    ),
    public_url="https://apply.workable.com/{token}",
    tokens=r"[A-Za-z0-9][\w-]*",
    lower_case_tokens=True,
)
