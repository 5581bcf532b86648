"""Addresses of SmartRecruiters boards."""

CASES: list[tuple[str, str]] = [
    ("https://careers.smartrecruiters.com/Acme1", "smartrecruiters:Acme1"),
    ("https://careers.smartrecruiters.com/Acme1/", "smartrecruiters:Acme1"),
    ("https://careers.smartrecruiters.com/Acme1/kitchen?search=baker", "smartrecruiters:Acme1"),
    ("careers.smartrecruiters.com/1perTInentInc", "smartrecruiters:1perTInentInc"),
    ("https://jobs.smartrecruiters.com/Acme1/744000122509268-baker", "smartrecruiters:Acme1"),
    ("https://jobs.smartrecruiters.com/Acme1/744000122509268-baker?oga=true", "smartrecruiters:Acme1"),
    ("https://jobs.smartrecruiters.com/ni/Acme1/74ded6c6-baker", "smartrecruiters:Acme1"),
    (
        "https://jobs.smartrecruiters.com/oneclick-ui/company/Acme1/publication/ded6c65f?dcr_ci=Acme1",
        "smartrecruiters:Acme1",
    ),
    ("https://jobs.smartrecruiters.com/?company=Acme1", "smartrecruiters:Acme1"),
    ("https://www.smartrecruiters.com/Acme1/93849242-baker", "smartrecruiters:Acme1"),
    ("https://smartrecruiters.com/Acme1/743999706414750", "smartrecruiters:Acme1"),
    ("https://api.smartrecruiters.com/v1/companies/Acme1/postings?limit=100", "smartrecruiters:Acme1"),
    ("https://api.smartrecruiters.com/v1/companies/Acme1/postings/744000122509268", "smartrecruiters:Acme1"),
]

NOT: list[str] = [
    "https://careers.smartrecruiters.com/",
    "https://jobs.smartrecruiters.com",
    "https://jobs.smartrecruiters.com/oneclick-ui",
    "https://www.smartrecruiters.com/resources/blog",
    "https://www.smartrecruiters.com/",
    "https://api.smartrecruiters.com/v1/postings",
]
