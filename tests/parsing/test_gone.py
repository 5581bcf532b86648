"""Where a redirect from a posting's address leads: to the posting again, or to nothing of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.parsing.gone import leads_to_no_posting

URL = "https://careers.acme.example/jobs/12-baker"


@pytest.mark.parametrize(
    "location",
    [
        "/",
        "/jobs",
        "/jobs/",
        "https://careers.acme.example/jobs",
        "https://www.careers.acme.example/careers",
        "/karriere",
        "/de",
        "/jobs?error=true",
        "/?not_found=true",
        "/404",
        "/errors/page-not-found",
        "/jobs/expired",
        "/job-not-found?id=12",
    ],
)
def test_a_list_a_first_page_and_a_page_that_says_so_are_no_posting(location: str) -> None:
    assert leads_to_no_posting(URL, location)


@pytest.mark.parametrize(
    "location",
    [
        "",
        "/jobs/12-baker/",
        "/de/jobs/12-baker",
        "/jobs/12-baker?lang=de",
        "/jobs/12-head-baker",
        "/positions/12-baker",
        "/login?next=/jobs",
        "https://elsewhere.example/",
        "https://elsewhere.example/404",
        "javascript:void(0)",
        "http://[broken",
        "/about",
    ],
)
def test_the_posting_elsewhere_a_login_and_another_site_decide_nothing(location: str) -> None:
    assert not leads_to_no_posting(URL, location)


def test_an_address_that_is_a_list_itself_has_nothing_to_lose() -> None:
    assert not leads_to_no_posting("https://careers.acme.example/", "/jobs")
    assert not leads_to_no_posting("https://careers.acme.example/jobs", "/jobs/")


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_address_is_too_odd(url: str, location: str) -> None:
    assert leads_to_no_posting(url, location) in (True, False)


@given(st.from_regex(r"/[a-z]{2,8}/[0-9]{2,6}(-[a-z]+)?", fullmatch=True), st.sampled_from(["", "/", "?a=1"]))
def test_no_address_leads_away_to_itself(path: str, tail: str) -> None:
    assert not leads_to_no_posting(f"https://acme.example{path}", path + tail)
