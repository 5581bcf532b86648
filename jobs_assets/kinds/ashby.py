"""Ashby: the public Job Posting API. developers.ashbyhq.com/docs/public-job-posting-api."""

from jobs_assets.kinds.kind import BOARD, REST, Kind, Policy

KIND = Kind(
    ats="ashby",
    label="Ashby",
    spider="scrapy_project.spiders.ashby:AshbySpider",
    parser="jobs_assets.parsing.formats.ashby",
    policy=Policy(documented=True, terms="Job Posting API, public, no key for reading"),
    hosts=r"(jobs|api)\.ashbyhq\.com",
    urls=(
        rf"jobs\.ashbyhq\.com/{BOARD}{REST}",
        rf"api\.ashbyhq\.com/posting-api/job-board/{BOARD}{REST}",
    ),
    public_url="https://jobs.ashbyhq.com/{token}",
)
