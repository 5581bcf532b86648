"""Addresses of Workable accounts."""

CASES: list[tuple[str, str]] = [
    ("https://apply.workable.com/acme/", "workable:acme"),
    ("https://apply.workable.com/acme", "workable:acme"),
    ("https://apply.workable.com/Acme-Bread/?lng=de", "workable:acme-bread"),
    ("apply.workable.com/acme/#jobs", "workable:acme"),
    ("https://apply.workable.com/acme/j/3862836931/", "workable:acme"),
    ("https://apply.workable.com/acme/j/96051E9EDE/apply/?utm_source=x", "workable:acme"),
    ("https://apply.workable.com/acme/jobs/view/96051E9EDE.md", "workable:acme"),
    ("https://apply.workable.com/acme/jobs.md", "workable:acme"),
    ("https://apply.workable.com/acme/gdpr_policy", "workable:acme"),
    ("https://apply.workable.com/api/v1/widget/accounts/acme?details=true", "workable:acme"),
    ("https://apply.workable.com/api/v3/accounts/acme/jobs", "workable:acme"),
    ("https://apply.workable.com/api/v2/accounts/acme/jobs/96051E9EDE", "workable:acme"),
    ("https://www.workable.com/api/accounts/acme?details=true", "workable:acme"),
    ("https://www.workable.com/api/accounts/acme/locations", "workable:acme"),
    ("https://acme.workable.com", "workable:acme"),
    ("https://acme.workable.com/jobs/123456", "workable:acme"),
    ("https://acme-bread.workable.com/j/96051E9EDE?viewed=true", "workable:acme-bread"),
]  # fmt: skip

NOT: list[str] = [
    "https://apply.workable.com/",
    "https://apply.workable.com/j/96051E9EDE",
    "https://apply.workable.com/api/v1/jobs",
    "https://www.workable.com/pricing",
    "https://jobs.workable.com/view/tC2oZ8/baker-in-bonn-at-acme",
    "https://help.workable.com/hc/en-us/articles/115012771647",
]
