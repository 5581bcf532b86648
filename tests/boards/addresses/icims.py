"""Addresses of iCIMS portals, and of the vendor's own."""

CASES: list[tuple[str, str]] = [
    ("https://careers-acme.icims.com", "icims:careers-acme"),
    ("https://careers-acme.icims.com/jobs/search", "icims:careers-acme"),
    ("https://careers-acme.icims.com/jobs/search?ss=1&searchRelation=keyword_all", "icims:careers-acme"),
    ("https://careers-acme.icims.com/jobs/search?ss=1&pr=3&in_iframe=1", "icims:careers-acme"),
    ("https://careers-acme.icims.com/jobs/intro?hashed=-435712178", "icims:careers-acme"),
    ("https://careers-acme.icims.com/jobs/1234/head-baker/job", "icims:careers-acme"),
    ("https://careers-acme.icims.com/jobs/1234/head-baker/job?mode=apply&in_iframe=1", "icims:careers-acme"),
    ("https://Careers-Acme.icims.com/jobs/1234/job", "icims:careers-acme"),
    ("https://careers-acme.icims.com/sitemap.xml", "icims:careers-acme"),
    ("https://jobs-acme.icims.com/jobs/search", "icims:jobs-acme"),
    ("https://internal-acme.icims.com/jobs/search", "icims:internal-acme"),
    ("https://uscareers-acme.icims.com/jobs/search?ss=1", "icims:uscareers-acme"),
    ("https://daymon-uscareers.icims.com", "icims:daymon-uscareers"),
    ("careers-acme.icims.com/jobs/1234/head-baker/job", "icims:careers-acme"),
    ("https://acme.icims.com/jobs/search", "icims:acme"),
]

NOT: list[str] = [
    "https://www.icims.com/products/",
    "https://icims.com/",
    "https://api.icims.com/customers/1/search/jobs",
    "https://cdn02.icims.com/a/images.icims.com/script.js",
    "https://developer-community.icims.com/terms-use",
    "https://login.icims.com/u/login",
]
