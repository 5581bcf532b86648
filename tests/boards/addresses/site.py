"""Addresses of employers' own pages. Whatever is on no vendor's host is one, so `NOT` is what is no page."""

CASES: list[tuple[str, str]] = [
    ("https://careers.acme.example/", "site:careers.acme.example"),
    ("https://careers.acme.example", "site:careers.acme.example"),
    ("https://www.acme.example/careers", "site:www.acme.example/careers"),
    ("https://www.acme.example/careers/?team=sales", "site:www.acme.example/careers"),
    ("https://acme.example/de/karriere/stellen/", "site:acme.example/de/karriere/stellen"),
    ("https://acme.example/Jobs", "site:acme.example/Jobs"),
    ("http://acme.example:8080/jobs", "site:acme.example:8080/jobs"),
    ("https://acme.example:443/jobs", "site:acme.example/jobs"),
    ("https://greenhouse.acme.example/acme", "site:greenhouse.acme.example/acme"),
    ("https://notlever.co/acme", "site:notlever.co/acme"),
    ("https://acme.example/?next=https://jobs.lever.co/acme", "site:acme.example"),
    ("acme.example/jobs", "site:acme.example/jobs"),
]

NOT: list[str] = [
    "acme",
    "mailto:jobs@acme.example",
    "ftp://acme.example/jobs",
    "https://ana:secret@acme.example/jobs",
    "https://acme.example:0/",
]
