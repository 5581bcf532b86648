"""A folder of recordings travels over HTTP byte for byte, in the vendors' shapes."""

import json
import re
from pathlib import Path

import pytest

from jobs_assets.errors import UsageError
from jobs_assets.samples.replay import replay_boards
from jobs_assets.samples.server import SampleServer
from tests.samples.loopback import get, listing_of

SHARED = Path(__file__).parents[2] / "../shared/data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    recordings = {
        "greenhouse/acme.json": '{"jobs": [ {"id": 7, "title": "Miller", "company_name": "Acme"} ]}',
        "greenhouse/bare.json": '[{"id": 1}, {"id": 2}]',
        "lever/acme.json": '[ {"id":"a","text":"One"}, {"id":"b","text":"Two"}, {"id":"c","text":"Three"} ]',
        "lever/single.json": '{"id": "only"}',
        "ashby/acme.json": '{"apiVersion":"1", "jobs":[{"id":"x"}]}',
        "pages/deep/Baker & Sons.html": "<html>\xe9</html>",
        "other/Baker & Sons.html": "<p>another</p>",
        f"pages/{'long-' * 30}.html": "<p>long</p>",
        "notes.txt": "no recording",
    }
    for name, text in recordings.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="latin-1" if "Baker" in name else "utf-8")
    return tmp_path


def test_envelopes_are_served_byte_for_byte(folder: Path) -> None:
    with SampleServer(postings=0, replay=folder) as server:
        for board in server.boards:
            if board.ats == "site" or board.token in ("bare", "single"):
                continue
            assert get(listing_of(board)).body == (folder / board.ats / f"{board.token}.json").read_bytes()


def test_bare_recordings_get_the_vendors_envelope(folder: Path) -> None:
    with SampleServer(postings=0, replay=folder) as server:
        bare = json.loads(get(f"{server.base_url}/v1/boards/bare/jobs").body)
        single = json.loads(get(f"{server.base_url}/v0/postings/single?mode=json").body)
    assert bare == {"jobs": [{"id": 1}, {"id": 2}], "meta": {"total": 2}}
    assert single == [{"id": "only"}]


def test_lever_recordings_are_paged(folder: Path) -> None:
    with SampleServer(postings=0, replay=folder) as server:
        url = f"{server.base_url}/v0/postings/acme?mode=json"
        pages = [json.loads(get(f"{url}&skip={skip}&limit=2").body) for skip in (0, 2, 4)]
    assert [[posting["id"] for posting in page] for page in pages] == [["a", "b"], ["c"], []]


def test_a_single_greenhouse_job_is_found_in_its_board(folder: Path) -> None:
    with SampleServer(postings=0, replay=folder) as server:
        base = f"{server.base_url}/v1/boards/acme"
        assert json.loads(get(f"{base}/jobs/7?pay_transparency=true").body)["title"] == "Miller"
        assert json.loads(get(base).body)["name"] == "Acme"
        assert get(f"{base}/jobs/8").status == 404


def test_a_page_is_reached_from_its_sites_sitemap_and_first_page(folder: Path) -> None:
    with SampleServer(postings=0, replay=folder) as server:
        sites = [board for board in server.boards if board.ats == "site"]
        bodies = set()
        for board in sites:
            (address,) = re.findall(r"<loc>(.*?)</loc>", get(f"{board.base_url}/sitemap.xml").body.decode())
            assert address.startswith(board.url or "")
            path = address.removeprefix((board.url or "").rstrip("/"))
            assert f'href="{path}"'.encode() in get(f"{board.base_url}/").body
            bodies.add(get(f"{board.base_url}{path}").body)
    assert bodies == {path.read_bytes() for path in folder.rglob("*.html")}


def test_names_become_hosts_that_are_valid_and_distinct(folder: Path) -> None:
    hosts = [board.token for board in replay_boards(folder, "http://127.0.0.1:1") if board.ats == "site"]
    assert len(set(hosts)) == 3
    assert all(re.fullmatch(r"[a-z0-9-]{1,63}\.replay\.example", host) for host in hosts)


def test_samples_and_recordings_are_served_side_by_side(folder: Path) -> None:
    with SampleServer(postings=32, replay=folder) as server:
        assert {get(listing_of(board)).status for board in server.boards} == {200}
        assert len(server.boards) > 20


def test_a_fault_befalls_a_recording_too(folder: Path) -> None:
    with SampleServer(postings=0, replay=folder, faults="5xx@lever:acme") as server:
        assert get(f"{server.base_url}/v0/postings/acme").status == 500
        assert get(f"{server.base_url}/v1/boards/acme/jobs").status == 200


def test_a_folder_without_recordings_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"greenhouse/\*\.json"):
        replay_boards(tmp_path, "")
    with pytest.raises(UsageError, match="no such folder"):
        replay_boards(tmp_path / "missing", "")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the recorded responses of shared/data are not here")
def test_every_real_capture_is_served_as_it_was_recorded() -> None:
    with SampleServer(postings=0, replay=SHARED) as server:
        for board in server.boards:
            if board.ats != "site":
                assert (
                    get(listing_of(board)).body == (SHARED / board.ats / f"{board.token}.json").read_bytes()
                )
        sites = [board for board in server.boards if board.ats == "site"]
        served = {get(f"{board.base_url}/jobs/posting.html").body for board in sites}
    assert len(sites) >= 50
    assert served == {path.read_bytes() for path in SHARED.rglob("*.html")}
