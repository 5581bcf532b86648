"""Addresses of Ashby boards, and of the vendor's own."""

CASES: list[tuple[str, str]] = [
    ("https://jobs.ashbyhq.com/acme", "ashby:acme"),
    ("https://jobs.ashbyhq.com/acme/", "ashby:acme"),
    ("https://jobs.ashbyhq.com/Acme", "ashby:Acme"),
    ("https://jobs.ashbyhq.com/A1%20Doors", "ashby:A1 Doors"),
    ("https://jobs.ashbyhq.com/acme.co", "ashby:acme.co"),
    ("https://jobs.ashbyhq.com/acme?departmentId=0b8f6c1e&utm_source=x", "ashby:acme"),
    ("https://jobs.ashbyhq.com/acme/0b8f6c1e-5f3a-4a8b-9d58-8b1f6e1b2c3d", "ashby:acme"),
    ("https://jobs.ashbyhq.com/acme/0b8f6c1e-5f3a-4a8b-9d58-8b1f6e1b2c3d/application", "ashby:acme"),
    ("https://jobs.ashbyhq.com/acme/embed?version=2", "ashby:acme"),
    ("https://jobs.ashbyhq.com/acme/form/general-application", "ashby:acme"),
    ("https://api.ashbyhq.com/posting-api/job-board/acme", "ashby:acme"),
    ("https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true", "ashby:acme"),
    ("jobs.ashbyhq.com/acme", "ashby:acme"),
]

NOT: list[str] = [
    "https://jobs.ashbyhq.com/",
    "https://jobs.ashbyhq.com?x=1",
    "https://jobs.ashbyhq.com/%2e%2e",
    "https://api.ashbyhq.com/posting-api/job-board",
    "https://api.ashbyhq.com/jobPosting.list",
]
