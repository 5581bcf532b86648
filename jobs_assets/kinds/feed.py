"""Public feeds of postings, each board named by its URL; the ones known by name are in `feeds.py`."""

from jobs_assets.kinds.kind import Kind, Policy

KIND = Kind(
    ats="feed",
    label="Job feed",
    spider="scrapy_project.spiders.feed:FeedSpider",
    parser="jobs_assets.parsing.formats.feed",
    policy=Policy(
        documented=True,
        terms="published for machines; what each known feed asks for in return stands with it",
        robots="each site's own robots.txt rules",
    ),
    pace=None,
    named_by_url=True,
    example_token="remotive",  # noqa: S106 - a feed's name
)
