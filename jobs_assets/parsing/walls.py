"""Pages that are not what was asked for: bot walls, login walls, and shells that only JavaScript would fill.

Judged from the response alone, before any parser sees it. Precision first: a page that carries postings is
never a wall, and a word in a posting's text ("Cloudflare", "captcha") decides nothing.
"""

import re
from collections.abc import Mapping

from jobs_assets.pages import PageOutcome

_WALL_SIZE = 60_000
"""Interstitials are small; a page beyond this is judged by its markup's strongest marks alone."""
_HEAD = 16_000

# Marks that a vendor's interstitial needs to work and that no other page has; a script that merely watches
# visitors (as on many real pages) is not among them. Those of Kasada, Sucuri, DDoS-Guard, Distil and Imperva
# are still to be checked against a captured page.
_CHALLENGE = (
    b"/cdn-cgi/challenge-platform/h/",  # with _cf_chl_opt below: Cloudflare
    b"_cf_chl_opt",
    b"cf-browser-verification",
    b"cf_chl_prog",
    b"geo.captcha-delivery.com",  # DataDome
    b"captcha-delivery.com/c.js",
    b"px-captcha",  # PerimeterX / HUMAN
    b"_incapsula_resource",  # Imperva
    b"incapsula incident id",
    b"/_sec/cp_challenge/",  # Akamai
    b"sec-if-cpt-container",
    b"awswafcaptcha",  # AWS WAF
    b"gokuprops",
    b"ddos-guard/js-challenge",
    b"sucuri_cloudproxy_js",
    b"/distil_r_captcha.html",
    b"kpsdk.configure",  # Kasada
    b"anubis_challenge",
)
_ONLY_ALONE = frozenset({b"/cdn-cgi/challenge-platform/h/", b"_incapsula_resource"})
"""Marks that their vendor also puts on pages it let through: they need a refusing status or a page without
text.
"""

