"""Addresses of Teamtailor careers sites."""

CASES: list[tuple[str, str]] = [
    ("https://acme.teamtailor.com", "teamtailor:acme"),
    ("https://acme.teamtailor.com/jobs", "teamtailor:acme"),
    ("https://Acme-Bread.teamtailor.com/jobs?department=Kitchen", "teamtailor:acme-bread"),
    ("https://acme.teamtailor.com/jobs/7793185-baker", "teamtailor:acme"),
    ("https://acme.teamtailor.com/jobs/7793185-baker/applications/new", "teamtailor:acme"),
    ("https://acme.teamtailor.com/jobs/7793185-baker?promotion=1182-trackable", "teamtailor:acme"),
    ("https://acme.teamtailor.com/en-GB/jobs", "teamtailor:acme"),
    ("https://acme.teamtailor.com/sv/jobs/7793185-bagare", "teamtailor:acme"),
    ("https://acme.teamtailor.com/jobs.rss", "teamtailor:acme"),
    ("https://acme.teamtailor.com/jobs.json?page=2", "teamtailor:acme"),
    ("https://acme.na.teamtailor.com/jobs", "teamtailor:acme"),
    ("acme.teamtailor.com/departments/kitchen", "teamtailor:acme"),
    ("https://career.teamtailor.com/jobs/8124573-group-financial-controller", "teamtailor:career"),
]

NOT: list[str] = [
    "https://teamtailor.com/",
    "https://www.teamtailor.com/en/pricing/",
    "https://app.teamtailor.com/companies/abc",
    "https://api.teamtailor.com/v1/jobs",
    "https://support.teamtailor.com/en/articles/11171756-rss-feed-how-to-guide",
    "https://docs.teamtailor.com/",
]
