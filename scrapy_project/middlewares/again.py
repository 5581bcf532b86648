"""A request once more: what a second try keeps of the first, and what it must not."""

from scrapy import Request

# What one exchange left in a request's meta and the next one must find out anew.
_OF_ONE_EXCHANGE = (
    "host",
    "vendor",
    "leftover",
    "outcome",
    "message",
    "sent_at",
    "defect",
    "not_before",
    "validators",
    "robots",
    "permitted",
    "refused",
    "download_slot",
)


def ask_again(request: Request, url: str | None = None, **meta: object) -> Request:
    """The request anew, with `meta` over what it carried."""
    carried = {key: value for key, value in request.meta.items() if key not in _OF_ONE_EXCHANGE}
    again = request.replace(url=url or request.url, meta={**carried, **meta})
    for header in ("If-None-Match", "If-Modified-Since"):
        again.headers.pop(header, None)
    return again
