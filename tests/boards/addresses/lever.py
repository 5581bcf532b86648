"""Addresses of Lever sites, and of the vendor's own."""

CASES: list[tuple[str, str]] = [
    ("https://jobs.lever.co/acme", "lever:acme"),
    ("https://jobs.lever.co/acme/", "lever:acme"),
    ("https://jobs.lever.co/Acme", "lever:Acme"),
    ("https://jobs.lever.co/acme?location=Paris&commitment=Full-time", "lever:acme"),
    ("https://jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902", "lever:acme"),
    ("https://jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/apply", "lever:acme"),
    ("https://jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/thanks", "lever:acme"),
    ("https://jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902?lever-source=x&utm_id=1", "lever:acme"),
    ("https://jobs.eu.lever.co/acme", "lever:acme"),
    ("https://jobs.eu.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902/apply", "lever:acme"),
    ("https://api.lever.co/v0/postings/acme?mode=json", "lever:acme"),
    ("https://api.lever.co/v0/postings/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902", "lever:acme"),
    ("https://api.eu.lever.co/v0/postings/acme?group=team&mode=json", "lever:acme"),
    ("https://jobs.lever.co/acme-2", "lever:acme-2"),
    ("http://jobs.lever.co/acme", "lever:acme"),
    ("jobs.lever.co/acme/5ac21346-8e0c-4494-8e7a-3eb92ff77902", "lever:acme"),
]

NOT: list[str] = [
    "https://jobs.lever.co/",
    "https://jobs.lever.co",
    "https://jobs.eu.lever.co/?team=Sales",
    "https://api.lever.co/v0/postings",
    "https://api.lever.co/v1/candidates",
]
