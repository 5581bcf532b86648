"""`jobs boards add` of a company's own page: what is asked, what is found, what is written."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiohttp import web

from jobs_assets.boards.board import Board
from jobs_assets.boards.file import load_boards
from tests.cli.conftest import Finished, Run
from tests.crawl.loopback import Loopback, routes

EMBED = '<h1>Careers</h1><script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>'
Serve = Callable[[dict[str, object]], Loopback]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """A company's site on loopback, which the address guard is told to let through."""
    running: list[Loopback] = []

    def start(pages: dict[str, object]) -> Loopback:
        server = Loopback({"127.0.0.1": routes(**pages)})
        running.append(server.__enter__())
        monkeypatch.setenv("JOBS_CRAWL__ALLOW_HOSTS", f"127.0.0.1:{server.port}")
        monkeypatch.setenv("JOBS_CRAWL__DELAY", "0")
        monkeypatch.setenv("JOBS_CRAWL__CONTACT", "ana@acme.example")
        return server

    yield start
    for server in running:
        server.__exit__()


@pytest.fixture
def add(jobs: Run, tmp_path: Path) -> Callable[..., Finished]:
    """`jobs boards add` in an empty home."""
    return lambda *arguments: jobs("boards", "add", *arguments, "--home", tmp_path / "home")


def test_the_board_behind_a_careers_page_is_followed(
    serve: Serve, add: Callable[..., Finished], tmp_path: Path
) -> None:
    site = serve({"/careers": EMBED})
    document = add(site.url(path="/careers"), "--name", "Acme", "--json").document
    assert (document["board_id"], document["added"]) == ("greenhouse:acme", True)
    [found] = document["discovery"]["found"]
    assert (found["how"], found["sure"]) == ("embedded by a script", True)
    assert document["discovery"]["looked_at"] == [site.url(path="/careers")]
    assert load_boards(tmp_path / "home" / "boards.yaml") == [
        Board("greenhouse", "acme", name="Acme", url="https://job-boards.greenhouse.io/acme")
    ]
    assert [hit.path for hit in site.hits] == ["/robots.txt", "/careers"]
    assert {hit.headers["User-Agent"].partition("+")[2] for hit in site.hits} == {"ana@acme.example)"}


def test_one_step_further_is_looked_where_the_page_does_not_tell(
    serve: Serve, add: Callable[..., Finished]
) -> None:
    site = serve(
        {
            "/": '<a href="/about">About</a><a href="/careers">Careers</a>',
            "/careers": '<a href="https://jobs.lever.co/acme/1">Baker</a>',
        }
    )
    finished = add(site.url(path="/"))
    assert f"{site.url(path='/careers')} shows lever:acme (a link)." in finished.out
    assert "a weak sign" in finished.out
    assert site.paths() == ["/", "/careers"]


def test_redirects_are_followed_to_the_page(serve: Serve, add: Callable[..., Finished]) -> None:
    async def moved(_: web.Request) -> web.Response:
        return web.Response(status=301, headers={"Location": "/en/jobs"})

    site = serve({"/jobs": moved, "/en/jobs": EMBED})
    assert add(site.url(path="/jobs"), "--json").document["board_id"] == "greenhouse:acme"


def test_a_vendors_page_on_the_employers_own_host_is_written_with_its_kind(
    serve: Serve, add: Callable[..., Finished], tmp_path: Path
) -> None:
    site = serve({"/": '<meta name="generator" content="Teamtailor"><h1>Join us</h1>'})
    host = f"127.0.0.1:{site.port}"
    assert add(site.url(path="/"), "--json").document["board_id"] == f"teamtailor:{host}"
    text = (tmp_path / "home" / "boards.yaml").read_text()
    assert f"- ats: teamtailor\n    url: http://{host}\n" in text
    assert load_boards(tmp_path / "home" / "boards.yaml")[0].ats == "teamtailor"


