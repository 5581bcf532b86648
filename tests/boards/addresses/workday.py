"""Addresses of Workday career sites: the tenant's own host, the shared one, languages, postings, the API."""

CASES: list[tuple[str, str]] = [
    ("https://acme.wd5.myworkdayjobs.com/Careers", "workday:acme/careers"),
    ("https://acme.wd5.myworkdayjobs.com/careers/", "workday:acme/careers"),
    ("https://acme.wd1.myworkdayjobs.com/en-US/Acme_External_Careers", "workday:acme/acme_external_careers"),
    ("https://acme.wd3.myworkdayjobs.com/de-DE/Careers?locations=0c40f6bd", "workday:acme/careers"),
    ("https://acme.wd103.myworkdayjobs.com/fr/Careers/login", "workday:acme/careers"),
    (
        "https://acme.wd5.myworkdayjobs.com/Careers/job/Reading-UK/Head-Baker_JR-12-1",
        "workday:acme/careers",
    ),
    (
        "https://acme.wd5.myworkdayjobs.com/en-US/Careers/job/Reading-UK/Head-Baker_JR-12-1/apply/applyManually",
        "workday:acme/careers",
    ),
    (
        "https://acme.wd5.myworkdayjobs.com/en-US/Careers/details/Head-Baker_JR-12?q=baker",
        "workday:acme/careers",
    ),
    ("https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/Careers/jobs", "workday:acme/careers"),
    (
        "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/Careers/job/Reading/Baker_JR-12",
        "workday:acme/careers",
    ),
    ("https://acme.wd5.myworkdayjobs.com/en-US/recruiting/acme/Careers", "workday:acme/careers"),
    ("https://wd3.myworkdaysite.com/recruiting/acme/Careers", "workday:acme/careers"),
    (
        "https://wd3.myworkdaysite.com/en-US/recruiting/acme/Careers/job/Reading/Baker_JR-12",
        "workday:acme/careers",
    ),
    ("https://wd3.myworkdaysite.com/wday/cxs/acme/Careers/jobs", "workday:acme/careers"),
    ("https://citi.wd5.myworkdayjobs.com/2", "workday:citi/2"),
    ("https://greenyellow.wd3.myworkdayjobs.com/GY", "workday:greenyellow/gy"),
    ("https://acme.wd12.myworkdayjobs.com/jobs", "workday:acme/jobs"),
    ("acme.wd5.myworkdayjobs.com/Careers/jobs", "workday:acme/careers"),
    ("https://acme-2.wd501.myworkdayjobs.com/A%20B", "workday:acme-2/a b"),
]

NOT: list[str] = [
    "https://acme.wd5.myworkdayjobs.com/",
    "https://acme.wd5.myworkdayjobs.com/job/Noida/Head-Baker_JR-12",
    "https://acme.wd5.myworkdayjobs.com/robots.txt",
    "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme",
    "https://acme.myworkdayjobs.com/Careers",
    "https://myworkdayjobs.com/",
    "https://wd3.myworkdaysite.com/recruiting/acme",
    "https://wd3.myworkdaysite.com/",
]
