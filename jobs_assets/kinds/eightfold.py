"""Eightfold: a tenant's careers site under `eightfold.ai` or on the employer's own host."""

from jobs_assets.kinds.kind import REST, SLUG, Kind, Policy

# The vendor's own services; `app` serves many tenants, told apart by a parameter only.
_VENDORS = r"(?!(?:www|app|api|static|cdn|docs|login|status|support|vs-errors)\.)"

KIND = Kind(
    ats="eightfold",
    label="Eightfold",
    spider="scrapy_project.spiders.eightfold:EightfoldSpider",
    parser="jobs_assets.parsing.formats.eightfold",
    policy=Policy(
        documented=False,
        terms="the API behind public career sites, without a word on its use",
        robots="/careers and /api allowed on the sites seen",
        default="opt-in",
    ),
    hosts=r"[\w-]+\.eightfold\.ai",
    urls=(rf"{_VENDORS}{SLUG}\.eightfold\.ai{REST}",),
    public_url="https://{token}.eightfold.ai/careers",
    tokens=r"[a-z0-9][\w-]*",
    lower_case_tokens=True,
    own_domains=True,
)
