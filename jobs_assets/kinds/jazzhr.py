"""JazzHR: boards on applytojob.com, as plain HTML for people and JSON-LD for search engines."""

from jobs_assets.kinds.kind import REST, SLUG, Kind, Policy

_COMPANY = rf"(?!(?:www|app|api|help|support|info|cdn)\.){SLUG}"

KIND = Kind(
    ats="jazzhr",
    label="JazzHR",
    spider="scrapy_project.spiders.jazzhr:JazzHRSpider",
    parser="jobs_assets.parsing.formats.jazzhr",
    policy=Policy(
        documented=False,
        terms="say nothing of public boards; their postings are published for search engines",
        robots="allowed but for /cb; some boards close all",
        default="opt-in",
    ),
    hosts=r"(?:[a-z0-9-]+\.)?(?:applytojob\.com|theresumator\.com|jazz\.co)",
    urls=(
        rf"{_COMPANY}\.(?:applytojob|theresumator)\.com{REST}",
        rf"{_COMPANY}\.jazz\.co{REST}",
        rf"app\.jazz\.co/feeds/export/jobs/(?P<token>[A-Za-z0-9][A-Za-z0-9-]*){REST}",
        rf"app\.jazz\.co/widgets/[a-z]+/create/(?P<token>[A-Za-z0-9][A-Za-z0-9-]*){REST}",
    ),
    public_url="https://{token}.applytojob.com/apply",
    tokens=r"[a-z0-9][a-z0-9-]*",
    lower_case_tokens=True,
)
