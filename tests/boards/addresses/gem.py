"""Addresses of Gem boards."""

CASES: list[tuple[str, str]] = [
    ("https://jobs.gem.com/acme", "gem:acme"),
    ("https://jobs.gem.com/acme/", "gem:acme"),
    ("https://jobs.gem.com/Acme-Bread", "gem:Acme-Bread"),
    ("jobs.gem.com/11x-ai", "gem:11x-ai"),
    ("https://jobs.gem.com/acme?department=kitchen", "gem:acme"),
    ("https://jobs.gem.com/acme/am9icG9zdDqLIuZagE8SU-HqhGf7TGYo", "gem:acme"),
    ("https://jobs.gem.com/acme/4965519002?utm_source=site", "gem:acme"),
    ("https://jobs.gem.com/acme/am9icG9zdDqLIuZagE8SU/apply", "gem:acme"),
    ("https://api.gem.com/job_board/v0/acme/job_posts/", "gem:acme"),
    ("https://api.gem.com/job_board/v0/acme/job_posts/?content=true", "gem:acme"),
    ("https://api.gem.com/job_board/v0/acme/departments/", "gem:acme"),
    ("https://api.gem.com/job_board/v0/acme", "gem:acme"),
]

NOT: list[str] = [
    "https://jobs.gem.com/",
    "https://jobs.gem.com",
    "https://jobs.gem.com/api/public/graphql/batch",
    "https://api.gem.com/job_board/v0/",
    "https://api.gem.com/job_board/v0/reference",
    "https://api.gem.com/v0/candidates",
]
