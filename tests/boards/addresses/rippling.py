"""Addresses of Rippling boards."""

CASES: list[tuple[str, str]] = [
    ("https://ats.rippling.com/acme/jobs", "rippling:acme"),
    ("https://ats.rippling.com/acme", "rippling:acme"),
    ("https://ats.rippling.com/acme/jobs?jobBoardSlug=acme&page=2", "rippling:acme"),
    ("https://ats.rippling.com/Acme-Bread/jobs", "rippling:Acme-Bread"),
    ("https://ats.rippling.com/acme/jobs/3c36e9c8-1bee-45a2-94fe-09f10ccbe10f", "rippling:acme"),
    ("https://ats.rippling.com/acme/jobs/3c36e9c8/apply?step=application", "rippling:acme"),
    ("https://ats.rippling.com/en-GB/acme/jobs", "rippling:acme"),
    ("https://ats.rippling.com/de-DE/acme/jobs/3c36e9c8-1bee-45a2-94fe-09f10ccbe10f", "rippling:acme"),
    ("ats.rippling.com/fr-CA/11fs-group-ltd/jobs", "rippling:11fs-group-ltd"),
    ("https://ats.rippling.com/api/v2/board/acme/jobs?page=0&pageSize=20", "rippling:acme"),
    ("https://api.rippling.com/platform/api/ats/v1/board/acme/jobs", "rippling:acme"),
    ("https://api.rippling.com/platform/api/ats/v2/board/acme/jobs/3c36e9c8", "rippling:acme"),
]  # fmt: skip

NOT: list[str] = [
    "https://ats.rippling.com/",
    "https://ats.rippling.com/en-GB",
    "https://ats.rippling.com/en-GB/",
    "https://ats.rippling.com/api/v2",
    "https://api.rippling.com/platform/api/ats/v1/board",
]
