"""Addresses of Recruitee careers sites."""

CASES: list[tuple[str, str]] = [
    ("https://acme.recruitee.com", "recruitee:acme"),
    ("https://acme.recruitee.com/", "recruitee:acme"),
    ("https://Acme-Bread.recruitee.com/#section-1234", "recruitee:acme-bread"),
    ("acme.recruitee.com/l/de", "recruitee:acme"),
    ("https://acme.recruitee.com/o/senior-baker", "recruitee:acme"),
    ("https://acme.recruitee.com/o/senior-baker?source=linkedin", "recruitee:acme"),
    ("https://acme.recruitee.com/l/en/o/senior-baker", "recruitee:acme"),
    ("https://acme.recruitee.com/o/senior-baker/c/new", "recruitee:acme"),
    ("https://acme.recruitee.com/api/offers", "recruitee:acme"),
    ("https://acme.recruitee.com/api/offers/2700825", "recruitee:acme"),
    ("https://acme.recruitee.com/api/offers.xml", "recruitee:acme"),
    ("https://acme.recruitee.com/api/feeds/offers.xml", "recruitee:acme"),
    ("https://1x.recruitee.com/?jobs-c88dea0d%5Btab%5D=all", "recruitee:1x"),
]

NOT: list[str] = [
    "https://recruitee.com/",
    "https://www.recruitee.com/pricing",
    "https://app.recruitee.com/#/dashboard",
    "https://api.recruitee.com/c/1/offers",
    "https://docs.recruitee.com/reference/offers",
    "https://support.recruitee.com/en/articles/8213076-faq-api",
]
