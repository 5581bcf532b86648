"""Whether the work is remote, hybrid or on site, from a field that says so. Free text is not read here."""

import re
from functools import lru_cache

from jobs_assets.postings import Workplace

_SIGNS = re.compile(r"[\W_]+")
_HYBRID = re.compile(r"\b(?:hybrid\w*|flexible|híbrido)\b")
_REMOTE = re.compile(
    r"\b(?:fully remote|remote|telecommute|work from home|wfh|télétravail|teletrabajo|home ?office|remoto)\b"
)
_ONSITE = re.compile(r"\b(?:on ?site|in ?office|in person|office(?: based)?|vor ort|sur site|presencial)\b")
_UNSURE = re.compile(
    r"\b(?:remote friendly|remote (?:eligible|optional|possible|ok)|not remote|no remote|non remote|or)\b"
)


@lru_cache(maxsize=2048)
def workplace_of(stated: str) -> Workplace | None:
    """The workplace that a field's value names ("On-Site", "Hybrid", "remote"), or null ("unspecified").

    Hybrid wins over remote in one value ("Hybrid / Remote days"). "Remote-friendly" and "remote or on-site"
    name no one workplace.
    """
    text = _SIGNS.sub(" ", stated[:200]).lower().strip().replace("onsite", "on site")
    if _HYBRID.search(text):
        return "hybrid"
    if _UNSURE.search(text):
        return None
    remote, onsite = bool(_REMOTE.search(text)), bool(_ONSITE.search(text))
    if remote == onsite:
        return None
    return "remote" if remote else "onsite"
