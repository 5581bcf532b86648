"""Personio: every board as one XML feed. developer.personio.de/docs/retrieving-open-job-positions."""

from jobs_assets.kinds.kind import REST, Kind, Policy

KIND = Kind(
    ats="personio",
    label="Personio",
    spider="scrapy_project.spiders.personio:PersonioSpider",
    parser="jobs_assets.parsing.formats.personio",
    policy=Policy(documented=True, terms="XML feed of open positions, public, no key for reading"),
    hosts=r"(?:[a-z0-9-]+\.)*personio\.(?:de|com|es)",
    # The vendor's two hosts answer the same for every board; the documented one is kept.
    urls=(rf"(?P<token>[a-z0-9][a-z0-9-]*?)(?:\.|-)jobs\.personio\.(?:de|com){REST}",),
    public_url="https://{token}.jobs.personio.de",
    tokens=r"[a-z0-9][a-z0-9-]*",
    lower_case_tokens=True,
)
