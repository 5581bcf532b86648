"""Addresses of Breezy HR portals, and of the vendor's own."""

CASES: list[tuple[str, str]] = [
    ("https://acme.breezy.hr", "breezy:acme"),
    ("https://acme.breezy.hr/", "breezy:acme"),
    ("http://acme.breezy.hr/?src=site", "breezy:acme"),
    ("https://ACME.breezy.hr/json", "breezy:acme"),
    ("https://acme.breezy.hr/json?verbose=true", "breezy:acme"),
    ("https://acme.breezy.hr/p/0a1b2c3d4e5f-head-baker", "breezy:acme"),
    ("https://acme.breezy.hr/p/0a1b2c3d4e5f-head-baker/apply", "breezy:acme"),
    ("https://acme.breezy.hr/p/0a1b2c3d4e5f?source=GoogleJobs", "breezy:acme"),
    ("https://10-4-truck-recruiting.breezy.hr/", "breezy:10-4-truck-recruiting"),
    ("https://acme-2.breezy.hr/sitemap.xml", "breezy:acme-2"),
    ("acme.breezy.hr/p/0a1b2c3d4e5f-head-baker", "breezy:acme"),
    ("https://acme.breezy.hr/#positions", "breezy:acme"),
    ("https://20four7va.breezy.hr/", "breezy:20four7va"),
]

NOT: list[str] = [
    "https://breezy.hr/",
    "https://www.breezy.hr/features",
    "https://app.breezy.hr/signin",
    "https://help.breezy.hr/en/articles/1",
    "https://assets-cdn.breezy.hr/x.js",
    "https://gallery-cdn.breezy.hr/logo.png",
    "https://developer.breezy.hr/reference/overview",
]