def test_other_boards_on_the_page_are_told(serve: Serve, add: Callable[..., Finished]) -> None:
    site = serve({"/jobs": f'{EMBED}<a href="https://jobs.ashbyhq.com/sister">Sister</a>'})
    shown = add(site.url(path="/jobs")).out
    assert "ashby:sister (a link): jobs boards add https://jobs.ashbyhq.com/sister" in shown
    assert "Following greenhouse:acme." in shown


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<h1>Careers</h1><p>Write to us.</p>", "No board of a kind known here stands on it"),
        ('<div id="grnhse_app"></div>', "through Greenhouse, without saying on which board"),
    ],
)
def test_where_no_board_is_found_the_site_is_followed_and_that_is_said(
    html: str, said: str, serve: Serve, add: Callable[..., Finished]
) -> None:
    site = serve({"/careers": html})
    shown = add(site.url(path="/careers")).out
    assert said in " ".join(shown.split())
    assert f"Following site:127.0.0.1:{site.port}/careers." in shown


def test_what_robots_txt_closes_is_not_looked_at(serve: Serve, add: Callable[..., Finished]) -> None:
    site = serve({"/robots.txt": "User-agent: *\nDisallow: /", "/careers": EMBED})
    document = add(site.url(path="/careers"), "--json").document
    assert document["board_id"] == f"site:127.0.0.1:{site.port}/careers"
    assert "robots.txt disallows" in document["discovery"]["problem"]
    assert site.paths() == []


def test_an_address_of_a_private_network_is_not_looked_at(
    serve: Serve, add: Callable[..., Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = serve({"/careers": EMBED})
    monkeypatch.delenv("JOBS_CRAWL__ALLOW_HOSTS")
    document = add(site.url(path="/careers"), "--json").document
    assert document["ats"] == "site"
    assert "JOBS_CRAWL__ALLOW_HOSTS" in document["discovery"]["problem"]
    assert site.hits == []


def test_without_discovery_nothing_is_asked(serve: Serve, add: Callable[..., Finished]) -> None:
    site = serve({"/careers": EMBED})
    document = add(site.url(path="/careers"), "--no-discover", "--json").document
    assert (document["ats"], document["discovery"]) == ("site", None)
    assert site.hits == []


def test_a_site_followed_already_is_not_asked_again(serve: Serve, add: Callable[..., Finished]) -> None:
    site = serve({"/careers": EMBED})
    add(site.url(path="/careers"), "--no-discover")
    assert "is followed already" in add(site.url(path="/careers")).out
    assert site.hits == []


def test_a_dry_run_writes_nothing(add: Callable[..., Finished], tmp_path: Path) -> None:
    finished = add("https://jobs.lever.co/acme", "--dry-run", "--json")
    assert (finished.document["board_id"], finished.document["added"]) == ("lever:acme", False)
    assert not (tmp_path / "home").exists()


def test_a_kind_that_needs_opting_in_is_added_with_what_to_set(
    add: Callable[..., Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBS_CRAWL__OPT_IN", "icims")
    document = add("https://acme.wd5.myworkdayjobs.com/External", "--json").document
    assert document["added"]
    assert document["needs"] == "JOBS_CRAWL__OPT_IN=icims,workday"
    assert "set JOBS_CRAWL__OPT_IN=icims,workday" in document["warnings"][0]
    assert add("https://careers-acme.icims.com/jobs", "--json").document["needs"] is None


def test_a_recognised_address_loads_no_crawl_and_no_parser(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom jobs_assets.cli.main import status_of\n"
        f"status_of(['boards', 'add', 'https://jobs.lever.co/acme', '--home', {str(tmp_path)!r}])\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert set(done.stderr.split()) & {"scrapy", "aiohttp", "dagster", "turbohtml", "sqlalchemy"} == set()
    assert "yaml" in done.stderr.split(), "else this test does not see what is loaded"
