"""Addresses of Eightfold careers sites."""

CASES: list[tuple[str, str]] = [
    ("https://acme.eightfold.ai/careers", "eightfold:acme"),
    ("https://acme.eightfold.ai", "eightfold:acme"),
    ("https://ACME.eightfold.ai/careers/", "eightfold:acme"),
    ("https://acme.eightfold.ai/careers?domain=acme.com&start=0&pid=42478672", "eightfold:acme"),
    ("https://acme.eightfold.ai/careers/job/42478672", "eightfold:acme"),
    ("https://acme.eightfold.ai/careers/job/42478672-head-baker-reading?domain=acme.com", "eightfold:acme"),
    ("https://acme.eightfold.ai/careers/job?pid=42478672", "eightfold:acme"),
    ("https://acme.eightfold.ai/careers/apply?pid=42478672", "eightfold:acme"),
    ("https://acme.eightfold.ai/api/pcsx/search?domain=acme.com&start=10", "eightfold:acme"),
    ("https://acme.eightfold.ai/api/apply/v2/jobs?domain=acme.com", "eightfold:acme"),
    ("acme-2.eightfold.ai/careers", "eightfold:acme-2"),
    ("https://10xgenomics.eightfold.ai/careers", "eightfold:10xgenomics"),
]

NOT: list[str] = [
    "https://www.eightfold.ai/careers",
    "https://app.eightfold.ai/careers?domain=acme.com",
    "https://static.eightfold.ai/logo.png",
    "https://vs-errors.eightfold.ai/api/1",
]