_TITLE = re.compile(rb"<title[^>]*>\s*([^<]{0,120})", re.IGNORECASE)
_WALL_TITLE = re.compile(
    rb"(?:just a moment|attention required|access denied|access to this page has been denied"
    rb"|pardon our interruption"
    rb"|are you (?:a )?(?:human|robot)|verify(?:ing)? (?:you are|that you are|you're) (?:a )?human"
    rb"|human verification"
    rb"|security check(?:point)?|checking your browser|bot (?:check|detection|verification)|ddos-guard"
    rb"|please wait\W*$"
    rb"|request unsuccessful|captcha|robot check|one more step|sucuri website firewall|you have been blocked"
    rb"|request rejected|making sure you're not a bot|vercel security checkpoint)",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(
    rb"^\W*(?:[^<|-]{0,40}[|-]\s*)?(?:log ?in|sign ?in|login required|authentication required|single sign-on"
    rb"|anmelden|anmeldung"
    rb"|connexion|se connecter|iniciar sesi(?:\xc3\xb3|o)n|account login|member login)\b(?!\s+(?:specialist"
    rb"|engineer))",
    re.IGNORECASE,
)
_PASSWORD = re.compile(rb"<input\b[^>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)
# JazzHR's table of openings is one without a row, too.
_POSTING_MARKS = (b"jobposting", b'"absolute_url"', b'"hostedurl"', b'"joburl"', b'id="jobs_table"')
_DROPPED = re.compile(
    rb"<(script|style|noscript|template|svg)\b.*?</\1\s*>|<!--.*?-->|<head\b.*?</head\s*>|<[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(
    rb"<(?:div|main|app-root|[a-z]+-app)\b[^>]*(?:\bid\s*=\s*[\"']?(?:root|app|__next|__nuxt|___gatsby"
    rb"|svelte|q-app|application|react-root|ember)\b"
    rb"[^>]*)?>\s*(?:<!--[^>]*-->\s*|<noscript\b.*?</noscript>\s*|loading(?:\.{3}"
    rb"|\xe2\x80\xa6)?\s*)*</(?:div|main|app-root|[a-z]+-app)>",
    re.IGNORECASE | re.DOTALL,
)
_NEEDS_SCRIPT = re.compile(
    rb"(?:enable|requires?|need|turn on|activate|without) java ?script|javascript (?:is )?(?:required"
    rb"|disabled|to run)",
    re.IGNORECASE,
)
_SIGN_IN_WORDS = re.compile(rb"sign in|log ?in|anmelden|connexion|se connecter|iniciar sesi", re.IGNORECASE)
_SHELL_TEXT = 200


def classify(body: bytes, content_type: str, status: int, headers: Mapping[str, str]) -> PageOutcome | None:
    """What stands in the page's place, or null for a page that is itself.

    `headers` are the response's, names in lower case. JSON, feeds and other types than HTML are walls only
    where a header says so.
    """
    if headers.get("cf-mitigated") == "challenge" or (
        "x-datadome" in headers and status in (401, 403, 405, 429)
    ):
        return PageOutcome.BOT_WALL
    if headers.get("x-amzn-waf-action") in ("challenge", "captcha"):
        return PageOutcome.BOT_WALL
    if "html" not in content_type.lower() and not body[:200].lstrip(
        b"\xef\xbb\xbf \t\r\n"
    ).lower().startswith((b"<!doctype html", b"<html")):
        return None
    refused = status in _REFUSING
    title = _title(body)
    thick = _has_content(body)
    if thick and not refused and not (_WALL_TITLE.match(title) or _LOGIN_TITLE.search(title)):
        return None
    lower = body.lower()
    if len(body) > 4 * _WALL_SIZE or any(mark in lower for mark in _POSTING_MARKS):
        return None
    return _html_wall(body, lower, title, refused)


_REFUSING = frozenset({401, 403, 405, 406, 429, 503})
_CONTENT = (b"</p>", b"</a>", b"</li>", b"</P>", b"</A>", b"</LI>")


def _has_content(body: bytes) -> bool:
    """Whether there are more paragraphs, links or items than an interstitial has. Stops at the first
    dozen.
    """
    for mark in _CONTENT:
        position = -1
        for _ in range(12):
            position = body.find(mark, position + 1)
            if position < 0:
                break
        else:
            return True
    return False


def _title(body: bytes) -> bytes:
    start = max(body.find(b"<title", 0, _HEAD), body.find(b"<TITLE", 0, _HEAD))
    match = _TITLE.match(body, start) if start >= 0 else None
    return match[1].strip().lower() if match else b""


def _html_wall(body: bytes, lower: bytes, title: bytes, refused: bool) -> PageOutcome | None:
    if len(body) <= _WALL_SIZE and _is_challenge(body, lower, title, refused):
        return PageOutcome.BOT_WALL
    if b"password" in lower and _is_login(body, lower, title):
        return PageOutcome.LOGIN_WALL
    if not refused and len(body) <= _WALL_SIZE and _is_shell(body, lower):
        return PageOutcome.EMPTY_SHELL
    return None


def _is_challenge(body: bytes, lower: bytes, title: bytes, refused: bool) -> bool:
    marks = [mark for mark in _CHALLENGE if mark in lower]
    named = _WALL_TITLE.match(title) is not None
    if refused:
        return bool(marks) or named
    if any(mark not in _ONLY_ALONE for mark in marks) or named:
        return len(_visible(body)) < 1500
    return bool(marks) and len(_visible(body)) < _SHELL_TEXT


def _is_login(body: bytes, lower: bytes, title: bytes) -> bool:
    """A page whose point is its password field: named so by its title, or with next to no other text."""
    if not _PASSWORD.search(lower):
        return False
    text = _visible(body)
    if _LOGIN_TITLE.search(title):
        return len(text) < 4000
    return len(text) < 400 and _SIGN_IN_WORDS.search(text) is not None


def _is_shell(body: bytes, lower: bytes) -> bool:
    """No text to read, a script to make some, and an empty root for it or a word that scripts are needed."""
    if b"<script" not in lower:
        return False
    start = lower.find(b"<body")
    tail = body[start:] if start >= 0 else body
    if len(tail) > 30_000 and len(_visible(tail[:30_000])) >= _SHELL_TEXT:
        return False
    if len(_visible(tail)) >= _SHELL_TEXT:
        return False
    return _ROOT.search(tail) is not None or _NEEDS_SCRIPT.search(tail) is not None


def _visible(body: bytes) -> bytes:
    """Roughly the text a reader would see; enough to tell a page from a shell."""
    return b" ".join(_DROPPED.sub(b" ", body).split())
