"""Addresses of Comeet boards."""

_API = "https://www.comeet.co/careers-api/2.0/company"

CASES: list[tuple[str, str]] = [
    ("https://www.comeet.com/jobs/acme/F6.003", "comeet:F6.003"),
    ("https://www.comeet.com/jobs/acme/F6.003/", "comeet:F6.003"),
    ("https://comeet.com/jobs/acme-bread/4F.00B", "comeet:4F.00B"),
    ("www.comeet.com/jobs/acme/30.005?utm_source=site", "comeet:30.005"),
    ("https://www.comeet.co/jobs/acme/F6.003", "comeet:F6.003"),
    ("https://www.comeet.com/jobs/acme/F6.003/baker/18.767", "comeet:F6.003"),
    ("https://www.comeet.com/jobs/acme/F6.003/baker/18.767-9B.20A?coref=1.1", "comeet:F6.003"),
    (f"{_API}/F6.003/positions?token=6F329B2DE6379829B", "comeet:F6.003"),
    (f"{_API}/F6.003/positions?token=6F329B2DE6379829B&details=true", "comeet:F6.003"),
    (f"{_API}/F6.003/positions?details=true&token=6F329B2DE6379829B", "comeet:F6.003"),
    (f"{_API}/F6.003/positions/18.767?token=6F329B2DE6379829B", "comeet:F6.003"),
    (f"{_API}/F6.003/positions/18.767?token=6F329B2DE6379829B&details=true#x", "comeet:F6.003"),
]

NOT: list[str] = [
    "https://www.comeet.com/",
    "https://www.comeet.com/pricing",
    "https://www.comeet.com/jobs/acme",
    "https://www.comeet.com/jobs/acme/not-a-uid",
    f"{_API}/F6.003/positions",
    f"{_API}/F6.003/positions?token=",
]
