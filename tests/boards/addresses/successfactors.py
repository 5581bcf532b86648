"""Addresses of SuccessFactors' older career sites. Newer ones are on employers' hosts, like any site."""

CASES: list[tuple[str, str]] = [
    (
        "https://career5.successfactors.eu/career?company=acme",
        "successfactors:career5.successfactors.eu/acme",
    ),
    (
        "https://career5.successfactors.eu/career?company=1657261P&career_ns=job_listing_summary&navBarLevel=JOB_SEARCH",
        "successfactors:career5.successfactors.eu/1657261P",
    ),
    (
        "https://career4.successfactors.com/career?career_ns=job_listing&company=zAcme&career_job_req_id=12",
        "successfactors:career4.successfactors.com/zAcme",
    ),
    (
        "https://career012.successfactors.eu/careers?company=acme",
        "successfactors:career012.successfactors.eu/acme",
    ),
    ("https://career44.sapsf.com/career?company=acme&lang=de_DE", "successfactors:career44.sapsf.com/acme"),
    ("https://career15.sapsf.cn/career?company=acme", "successfactors:career15.sapsf.cn/acme"),
    ("https://career55.sapsf.eu/career?company=acmelimitP2", "successfactors:career55.sapsf.eu/acmelimitP2"),
    (
        "https://career8.successfactors.com/sfcareer/jobreqcareer?jobId=123&company=acme&username=",
        "successfactors:career8.successfactors.com/acme",
    ),
    (
        "https://Career2.SuccessFactors.eu/career?company=Acme",
        "successfactors:career2.successfactors.eu/Acme",
    ),
    (
        "https://career2.successfactors.eu/career?company=acme&career_ns=job_listing_summary&resultType=XML",
        "successfactors:career2.successfactors.eu/acme",
    ),
    (
        "https://jobs.acme.example/job/Reading-Head-Baker-RG1/1234567/",
        "site:jobs.acme.example/job/Reading-Head-Baker-RG1/1234567",
    ),
]

NOT: list[str] = [
    "https://career5.successfactors.eu/",
    "https://career5.successfactors.eu/career",
    "https://www.successfactors.com/products",
    "https://performancemanager4.successfactors.com/login?company=acme",
]
