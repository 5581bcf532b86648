"""Addresses of Greenhouse boards, and of the vendor's own."""

CASES: list[tuple[str, str]] = [
    ("https://boards.greenhouse.io/acme", "greenhouse:acme"),
    ("https://boards.greenhouse.io/Acme/", "greenhouse:acme"),
    ("https://boards.greenhouse.io/acme/jobs/4000001", "greenhouse:acme"),
    ("https://boards.greenhouse.io/acme/jobs/4000001?gh_jid=4000001&gh_src=abc#app", "greenhouse:acme"),
    ("https://boards.greenhouse.io/acme/departments/12", "greenhouse:acme"),
    ("https://job-boards.greenhouse.io/acme", "greenhouse:acme"),
    ("https://job-boards.greenhouse.io/acme?departments[]=12&page=2", "greenhouse:acme"),
    ("https://job-boards.greenhouse.io/acme/jobs/4000001", "greenhouse:acme"),
    ("https://job-boards.greenhouse.io/acme/jobs/4000001/confirmation", "greenhouse:acme"),
    ("https://boards.eu.greenhouse.io/acme", "greenhouse:acme"),
    ("https://job-boards.eu.greenhouse.io/acme/jobs/4000001101", "greenhouse:acme"),
    ("https://boards.greenhouse.io/embed/job_board?for=acme", "greenhouse:acme"),
    ("https://boards.greenhouse.io/embed/job_board/js?for=acme", "greenhouse:acme"),
    ("https://boards.greenhouse.io/embed/job_app?for=acme&token=4000001", "greenhouse:acme"),
    (
        "https://boards.greenhouse.io/embed/job_app?token=4000001&for=acme&b=https%3A%2F%2Fx",
        "greenhouse:acme",
    ),
    ("https://job-boards.eu.greenhouse.io/embed/job_board?for=acme", "greenhouse:acme"),
    ("https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true", "greenhouse:acme"),
    ("https://boards-api.greenhouse.io/v1/boards/acme/jobs/4000001?pay_transparency=true", "greenhouse:acme"),
    ("https://boards-api.greenhouse.io/v1/boards/acme", "greenhouse:acme"),
    ("https://api.greenhouse.io/v1/boards/acme/departments", "greenhouse:acme"),
    ("boards.greenhouse.io/acme", "greenhouse:acme"),
]

NOT: list[str] = [
    "https://boards.greenhouse.io/",
    "https://boards.greenhouse.io/embed/job_board",
    "https://boards.greenhouse.io/embed/job_board?foo=acme",
    "https://job-boards.greenhouse.io",
    "https://boards-api.greenhouse.io/v1/boards",
    "https://boards-api.greenhouse.io/v2/acme",
]
