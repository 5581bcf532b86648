"""Addresses of Pinpoint boards."""

CASES: list[tuple[str, str]] = [
    ("https://acme.pinpointhq.com", "pinpoint:acme"),
    ("https://acme.pinpointhq.com/", "pinpoint:acme"),
    ("https://Acme.PinpointHQ.com/", "pinpoint:acme"),
    ("acme-bread.pinpointhq.com", "pinpoint:acme-bread"),
    ("https://acme.pinpointhq.com/en", "pinpoint:acme"),
    ("https://acme.pinpointhq.com/en/postings/fca592d6-2561-4b2a-88b0-15d2b375971a", "pinpoint:acme"),
    ("https://acme.pinpointhq.com/de/postings/fca592d6/applications/new?source=x", "pinpoint:acme"),
    ("https://acme.pinpointhq.com/postings.json", "pinpoint:acme"),
    ("https://acme.pinpointhq.com/en/postings.json?department=1", "pinpoint:acme"),
    ("https://acme.pinpointhq.com/jobs.rss", "pinpoint:acme"),
    ("https://acme.pinpointhq.com/en/jobs/12345", "pinpoint:acme"),
    ("https://acme.pinpointhq.com?location=leeds#jobs", "pinpoint:acme"),
]

NOT: list[str] = [
    "https://www.pinpointhq.com/",
    "https://pinpointhq.com/pricing",
    "https://app.pinpointhq.com/sign_in",
    "https://help.pinpointhq.com/en/articles/1",
    "https://developers.pinpointhq.com/docs",
]
