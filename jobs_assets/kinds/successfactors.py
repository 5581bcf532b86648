"""SAP SuccessFactors: career sites on employers' own hosts, and the older ones by company on the vendor's."""

from jobs_assets.kinds.kind import Kind, Policy

_HOST = r"(?P<host>(?:career|performancemanager)[\w-]*\.(?:successfactors|sapsf)\.(?:com|eu|cn))"

KIND = Kind(
    ats="successfactors",
    label="SuccessFactors",
    spider="scrapy_project.spiders.successfactors:SuccessFactorsSpider",
    parser="jobs_assets.parsing.formats.successfactors",
    policy=Policy(
        documented=False,
        terms="feeds and schema.org microdata that career sites publish for job search engines",
        robots="each site's own robots.txt rules",
        default="opt-in",
    ),
    hosts=r"[\w-]+\.(successfactors|sapsf)\.(com|eu|cn)",
    urls=(rf"{_HOST}/(?:sf)?career[^?]*\?(?:.*&)?company=(?P<company>[^&]+).*",),
    public_url="https://{host}/career?company={company}",
    token="{host}/{company}",  # noqa: S106 - a board's name, not a secret
    tokens=r"(?P<host>[\w.-]+)/(?P<company>[\w.-]+)",
    own_domains=True,
    example_token="career5.successfactors.eu/acme",  # noqa: S106
)
