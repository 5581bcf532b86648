"""BambooHR: the JSON behind every careers page. No page of the vendor documents it."""

from jobs_assets.kinds.kind import REST, Kind, Policy

_COMPANY = (
    r"(?!(?:www|app|api|help|documentation|support|partners|resources|images|marketplace|status|"
    r"static|cdn)\.)(?P<token>[a-z0-9][a-z0-9-]*)"
)

KIND = Kind(
    ats="bamboohr",
    label="BambooHR",
    spider="scrapy_project.spiders.bamboohr:BambooHRSpider",
    parser="jobs_assets.parsing.formats.bamboohr",
    policy=Policy(
        documented=False,
        terms="forbid reading by programs",
        robots="careers pages allowed, the embedded list (/jobs/embed2.php) not",
        default="off",
    ),
    hosts=r"(?:[a-z0-9-]+\.)?bamboohr\.com",
    urls=(rf"{_COMPANY}\.bamboohr\.com{REST}",),
    public_url="https://{token}.bamboohr.com/careers",
    tokens=r"[a-z0-9][a-z0-9-]*",
    lower_case_tokens=True,
)
