"""Where a request goes and what is on record: base_url, links, sitemaps."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapy_project.links import clean, is_paging, is_trap, links_of, looks_like_posting
from scrapy_project.origins import OriginMap
from scrapy_project.sitemaps import is_index, locations, unpacked

OWN = "https://careers.acme.example"
PATHS = st.from_regex(r"(/[a-z0-9]{1,6}){0,4}(\?[a-z]=[0-9]{1,3})?", fullmatch=True)


@given(
    path=PATHS, base=st.sampled_from(["http://127.0.0.1:8099", "http://127.0.0.1:8099/replay/acme/", None])
)
def test_an_address_comes_back_from_where_it_was_sent(path: str, base: str | None) -> None:
    origins = OriginMap(OWN, base)
    back = origins.recorded(origins.contacted(OWN + path))
    assert back in (OWN + path, f"{OWN}/{path}")


@pytest.mark.parametrize(
    ("url", "contacted"),
    [
        (f"{OWN}/jobs/1", "http://127.0.0.1:8099/replay/jobs/1"),
        (OWN, "http://127.0.0.1:8099/replay/"),
        ("https://careers.acme.example.evil.example/", "https://careers.acme.example.evil.example/"),
        ("https://elsewhere.example/jobs", "https://elsewhere.example/jobs"),
    ],
)
def test_only_the_boards_own_origin_is_sent_elsewhere(url: str, contacted: str) -> None:
    assert OriginMap(OWN, "http://127.0.0.1:8099/replay").contacted(url) == contacted


def test_a_link_from_the_root_of_the_stand_in_is_the_boards_own() -> None:
    origins = OriginMap(OWN, "http://127.0.0.1:8099/replay")
    assert origins.recorded("http://127.0.0.1:8099/jobs/1") == f"{OWN}/jobs/1"


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("https://a.example/jobs/1?utm_source=x&id=7&gclid=2#top", "https://a.example/jobs/1?id=7"),
        ("https://a.example:443", "https://a.example/"),
        ("HTTP://A.example:8080/J", "http://a.example:8080/J"),
        ("mailto:jobs@a.example", None),
        ("javascript:void(0)", None),
        ("https://a.example:port/", None),
        ("https://[::1/", None),
        (f"https://a.example/{'x' * 3000}", None),
    ],
)
def test_addresses_are_cleaned_of_what_makes_one_page_look_like_many(url: str, cleaned: str | None) -> None:
    assert clean(url) == cleaned


@given(st.text(max_size=80))
def test_cleaning_is_done_once_and_never_fails(text: str) -> None:
    once = clean(f"https://a.example/{text}")
    assert once is None or clean(once) == once


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/jobs/123",
        "https://a.example/careers/engineer",
        "https://a.example/en/open-positions/42",
        "https://a.example/stellenangebote/entwickler",
        "https://a.example/offres-emploi/12",
        "https://a.example/empleo/analista",
        "https://a.example/?job=7",
    ],
)
def test_an_address_that_speaks_of_postings_is_recognised(url: str) -> None:
    assert looks_like_posting(url)


@pytest.mark.parametrize(
    "url", ["https://a.example/about", "https://a.example/blog/jobless", "https://a.example/"]
)
def test_other_addresses_are_not(url: str) -> None:
    assert not looks_like_posting(url)


@pytest.mark.parametrize(
    ("url", "paging"),
    [
        ("https://a.example/jobs?page=2", True),
        ("https://a.example/jobs/page/3/", True),
        ("https://a.example/jobs?x=1&start=20", True),
        ("https://a.example/jobs/3", False),
        ("https://a.example/homepage/3x", False),
    ],
)
def test_further_pages_of_a_listing_are_told_from_postings(url: str, *, paging: bool) -> None:
    assert is_paging(url) is paging


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/jobs/1/apply",
        "https://a.example/jobs.pdf",
        "https://a.example/a/a/a/a",
        "https://a.example/events/2026/12/",
        "https://a.example/jobs?share=facebook",
    ],
)
def test_actions_files_and_places_without_end_are_traps(url: str) -> None:
    assert is_trap(url)


def test_links_are_read_with_base_entities_and_frames_each_once() -> None:
    page = b"""<html><head><base href="https://a.example/en/"><link rel="next" href="?page=2"></head>
    <a href="jobs/1?a=1&amp;b=2">one</a><a href="jobs/1?a=1&b=2">again</a><a href=" jobs/2 ">two</a><a>no</a>
    <iframe src="https://boards.example/embed/job_board"></iframe><a href="http://[">broken</a>"""
    found = [(link.url, link.pages) for link in links_of(page, "https://a.example/careers/")]
    assert sorted(found) == [
        ("https://a.example/en/?page=2", True),
        ("https://a.example/en/jobs/1?a=1&b=2", False),
        ("https://a.example/en/jobs/2", False),
        ("https://boards.example/embed/job_board", False),
    ]


@given(st.binary(max_size=500))
def test_links_of_any_bytes_are_addresses(body: bytes) -> None:
    assert all(link.url.startswith(("http://", "https://")) for link in links_of(body, "https://a.example/"))


def test_deeply_nested_tags_are_read() -> None:
    body = b"<div>" * 200_000 + b'<a href="/jobs/1">x</a>'
    assert [link.url for link in links_of(body, "https://a.example/")] in ([], ["https://a.example/jobs/1"])


@pytest.mark.parametrize(
    "text",
    [
        b"<urlset><url><loc>https://a.example/jobs/1?a=1&amp;b=2</loc></url></urlset>",
        b"<x:urlset xmlns:x='s'><x:url><x:loc> https://a.example/jobs/1?a=1&amp;b=2\n</x:loc></x:url>",
        b"<urlset><url><loc><![CDATA[https://a.example/jobs/1?a=1&b=2]]></loc>",
        b"<urlset><url><LOC>https://a.example/jobs/1?a=1&#38;b=2</LOC><broken",
        b"https://a.example/jobs/1?a=1&b=2\r\nnot an address\n",
    ],
)
def test_a_sitemap_is_read_in_any_of_its_forms(text: bytes) -> None:
    assert list(locations(unpacked(gzip.compress(text)))) == ["https://a.example/jobs/1?a=1&b=2"]
    assert not is_index(text)


def test_a_sitemap_expands_no_entities() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>https://a.example/&b;</loc></url>'
    assert list(locations(bomb)) == ["https://a.example/&b;"]


@given(st.binary(max_size=400))
def test_any_bytes_are_a_sitemap_of_something(text: bytes) -> None:
    assert isinstance(list(locations(text)), list)
