"""Addresses of Manatal boards."""

CASES: list[tuple[str, str]] = [
    ("https://www.careers-page.com/acme", "manatal:acme"),
    ("https://www.careers-page.com/acme/", "manatal:acme"),
    ("https://careers-page.com/acme-bread-2", "manatal:acme-bread-2"),
    ("https://www.careers-page.com/Acme", "manatal:acme"),
    ("www.careers-page.com/acme?utm_source=site", "manatal:acme"),
    ("https://www.careers-page.com/acme/job/7X4W43WX", "manatal:acme"),
    ("https://www.careers-page.com/acme/job/7X4W43WX/apply", "manatal:acme"),
    ("https://www.careers-page.com/acme/jobs?search=baker", "manatal:acme"),
    ("https://acme.careers-page.com/", "manatal:acme"),
    ("https://acme.careers-page.com/jobs/7X4W43WX", "manatal:acme"),
    ("https://www.careers-page.com/api/v1.0/c/acme/jobs/?page=2", "manatal:acme"),
    ("https://api.manatal.com/open/v3/career-page/acme/jobs/?page=1", "manatal:acme"),
]

NOT: list[str] = [
    "https://www.careers-page.com/",
    "https://careers-page.com",
    "https://www.careers-page.com/api/v1.0/c/",
    "https://www.careers-page.com/login",
    "https://www.careers-page.com/static/logo.svg",
    "https://api.manatal.com/open/v3/jobs/",
]
