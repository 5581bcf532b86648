"""Addresses of Personio boards."""

CASES: list[tuple[str, str]] = [
    ("https://acme.jobs.personio.de", "personio:acme"),
    ("https://acme.jobs.personio.de/", "personio:acme"),
    ("https://acme.jobs.personio.com", "personio:acme"),
    ("https://Acme-Bread.jobs.personio.com/?language=en", "personio:acme-bread"),
    ("https://acme.jobs.personio.de/job/1834171", "personio:acme"),
    ("https://acme.jobs.personio.de/job/1834171?language=de&display=de#apply", "personio:acme"),
    ("https://acme.jobs.personio.com/job/1834171?_pc=2051542", "personio:acme"),
    ("https://acme.jobs.personio.de/xml?language=en", "personio:acme"),
    ("https://acme.jobs.personio.com/search.json", "personio:acme"),
    ("https://acme-jobs.personio.de/job/1834171", "personio:acme"),
    ("acme-bread-jobs.personio.de", "personio:acme-bread"),
    ("https://1nce.jobs.personio.com/privacy-policy?language=en", "personio:1nce"),
]

NOT: list[str] = [
    "https://www.personio.de/",
    "https://www.personio.com/about-personio/careers/",
    "https://acme.personio.de/login",
    "https://acme.app.personio.com/",
    "https://developer.personio.de/docs/retrieving-open-job-positions",
    "https://jobs.personio.de/",
]
