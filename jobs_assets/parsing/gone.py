"""Where a posting's address sends its reader on to: another address of the posting, or one that has none.

Addresses alone, no request; an answer of 404 or 410 needs no judgement and is `daily.py`'s.
"""

import re
from urllib.parse import unquote, urljoin, urlsplit

# The last part of an address that is a list of postings and no posting, in the languages of our boards.
_LIST = re.compile(
    r"(?:jobs?|careers?|vacanc(?:y|ies)|(?:open-)?positions?|(?:job-|current-)?openings?|job-?search|search"
    r"|opportunit(?:y|ies)|join-us|work-with-us|all-jobs|job-?board|listings?|index(?:\.\w+)?|home"
    r"|stellen|stellenangebote|stellenanzeigen|karriere|jobboerse|offene-stellen|emplois?|offres|carrieres?"
    r"|nos-offres|recrutement|empleos?|ofertas|vacantes|trabaja-con-nosotros|vacatures|werken-bij"
    r"|lavora-con-noi|posizioni-aperte|vagas|carreiras|[a-z]{2}(?:[-_][a-z]{2})?)\Z",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"(?:\A|[/?&=_.-])(?:404|410|not[-_]?found|job[-_]?not[-_]?found|no[-_]longer[-_]available|unavailable"
    r"|(?:job|position|posting)[-_]?(?:closed|expired|filled|gone)|expired|error=true)(?:\Z|[/?&=_.-])",
    re.IGNORECASE,
)


def leads_to_no_posting(url: str, location: str) -> bool:
    """Whether the redirect of a posting's address leads to its site's first page, to a list above it or to a
    page that says that there is no such posting.

        leads_to_no_posting("https://acme.example/jobs/12-baker", "/jobs")  # True
        leads_to_no_posting("https://acme.example/jobs/12-baker", "/de/jobs/12-baker")  # False

    Another host, a login or an address that names the posting again decide nothing.
    """
    if not location:
        return False
    try:
        own, target = urlsplit(url), urlsplit(urljoin(url, location.strip()))
    except ValueError:
        return False
    if target.scheme not in ("http", "https") or _host(own.netloc) != _host(target.netloc):
        return False
    before, after = _parts(own.path), _parts(target.path)
    if not before or before[-1] in after:
        return False
    if _SAYS_SO.search(f"{unquote(target.path)}?{target.query}") and not _SAYS_SO.search(own.path):
        return True
    if any(value for value in target.query.split("&") if value) and not set(after) <= set(before):
        return False
    return len(after) < len(before) + 1 and (not after or _LIST.match(after[-1]) is not None)


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def _parts(path: str) -> list[str]:
    return [part for part in unquote(path).lower().split("/") if part]
