"""Gem: the Job Board API. api.gem.com/job_board/v0/reference. Boards' names are case-sensitive."""

from jobs_assets.kinds.kind import REST, Kind, Policy

KIND = Kind(
    ats="gem",
    label="Gem",
    spider="scrapy_project.spiders.gem:GemSpider",
    parser="jobs_assets.parsing.formats.gem",
    policy=Policy(documented=True, terms="Job Board API, public, no key for reading"),
    hosts=r"(jobs|api)\.gem\.com",
    urls=(
        rf"jobs\.gem\.com/(?!(?:api|static|assets|embed)(?:[/?]|$))(?P<token>[^/?#]+){REST}",
        rf"api\.gem\.com/job_board/v0/(?!(?:reference|openapi\.json)(?:[/?]|$))(?P<token>[^/?#]+){REST}",
    ),
    public_url="https://jobs.gem.com/{token}",
)
