"""Any careers site that states its postings as schema.org JobPosting. Its boards are named by their URL."""

from jobs_assets.kinds.kind import Kind, Policy

KIND = Kind(
    ats="site",
    label="Careers site",
    spider="scrapy_project.spiders.site:SiteSpider",
    parser="jobs_assets.parsing.formats.structured_page",
    policy=Policy(
        documented=True,
        terms="schema.org JobPosting, published for machines",
        robots="each site's own robots.txt rules",
    ),
    named_by_url=True,
    pace=None,
)
