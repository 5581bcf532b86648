"""Greenhouse: one API for all boards, in two regions. developers.greenhouse.io/job-board.html."""

from jobs_assets.kinds.kind import BOARD, REST, Kind, Policy

KIND = Kind(
    ats="greenhouse",
    label="Greenhouse",
    spider="scrapy_project.spiders.greenhouse:GreenhouseSpider",
    parser="jobs_assets.parsing.formats.greenhouse",
    policy=Policy(documented=True, terms="Job Board API, public, no key for reading"),
    hosts=r"(job-)?boards(-api)?(\.eu)?\.greenhouse\.io|api\.greenhouse\.io",
    urls=(
        r"(?:job-)?boards(?P<region>\.eu)?\.greenhouse\.io/embed/[^?]*\?(?:.*&)?for=(?P<token>[^&]+).*",
        rf"(?:job-)?boards(?P<region>\.eu)?\.greenhouse\.io/(?!embed(?:[/?]|$)){BOARD}{REST}",
        rf"(?:boards-)?api(?P<region>\.eu)?\.greenhouse\.io/v1/boards/{BOARD}{REST}",
    ),
    public_url="https://job-boards{region}.greenhouse.io/{token}",
    lower_case_tokens=True,
)
