"""Finding JobPosting on a page, whatever the page does to it, each posting once and under a lasting id."""

import re

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.parsing.formats import structured_page
from jobs_assets.postings import Posting, Unparsed
from tests.parsing.pages import PAGE_URL, html, only, place, postings, results

ITEM = '{"@context":"https://schema.org","@type":"JobPosting","title":"Baker","description":"<p>Bread</p>"}'
ESCAPED = ITEM.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    "script",
    [
        ITEM,
        '{"@graph":[{"@type":"WebSite"},' + ITEM + "]}",
        "[" + ITEM + "]",
        "[[" + ITEM + "]]",
        '{"@type":"WebPage","mainEntity":' + ITEM + "}",
        '{"@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"item":' + ITEM + "}]}",
        ITEM.replace('"JobPosting"', '["Thing","JobPosting"]'),
        ITEM.replace('"JobPosting"', '"http://schema.org/JobPosting"'),
        ITEM.replace('"JobPosting"', '"schema:JobPosting"'),
        ITEM.replace("JobPosting", "\\u004aobPosting"),
        ESCAPED,
        "//<![CDATA[\n" + ITEM + "\n//]]>",
        "/*<![CDATA[*/" + ITEM + "/*]]>*/",
        "<![CDATA[" + ITEM + "]]>",
        "<!-- " + ITEM + " -->",
        ITEM.replace("<p>Bread", "<p>\nBread\t"),
        ITEM.replace("<p>Bread", "<p>\x01Bread"),
        ITEM.replace("}", ",}"),
        ITEM.replace("}", ', /* more */ "x": [1, 2, ], // end\n}'),
        ITEM.replace("}", ',"x":NaN,"y":-Infinity,"z":undefined}'),
        ITEM.replace('"title":"Baker"', '"title":"Cook","title":"Baker"'),
        ITEM.replace("}", ',"x":"it\\\'s"}'),
        ITEM + ";",
        "\ufeff" + ITEM,
    ],
    ids=lambda script: script[:40].encode("ascii", "replace").decode(),
)
def test_json_ld_in_every_wrapping_and_with_every_slip(script: str) -> None:
    posting = only("site", html(script))
    assert (posting.title, posting.description_text) == ("Baker", "Bread")
    assert posting.evidence["title"].source == "json_ld"


@pytest.mark.parametrize(
    "attributes",
    [
        'type="application/ld+json"',
        "type='application/ld+json'",
        "type=application/ld+json",
        'TYPE="APPLICATION/LD+JSON"',
        'type = "application/ld+json; charset=utf-8"',
        'type="application/ld&#43;json"',
        'type="application/ld&#x2B;json"',
        'data-note="a > b" class=x type="application/ld+json" id="jobs"',
        'nonce="abc"\ntype="application/ld+json"',
    ],
)
def test_scripts_with_odd_attributes(attributes: str) -> None:
    assert only("site", html(ITEM, attributes=attributes)).title == "Baker"


@pytest.mark.parametrize("end_tag", ["</script>", "</SCRIPT>", "</Script >"])
def test_a_script_ends_with_its_end_tag_in_any_case(end_tag: str) -> None:
    body = html(ITEM).replace(b"</script>", end_tag.encode())
    assert only("site", body).title == "Baker"


@pytest.mark.parametrize(
    "script",
    [
        f"<!-- <script type='application/ld+json'>{ITEM}</script> -->",
        f"<script>var s = '<script type=\"application/ld+json\">{ITEM}<\\/script>'</script>",
        f"<template><script type='text/plain'>{ITEM}</script></template>",
        f"<textarea><script type='application/ld+json'>{ITEM}</script></textarea>",
        f"<script type='text/plain' data-kind='application/ld+json'>{ITEM}</script>",
    ],
)
def test_what_a_browser_would_not_read_as_json_ld_is_none(script: str) -> None:
    assert results("site", f"<html><body>{script}</body></html>".encode()) == []


def test_a_script_that_never_ends_is_read_to_the_end() -> None:
    assert only("site", b'<script type="application/ld+json">' + ITEM.encode()).title == "Baker"


@pytest.mark.parametrize(
    ("charset", "content_type", "meta"),
    [
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("iso-8859-1", "text/html; charset=iso-8859-1", ""),
        ("cp1252", "text/html", ""),
        ("iso-8859-2", "text/html", '<meta charset="iso-8859-2">'),
        ("cp1252", "text/html; charset=utf-8", ""),
        ("cp1252", "text/html; charset=x-unknown", ""),
    ],
)
def test_the_charset_is_found_where_the_header_is_wrong_or_silent(
    charset: str, content_type: str, meta: str
) -> None:
    script = f"<script type='application/ld+json'>{ITEM.replace('Baker', 'Bäcker')}</script>"
    body = f"<html><head>{meta}{script}".encode(charset)
    assert only("site", body, content_type=content_type).title == "Bäcker"


