"""What stands in a page's place, told from pages that only talk about it."""

# ruff: noqa: E501 - markup and vendors' field names read best one case a line

import pytest

from jobs_assets.pages import PageOutcome
from jobs_assets.parsing.walls import classify
from tests.parsing.pages import SHARED_DATA

FILLER = "<p>We bake bread for the whole town and look for people who like to rise early.</p>" * 30


def judge(body: str, status: int = 200, **headers: str) -> PageOutcome | None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return classify(body.encode(), "text/html; charset=utf-8", status, named)


CLOUDFLARE = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body><div class="main-wrapper">
<noscript>Enable JavaScript and cookies to continue</noscript></div><script>(function(){window._cf_chl_opt={cvId:'3',cType:'managed'};
var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=1';}());</script></body></html>"""


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (CLOUDFLARE, 403),
        (CLOUDFLARE, 503),
        (CLOUDFLARE, 200),
        ("<html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1></body></html>", 403),
        ("<html><head><title>Access Denied</title></head><body>You don't have permission. Reference #18.1</body></html>", 403),
        ("<html><head><title>acme.example</title><script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script></head><body></body></html>", 403),
        ("<html><head><title>Access to this page has been denied</title></head><body><div id='px-captcha'></div></body></html>", 403),
        ("<html><body><iframe src='/_Incapsula_Resource?SWUDNSAI=31'>Request unsuccessful. Incapsula incident ID: 1-2</iframe></body></html>", 200),
        ("<html><head><title>Pardon Our Interruption</title></head><body><p>As you were browsing something made us think you might be a bot.</p></body></html>", 200),
        ("<html><head><title>Human Verification</title></head><body><script>AwsWafIntegration; window.gokuProps = {}</script></body></html>", 405),
        ("<html><head></head><body><div id='sec-if-cpt-container'></div><script src='/_sec/cp_challenge/x.js'></script></body></html>", 428),
        ("<html><head><title>Robot Check</title></head><body><form>Type the characters</form></body></html>", 200),
        ("<html><head><title>Making sure you're not a bot!</title></head><body><script id='anubis_challenge'></script></body></html>", 200),
    ],
)  # fmt: skip
def test_bot_walls(body: str, status: int) -> None:
    assert judge(body, status) is PageOutcome.BOT_WALL


def test_a_challenge_named_by_its_header_is_a_bot_wall_whatever_its_body() -> None:
    assert classify(b"{}", "application/json", 403, {"cf-mitigated": "challenge"}) is PageOutcome.BOT_WALL
    assert classify(b"", "text/html", 202, {"x-amzn-waf-action": "challenge"}) is PageOutcome.BOT_WALL


LOGIN = "<form action='/login'><input name=user><input type='password' name=p><button>Sign in</button></form>"


@pytest.mark.parametrize(
    "body",
    [
        f"<html><head><title>Sign In</title></head><body>{LOGIN}</body></html>",
        f"<html><head><title>Acme | Log in</title></head><body><h1>Welcome back</h1>{LOGIN}{'<a href=/x>Help</a>' * 20}</body></html>",
        f"<html><head><title>Anmelden</title></head><body>{LOGIN}</body></html>",
        f"<html><head><title>Acme</title></head><body><p>Please sign in to continue</p>{LOGIN}</body></html>",
    ],
)
def test_login_walls(body: str) -> None:
    assert judge(body) is PageOutcome.LOGIN_WALL


@pytest.mark.parametrize(
    "body",
    [
        "<html><head><title>Jobs</title><script src=/app.js></script></head><body><div id='root'></div></body></html>",
        "<html><head><title>Jobs</title></head><body><div id=app></div><script src=/app.js></script></body></html>",
        "<html><head><script>x</script></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div></body></html>",
        "<html><head><script src=a.js></script></head><body><app-root></app-root></body></html>",
        "<html><head><script src=a.js></script></head><body><div id='__next'><!-- --></div></body></html>",
        "<html><head><script src=a.js></script></head><body><p>JavaScript is required to view this page.</p></body></html>",
        "<html><head><script src=a.js></script></head><body><div id='app'>Loading...</div></body></html>",
    ],
)  # fmt: skip
def test_empty_shells(body: str) -> None:
    assert judge(body) is PageOutcome.EMPTY_SHELL


POSTING = '<script type="application/ld+json">{"@type":"JobPosting","title":"Engineer"}</script>'


@pytest.mark.parametrize(
    "body",
    [
        f"<html><head><title>Engineer, Cloudflare Workers</title></head><body>{FILLER}Know Cloudflare, DataDome, captcha and px-captcha.</body></html>",
        f"<html><head><title>Captcha Engineer</title></head><body>{FILLER}</body></html>",
        f"<html><head><title>Security Check Supervisor</title></head><body>{FILLER}</body></html>",
        f"<html><head><title>Login Specialist</title></head><body>{FILLER}</body></html>",
        f"<html><head><title>Careers</title></head><body>{FILLER}<aside>{LOGIN}</aside></body></html>",
        f"<html><head><title>Just a moment...</title>{POSTING}</head><body><div id=root></div><script>x</script></body></html>",
        f"<html><head><title>Jobs</title></head><body>{FILLER}<script src='/cdn-cgi/challenge-platform/h/b/scripts/jsd/main.js'></script></body></html>",
        f"<html><head><title>Jobs</title></head><body>{FILLER}<script src='/_Incapsula_Resource?SWJIYLWA=1'></script></body></html>",
        "<html><head><title>Jobs</title></head><body><h1>Open positions</h1><p>None at the moment.</p></body></html>",
        "<html><body><p>Baker</p></body></html>",
        "",
    ],
)  # fmt: skip
def test_pages_that_are_themselves(body: str) -> None:
    assert judge(body) is None


def test_json_and_sitemaps_are_never_walls_by_their_words() -> None:
    assert classify(b'{"title": "Captcha engineer"}', "application/json", 200, {}) is None
    assert classify(b"<?xml version='1.0'?><urlset></urlset>", "application/xml", 200, {}) is None


def test_html_sent_as_something_else_is_still_looked_at() -> None:
    assert classify(CLOUDFLARE.encode(), "application/json", 200, {}) is PageOutcome.BOT_WALL


# Captures that a browser's JavaScript would fill; every other capture is a page.
SHELLS = {"source-ats-beisen__beisen-register.html"}


def test_no_captured_page_is_taken_for_a_wall() -> None:
    if not SHARED_DATA.is_dir():
        pytest.skip(f"no captures at {SHARED_DATA}")
    pages = [
        path
        for folder in ("html_career_pages", "html_liveness")
        for path in (SHARED_DATA / folder).rglob("*.html")
    ]
    assert len(pages) > 70
    judged = {path.name: classify(path.read_bytes(), "text/html", 200, {}) for path in pages}
    assert {name for name, outcome in judged.items() if outcome} == SHELLS
