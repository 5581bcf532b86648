"""Manatal: the career pages on careers-page.com and the list behind them, which no page documents."""

from jobs_assets.kinds.kind import REST, SLUG, Kind, Policy

_NO_CLIENT = (
    r"(?!(?:api|assets|static|media|job|jobs|login|www|favicon\.ico|robots\.txt|sitemap\.xml)(?:[/?]|$))"
)
_CLIENT = r"(?P<token>[A-Za-z0-9][\w.-]*)"

KIND = Kind(
    ats="manatal",
    label="Manatal",
    spider="scrapy_project.spiders.manatal:ManatalSpider",
    parser="jobs_assets.parsing.formats.manatal",
    policy=Policy(
        documented=False,
        terms="the list that a public career page reads, no key",
        default="opt-in",
    ),
    hosts=r"([a-z0-9-]+\.)?careers-page\.com|api\.manatal\.com",
    urls=(
        rf"(?:www\.)?careers-page\.com/api/v[\d.]+/c/{_CLIENT}{REST}",
        rf"(?:www\.)?careers-page\.com/{_NO_CLIENT}{_CLIENT}{REST}",
        rf"(?!(?:www|api|static|assets)\.){SLUG}\.careers-page\.com{REST}",
        rf"api\.manatal\.com/open/v\d/career-page/{_CLIENT}{REST}",
    ),
    public_url="https://www.careers-page.com/{token}",
    lower_case_tokens=True,
)