def test_a_broken_script_is_unparsed_and_the_others_go_on() -> None:
    page = (
        html('{"@type":"JobPosting","title":')
        + b"<script type='application/ld+json'>"
        + ITEM.encode()
        + b"</script>"
    )
    broken, found = results("site", page)
    assert isinstance(broken, Unparsed)
    assert broken.reason == "not_json"
    assert isinstance(found, Posting)


def test_a_page_with_nine_postings_gives_nine() -> None:
    items = [{"@type": "ListItem", "item": {"@type": "JobPosting", "title": f"Baker {n}"}} for n in range(9)]
    found = postings("site", html(orjson.dumps({"@type": "ItemList", "itemListElement": items}).decode()))
    assert [one.title for one in found] == [f"Baker {n}" for n in range(9)]
    assert len({one.posting_id for one in found}) == 9


def test_one_posting_without_a_title_does_not_cost_the_others() -> None:
    found = results("site", html('[{"@type":"JobPosting"},' + ITEM + "]"))
    assert [type(one) for one in found] == [Unparsed, Posting]


def test_a_posting_stated_twice_is_given_once_in_its_fuller_version() -> None:
    short = ITEM.replace("<p>Bread</p>", "")
    assert only("site", html(f"[{short},{ITEM}]")).description_text == "Bread"


MICRODATA = """
<article itemscope itemtype="https://schema.org/JobPosting">
  <h1 itemprop="title">Baker</h1>
  <div itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><span
  itemprop="name">Acme</span></div> <meta itemprop="datePosted" content="2026-07-01"><time
  itemprop="validThrough" datetime="2026-09-01">September</time> <meta itemprop="employmentType"
  content="FULL_TIME"> <a itemprop="url" href="/jobs/12">Link</a>
  <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">
    <div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
      <span itemprop="addressLocality">Lyon</span> <meta itemprop="addressCountry" content="FR"></div></div>
  <div itemprop="baseSalary" itemscope itemtype="https://schema.org/MonetaryAmount"><meta itemprop="currency"
  content="EUR">
    <div itemprop="value" itemscope itemtype="https://schema.org/QuantitativeValue">
    <meta itemprop="value" content="15"><meta itemprop="unitText" content="HOUR"></div></div>
  <div itemprop="description"><h2>Role</h2><ul><li>Bake</li><li>Sell</li></ul><script>alert(1)</script></div>
</article>"""
RDFA = (
    MICRODATA.replace(
        'itemscope itemtype="https://schema.org/JobPosting"',
        'vocab="https://schema.org/" typeof="JobPosting"',
    )
    .replace("itemprop=", "property=")
    .replace('itemscope itemtype="https://schema.org/', 'typeof="')
)


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        (MICRODATA, "microdata"),
        (RDFA, "rdfa"),
        (RDFA.replace('property="', 'property="schema:').replace('typeof="', 'typeof="schema:'), "rdfa"),
    ],
)
def test_microdata_and_rdfa_say_the_same_as_json_ld(markup: str, source: str) -> None:
    posting = only("site", f"<html><body>{markup}</body></html>".encode())
    assert (posting.title, posting.hiring_organization, posting.url) == ("Baker", "Acme", PAGE_URL)
    assert (posting.date_posted, posting.valid_through) == ("2026-07-01", "2026-09-01")
    assert (posting.employment_type, place(posting)) == (["FULL_TIME"], [("Lyon", None, "FR")])
    [band] = posting.salary
    assert (band.min, band.max, band.currency, band.interval) == (15.0, 15.0, "EUR", "HOUR")
    assert posting.description_text == "Role\n\n- Bake\n- Sell"
    assert {one.source for one in posting.evidence.values()} == {source}


def test_microdata_as_successfactors_sends_it_with_properties_spread_over_the_page() -> None:
    page = b"""<div itemscope itemtype="http://schema.org/JobPosting" itemref="more">
    <span itemprop="title">Baker</span></div><span id="more" itemprop="description"><p>Bread</p></span>"""
    posting = only("site", page)
    assert (posting.title, posting.description_text) == ("Baker", "Bread")


def test_json_ld_beats_microdata_beats_rdfa_without_duplicates() -> None:
    markup = MICRODATA.replace(">Baker<", ">Baker (m/w/d)<") + RDFA
    assert only("site", html(ITEM, body=markup)).evidence["title"].source == "json_ld"
    assert only("site", f"<html>{markup}</html>".encode()).evidence["title"].source == "microdata"


def test_annotated_postings_that_the_json_ld_does_not_have_are_kept() -> None:
    items = [{"@type": "JobPosting", "title": title} for title in ("Baker", "Cook")]
    extra = MICRODATA.replace(">Baker<", ">Waiter<")
    found = postings("site", html(orjson.dumps(items).decode(), body=MICRODATA + extra))
    assert [(one.title, one.evidence["title"].source) for one in found] == [
        ("Baker", "json_ld"),
        ("Cook", "json_ld"),
        ("Waiter", "microdata"),
    ]


