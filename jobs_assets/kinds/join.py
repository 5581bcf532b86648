"""JOIN: companies' pages on join.com, each with the state that its script starts from."""

from jobs_assets.kinds.kind import REST, Kind, Pace, Policy

KIND = Kind(
    ats="join",
    label="JOIN",
    spider="scrapy_project.spiders.join:JoinSpider",
    parser="jobs_assets.parsing.formats.join",
    policy=Policy(
        documented=False,
        terms="no word on reading by programs; the pages are public",
        robots="as the host says on the day",
        default="opt-in",
    ),
    pace=Pace(in_flight=1),  # quick with 429
    hosts=r"(?:www\.)?join\.com",
    urls=(rf"(?:www\.)?join\.com/(?:[a-z]{{2}}(?:-[a-z]{{2}})?/)?companies/(?P<token>[\w-]+){REST}",),
    public_url="https://join.com/companies/{token}",
    tokens=r"[\w-]+",
    lower_case_tokens=True,
)
