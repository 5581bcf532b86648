"""Addresses of JazzHR boards, and of the vendor's own."""

CASES: list[tuple[str, str]] = [
    ("https://acme.applytojob.com/apply", "jazzhr:acme"),
    ("https://acme.applytojob.com/apply/", "jazzhr:acme"),
    ("https://acme.applytojob.com", "jazzhr:acme"),
    ("https://Acme.applytojob.com/apply/jobs", "jazzhr:acme"),
    ("https://acme.applytojob.com/apply/jobs/details/oVX1rAxJJi?&", "jazzhr:acme"),
    ("https://acme.applytojob.com/apply/oVX1rAxJJi/Head-Baker", "jazzhr:acme"),
    ("http://acme.applytojob.com/apply/oVX1rAxJJi/Head-Baker?source=LILI", "jazzhr:acme"),
    ("https://acme.applytojob.com/apply/07350d2d7f03a1b2c3d4e5f607350d2d/Cook", "jazzhr:acme"),
    ("https://app.jazz.co/feeds/export/jobs/Acme", "jazzhr:acme"),
    ("https://app.jazz.co/widgets/basic/create/acme", "jazzhr:acme"),
    ("https://acme.jazz.co/apply", "jazzhr:acme"),
    ("http://acme.theresumator.com/apply/", "jazzhr:acme"),
    ("acme-foods.applytojob.com/apply", "jazzhr:acme-foods"),
    ("https://10pearls.applytojob.com", "jazzhr:10pearls"),
]

NOT: list[str] = [
    "https://www.applytojob.com/",
    "https://applytojob.com/apply",
    "https://app.applytojob.com/notfound.html",
    "https://app.jazz.co/",
    "https://app.jazz.co/feeds/google/xml/0",
    "https://www.jazz.co/",
]