def test_a_page_that_states_no_posting_yields_nothing() -> None:
    assert (
        results("site", b"<html><body><h1>Careers</h1><p>We are hiring JobPosting experts</p></body></html>")
        == []
    )


def test_markup_that_names_job_posting_and_fills_in_nothing_is_unparsed() -> None:
    [found] = results("site", b"<html><body><a href='https://schema.org/JobPosting'>spec</a></body></html>")
    assert isinstance(found, Unparsed)
    assert found.reason == "no_job_posting"


# Identity and addresses


def item(**keys: str) -> dict[str, str]:
    return {"@type": "JobPosting", "title": "Baker"} | keys


def ids(*items: dict[str, str], url: str = PAGE_URL, head: str = "") -> list[str]:
    found = postings("site", html(orjson.dumps(items).decode(), head=head), url=url)
    return [one.posting_id.removeprefix("site:acme:") for one in found]


def test_an_identifier_is_the_id_unless_two_postings_share_it() -> None:
    assert ids(item(identifier="R-1"), item(identifier="R-2", title="Cook")) == ["R-1", "R-2"]
    shared = ids(item(identifier="R-1"), item(identifier="R-1", title="Cook"))
    assert "R-1" not in shared
    assert len(set(shared)) == 2


def test_the_id_of_an_unidentified_posting_is_its_address_without_what_does_not_tell_pages_apart() -> None:
    [plain] = ids(item())
    assert ids(item(), url=PAGE_URL + "/?utm_source=x#apply") == [plain]
    assert ids(item(), url=PAGE_URL.replace("https://", "http://www.")) == [plain]
    assert ids(item(), url=PAGE_URL + "?id=2") != [plain]
    assert ids(item(title="Baker (new)")) == [plain]


def test_postings_of_a_list_without_links_are_told_apart_by_title_and_stay_so_when_others_leave() -> None:
    both = ids(item(), item(title="Cook"))
    assert len(set(both)) == 2
    assert ids(item(), item(title="Cook"), item(title="Waiter"))[:2] == both


def test_a_list_with_links_gives_each_posting_the_id_of_its_own_page() -> None:
    first, second = ids(
        item(url="/jobs/1"), item(url="/jobs/2", title="Cook"), url="https://careers.acme.example/jobs"
    )
    assert [first] == ids(item(), url="https://careers.acme.example/jobs/1")
    assert [second] == ids(item(), url="https://careers.acme.example/jobs/2")


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        ("https://careers.acme.example/jobs/12-baker", "https://careers.acme.example/jobs/12-baker"),
        ("/jobs/12-baker", "https://careers.acme.example/jobs/12-baker"),
        ("https://www.acme.example/jobs/12", "https://www.acme.example/jobs/12"),
        ("https://other.example/jobs/12", PAGE_URL),
        ("javascript:alert(1)", PAGE_URL),
        ("http://[broken", PAGE_URL),
    ],
)
def test_the_address_is_the_postings_own_if_it_is_on_the_same_site(stated: str, url: str) -> None:
    assert only("site", html(orjson.dumps(item(url=stated)).decode())).url == url


def test_else_the_address_is_the_pages_canonical_one() -> None:
    link = '<link href="https://careers.acme.example/jobs/12-baker?a=1&amp;b=2" rel="canonical">'
    assert only("site", html(ITEM, head=link)).url == "https://careers.acme.example/jobs/12-baker?a=1&b=2"
    elsewhere = '<link rel=canonical href="https://other.example/">'
    assert only("site", html(ITEM, head=elsewhere)).url == PAGE_URL


def test_where_to_apply_is_the_contacts_or_the_actions_address() -> None:
    contact = {
        "@type": "JobPosting",
        "title": "Baker",
        "applicationContact": {"url": "https://apply.example/12"},
    }
    action = {
        "@type": "JobPosting",
        "title": "Baker",
        "potentialAction": {"@type": "ApplyAction", "target": "/apply/12"},
    }
    assert only("site", html(orjson.dumps(contact).decode())).apply_url == "https://apply.example/12"
    assert (
        only("site", html(orjson.dumps(action).decode())).apply_url == "https://careers.acme.example/apply/12"
    )


@given(
    st.sampled_from(["http://a.example/", "https://a.example/", "https://b.a.example/"]),
    st.text("ab.%/~-_?#", max_size=12),
    st.sampled_from(["http://a.example/", "https://a.example/x/y"]),
)
def test_the_short_way_to_an_address_is_the_long_one(origin: str, path: str, own: str) -> None:
    short = structured_page._same_site(origin + path, own)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(structured_page, "_PLAIN", re.compile(r"(?!)"))
        assert structured_page._same_site(origin + path, own) == short
