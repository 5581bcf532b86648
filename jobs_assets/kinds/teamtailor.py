"""Teamtailor: careers sites with two feeds. support.teamtailor.com, "RSS feed: how-to guide"."""

from jobs_assets.kinds.kind import REST, Kind, Policy

KIND = Kind(
    ats="teamtailor",
    label="Teamtailor",
    spider="scrapy_project.spiders.teamtailor:TeamtailorSpider",
    parser="jobs_assets.parsing.formats.teamtailor",
    policy=Policy(documented=True, terms="RSS and JSON feeds of a careers site, public, no key for reading"),
    hosts=r"(?:[a-z0-9-]+\.)*teamtailor\.com",
    urls=(
        # career.teamtailor.com is the vendor's own board, and one.
        r"(?!(?:www|app|api|support|integrations|status|partners?|developers?|docs|help|cdn|images|assets|go"
        r"|scripts|screenshots|blog)\.)"
        rf"(?P<token>[a-z0-9][a-z0-9-]*)(?P<region>\.[a-z]{{2}})?\.teamtailor\.com{REST}",
    ),
    public_url="https://{token}{region}.teamtailor.com",
    tokens=r"[a-z0-9][a-z0-9-]*",
    lower_case_tokens=True,
    own_domains=True,
)
