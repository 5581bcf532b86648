"""The ATS behind a careers page, on small pages as companies write them, for every kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.boards.careers_links import careers_links, site_name, site_of
from jobs_assets.boards.discovery import SURE, SeenPage, boards_behind, mute_widgets
from jobs_assets.kinds import KINDS

HERE = "https://www.acme.example/careers"

# What stands on the page, and the board behind it.
PAGES: list[tuple[str, str]] = [
    # Greenhouse
    ('<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>', "greenhouse:acme"),
    ('<iframe src="https://job-boards.eu.greenhouse.io/embed/job_board?for=acme&b=x">', "greenhouse:acme"),
    ('<a href="https://boards.greenhouse.io/acme/jobs/4001">Baker</a>', "greenhouse:acme"),
    (
        '<script>fetch("https:\\/\\/boards-api.greenhouse.io\\/v1\\/boards\\/acme\\/jobs?content=true")</script>',
        "greenhouse:acme",
    ),
    ('<div id="jobs"></div><script>var ghBoard = "acme";</script>', "greenhouse:acme"),
    # Lever
    ('<a href="https://jobs.lever.co/acme">Openings</a>', "lever:acme"),
    ('<a class="job" href="//jobs.eu.lever.co/acme/0b8f6c1e?lever-source=site">Baker</a>', "lever:acme"),
    (
        "<script>window.leverJobsOptions = {includeCss: true, accountName: 'acme'};</script>"
        '<script src="https://andreasmb.github.io/lever-jobs-embed/index.js"></script>',
        "lever:acme",
    ),
    ('<script>$.getJSON("https://api.lever.co/v0/postings/acme?mode=json")</script>', "lever:acme"),
    # Ashby
    (
        '<div id="ashby_embed"></div><script src="https://jobs.ashbyhq.com/acme/embed?version=2">',
        "ashby:acme",
    ),
    ('<iframe data-src="https://jobs.ashbyhq.com/Acme%20Bakery?embed=js">', "ashby:Acme Bakery"),
    (
        '<script>const url = "https://api.ashbyhq.com/posting-api/job-board/acme";</script>',
        "ashby:acme",
    ),
    # Workable
    ('<a href="https://apply.workable.com/acme/j/0A1B2C3D4E/">Baker</a>', "workable:acme"),
    ('<a href="https://acme.workable.com/">All jobs</a>', "workable:acme"),
    (
        '<script src="https://www.workable.com/assets/embed.js"></script>'
        "<script>whr(document).ready(function(){ whr_embed(123456, {detail: 'titles'}); });</script>",
        "workable:123456",
    ),
    # Personio
    ('<iframe src="https://acme.jobs.personio.de/?language=de" width="100%"></iframe>', "personio:acme"),
    ('<a href="https://acme.jobs.personio.com/job/12345?_pc=1">Bäcker</a>', "personio:acme"),
    ("<script>load('https://acme.jobs.personio.de/xml')</script>", "personio:acme"),
    # Recruitee
    ('<a href="https://acme.recruitee.com/o/baker">Baker</a>', "recruitee:acme"),
    (
        '<meta property="og:image" content="https://careers.recruiteecdn.com/image/upload/x.png">',
        "recruitee:www.acme.example",
    ),
    # Teamtailor
    ('<a href="https://acme.teamtailor.com/jobs">Lediga jobb</a>', "teamtailor:acme"),
    ('<meta name="generator" content="Teamtailor">', "teamtailor:www.acme.example"),
    (
        '<link rel="stylesheet" href="https://assets-aws.teamtailor-cdn.com/assets/packs/careersite.css">'
        '<a href="https://app.teamtailor.com/login">Log in</a>',
        "teamtailor:www.acme.example",
    ),
    # Rippling
    ('<a href="https://ats.rippling.com/en-GB/acme/jobs">See roles</a>', "rippling:acme"),
    ('<iframe src="https://ats.rippling.com/acme/jobs?embed=true">', "rippling:acme"),
    # Gem
    ('<a href="https://jobs.gem.com/acme/am9icG9zdDo">Baker</a>', "gem:acme"),
    ('<script>get("https://api.gem.com/job_board/v0/acme/job_posts/")</script>', "gem:acme"),
    # SmartRecruiters
    (
        "<script src='https://static.smartrecruiters.com/job-widget/1.8.7/script/smart_widget.js'></script>"
        '<script>widget({"searchField": "", "company_code": "AcmeBakery", "auto_width": "auto"});</script>',
        "smartrecruiters:AcmeBakery",
    ),
    ('<a href="https://jobs.smartrecruiters.com/Acme/743999-baker">Baker</a>', "smartrecruiters:Acme"),
    # Workday
    (
        '<a href="https://acme.wd5.myworkdayjobs.com/en-US/External">Search jobs</a>',
        "workday:acme/external",
    ),
    (
        '<a href="/out?to=https%3A%2F%2Facme.wd3.myworkdayjobs.com%2FCareers">Search jobs</a>',
        "workday:acme/careers",
    ),
    # JazzHR
    ('<iframe src="https://acme.applytojob.com/apply/jobs/">', "jazzhr:acme"),
    ('<script src="https://app.jazz.co/widgets/basic/create/acme"></script>', "jazzhr:acme"),
    # iCIMS
    ('<iframe src="https://careers-acme.icims.com/jobs/search?ss=1&in_iframe=1">', "icims:careers-acme"),
    ('<a href="https://careers-acme.icims.com/jobs/intro">Apply here</a>', "icims:careers-acme"),
    # SuccessFactors
    (
        '<script src="https://rmkcdn.successfactors.com/1a2b/3c4d.js"></script><div class="jobs"></div>',
        "successfactors:www.acme.example",
    ),
    (
        '<a href="https://career5.successfactors.eu/career?company=acme&career_ns=job_listing">Jobs</a>',
        "successfactors:career5.successfactors.eu/acme",
    ),
    # BambooHR
    (
        '<div id="BambooHR" data-domain="acme.bamboohr.com" data-version="1.0.0"></div>'
        '<script src="https://acme.bamboohr.com/js/embed.js" async></script>',
        "bamboohr:acme",
    ),
    ('<div id="BambooHR" data-domain="acme.bamboohr.com" data-departmentId=""></div>', "bamboohr:acme"),
    # Breezy HR
    ('<a href="https://acme.breezy.hr/p/0a1b2c-baker">Baker</a>', "breezy:acme"),
    ('<iframe src="https://acme.breezy.hr/?embed=true">', "breezy:acme"),
    # Pinpoint
    ('<script>fetch("https://acme.pinpointhq.com/postings.json")</script>', "pinpoint:acme"),
    ('<a href="https://acme.pinpointhq.com/en/postings/fca592d6">Baker</a>', "pinpoint:acme"),
    # Manatal
    ('<a href="https://www.careers-page.com/acme/job/L1X2Y3">Baker</a>', "manatal:acme"),
    # Comeet
    ('<a href="https://www.comeet.com/jobs/acme/12.345/baker/67.890">Baker</a>', "comeet:12.345"),
    (
        '<script>window.comeetInit = function () { COMEET.init({"token": "12345ABCDEF12345", '
        '"company-uid": "12.34A", "company-name": "acme"}); };</script>',
        "comeet:12.34A",
    ),
    (
        '<script>var comeetvar = {"comeet_uid":"12.34A","comeet_token":"12345ABCDEF12345"};</script>',
        "comeet:12.34A",
    ),
    # JOIN
    ('<a href="https://join.com/companies/acme/1234567-baker">Bäcker</a>', "join:acme"),
    # Eightfold
    ('<a href="https://acme.eightfold.ai/careers?domain=acme.example">Search</a>', "eightfold:acme"),
    (
        '<script>window._EF_GROUP_ID = "acme.example"; window._EF_PRODUCT = "PCS";</script>',
        "eightfold:www.acme.example",
    ),
]


def page(html: str, url: str = HERE, *through: str) -> SeenPage:
    return SeenPage(url, f"<!doctype html><html><body>{html}</body></html>".encode(), through)


def ids(*pages: SeenPage) -> list[str]:
    return [found.board.board_id for found in boards_behind(pages)]


@pytest.mark.parametrize(("html", "board_id"), PAGES)
def test_a_careers_page_gives_its_board_away(html: str, board_id: str) -> None:
    assert ids(page(html))[0] == board_id


def test_every_kind_is_found_behind_a_page() -> None:
    assert len(PAGES) >= 40
    assert {board_id.partition(":")[0] for _, board_id in PAGES} == set(KINDS) - {"site", "feed"}


def test_what_is_found_can_be_written_down_again() -> None:
    for html, _ in PAGES:
        [found, *_] = boards_behind([page(html)])
        assert found.votes >= 1
        assert found.how
        assert found.page == HERE


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<h1>Careers</h1><p>Write to jobs@acme.example</p>",
        '<a href="https://www.greenhouse.io">Powered by Greenhouse</a>',
        '<a href="https://www.teamtailor.com/?utm_source=x">Career site by Teamtailor</a>',
        '<img src="https://images.teamtailor-cdn.com/images/s3/logo.png">',
        '<a href="https://www.smartrecruiters.com">SmartRecruiters</a>',
        '<script src="https://static.smartrecruiters.com/job-widget/1.8.7/script/smart_widget.js"></script>',
        '<a href="https://www.workable.com/pricing">Workable</a>',
        '<a href="https://join.com">JOIN</a><a href="https://www.comeet.com/">Comeet</a>',
        '<a href="/careers/baker">Baker</a><a href="https://other.example/jobs">Others</a>',
        '<a href="https://remoteok.com/remote-dev-jobs">Remote OK</a>',
    ],
)
def test_nothing_is_found_where_no_board_is_named(html: str) -> None:
    assert ids(page(html)) == []


def test_an_embedded_board_weighs_more_than_links_to_anothers() -> None:
    html = (
        '<a href="https://jobs.lever.co/investor/1">x</a><a href="https://jobs.lever.co/investor/2">y</a>'
        '<iframe src="https://jobs.ashbyhq.com/bakery?embed=js"></iframe>'
    )
    assert ids(page(html)) == ["ashby:bakery", "lever:investor"]


def test_a_board_named_like_the_site_comes_before_others_that_it_links_to() -> None:
    html = "".join(
        f'<a href="https://jobs.lever.co/{name}">{name}</a>' for name in ("bolt", "acme-2", "crisp")
    )
    assert ids(page(html, "https://careers.acme.co.uk/"))[0] == "lever:acme-2"


def test_most_links_win_and_a_link_said_twice_counts_once() -> None:
    html = (
        '<a href="https://jobs.lever.co/one/1">1</a><a href="https://jobs.lever.co/one/2">2</a>'
        + '<a href="https://jobs.lever.co/two/1">1</a>' * 9
    )
    [first, second] = boards_behind([page(html)])
    assert (first.board.token, first.how) == ("one", "2 links")
    assert (second.board.token, second.how) == ("two", "a link")


def test_where_votes_are_equal_the_nearer_page_is_believed() -> None:
    near = page('<a href="https://jobs.lever.co/near">x</a>')
    far = page('<a href="https://jobs.lever.co/far">x</a>', f"{HERE}/open")
    assert ids(near, far) == ["lever:near", "lever:far"]


def test_a_redirect_to_a_board_is_the_strongest_sign() -> None:
    seen = page("<p>refused</p>", "https://jobs.lever.co/bakery", HERE)
    [found] = boards_behind([seen])
    assert (found.board.board_id, found.how) == ("lever:bakery", "a redirect")
    assert found.votes >= SURE


def test_a_redirect_on_the_way_counts_as_well() -> None:
    seen = page("", "https://login.acme.example/", HERE, "https://acme.wd5.myworkdayjobs.com/External")
    assert ids(seen) == ["workday:acme/external"]


def test_an_own_domain_weighs_more_than_links_to_the_vendors_host() -> None:
    links = "".join(f'<a href="https://acme.teamtailor.com/jobs/{number}">x</a>' for number in range(30))
    html = f'<meta name="generator" content="Teamtailor">{links}'
    assert ids(page(html, "https://careers.acme.example/jobs"))[0] == "teamtailor:careers.acme.example"


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ('<div class="teamtailor-jobs-widget" data-teamtailor-api-key="x"></div>', "Teamtailor"),
        ('<script src="https://jobs-widget.recruiteecdn.com/widget.js"></script>', "Recruitee"),
        ('<script src="https://join.com/api/widget/bundle/eyJh.eyJz.x"></script>', "JOIN"),
        ('<div id="grnhse_app"></div>', "Greenhouse"),
    ],
)
def test_a_widget_that_does_not_say_whose_it_is_is_named(html: str, label: str) -> None:
    assert boards_behind([page(html)]) == []
    assert mute_widgets([page(html)]) == [label]


@given(st.binary(max_size=300), st.sampled_from([HERE, "http://[::1]:8/", "https://acme.co.uk"]))
def test_any_bytes_are_read_without_breaking(body: bytes, url: str) -> None:
    assert isinstance(boards_behind([SeenPage(url, body, (url,))]), list)
    assert isinstance(careers_links(body, url), list)


def test_a_page_of_hostile_length_is_read() -> None:
    body = (b"<meta " * 20_000) + (b"comeet token='" * 20_000) + b'<a href="https://jobs.lever.co/acme">x</a>'
    assert ids(SeenPage(HERE, body)) == ["lever:acme"]


HOME = "https://www.acme.example/"


@pytest.mark.parametrize(
    ("html", "link"),
    [
        ('<a href="/careers">Careers</a>', "https://www.acme.example/careers"),
        ('<a href="/about/jobs/">We are growing</a>', "https://www.acme.example/about/jobs/"),
        ('<a href="/x"> Open positions → </a>', "https://www.acme.example/x"),
        ('<a href="https://careers.acme.example/">Work</a>', "https://careers.acme.example/"),
        ('<a href="/karriere.html">Karriere</a>', "https://www.acme.example/karriere.html"),
        ('<a href="/u/7">Offene Stellen</a>', "https://www.acme.example/u/7"),
        ('<a href="/fr/recrutement">Nous rejoindre</a>', "https://www.acme.example/fr/recrutement"),
        ('<a href="/es/trabaja-con-nosotros">Únete</a>', "https://www.acme.example/es/trabaja-con-nosotros"),
        ('<a href="/nl/x">Werken bij Acme</a>', "https://www.acme.example/nl/x"),
        ('<a href="/sv/lediga-jobb#top">Lediga jobb</a>', "https://www.acme.example/sv/lediga-jobb"),
    ],
)
def test_a_site_leads_to_its_openings(html: str, link: str) -> None:
    assert careers_links(page(f'<a href="/shop">Shop</a>{html}').body, HOME) == [link]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://other.example/careers">Careers</a>',
        '<a href="/">Jobs</a>',
        '<a href="mailto:jobs@acme.example">Jobs</a>',
        '<a href="/news/steve-jobs-biography-review">A book about jobs of the past, reviewed</a>',
        '<a href="https://[bad/careers">Careers</a>',
    ],
)
def test_other_links_are_not_taken_for_openings(html: str) -> None:
    assert careers_links(page(html).body, HOME) == []


def test_a_list_of_openings_comes_before_a_page_about_working_there() -> None:
    html = (
        '<a href="/careers">Careers</a><a href="/careers/openings">See all jobs</a><a href="/jobs">Jobs</a>'
    )
    assert careers_links(page(html).body, HOME) == [
        "https://www.acme.example/careers/openings",
        "https://www.acme.example/jobs",
    ]


@pytest.mark.parametrize(
    ("url", "site", "name"),
    [
        ("https://careers.acme.co.uk/x", "acme.co.uk", "acme"),
        ("https://www.acme.example", "acme.example", "acme"),
        ("http://127.0.0.1:80/x", "127.0.0.1", "127"),
        ("https://acme.io", "acme.io", "acme"),
    ],
)
def test_a_site_is_what_its_owner_registered(url: str, site: str, name: str) -> None:
    assert (site_of(url), site_name(url)) == (site, name)
