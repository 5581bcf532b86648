"""Addresses of companies on JOIN."""

CASES: list[tuple[str, str]] = [
    ("https://join.com/companies/acme", "join:acme"),
    ("https://join.com/companies/acme/", "join:acme"),
    ("https://www.join.com/companies/Acme-Bread", "join:acme-bread"),
    ("join.com/companies/acme?page=2", "join:acme"),
    ("https://join.com/companies/acme/16084660-social-motion-designer", "join:acme"),
    ("https://join.com/companies/acme/16084660-social-motion-designer?pid=4f&oid=2", "join:acme"),
    ("https://join.com/companies/acme/16084660-social-motion-designer/apply", "join:acme"),
    ("https://join.com/companies/acme/jobs", "join:acme"),
    ("https://join.com/de/companies/acme", "join:acme"),
    ("https://join.com/en-us/companies/acme/16084660", "join:acme"),
    ("https://join.com/companies/123-bread", "join:123-bread"),
]

NOT: list[str] = [
    "https://join.com/",
    "https://join.com/jobs",
    "https://join.com/companies",
    "https://join.com/companies/",
    "https://join.com/api/public/companies/123/jobs?page=1&pageSize=5",
    "https://join.com/recruitment-hr-blog/bakers",
]
