from pathlib import Path

import orjson
import pytest

from jobs_assets.cli.record import KEYS
from tests.cli.conftest import Finished, Run

GREENHOUSE = {
    "jobs": [
        {
            "id": 4000,
            "title": "Cook",
            "absolute_url": "https://job-boards.greenhouse.io/acme/jobs/4000",
            "location": {"name": "Berlin, Germany"},
            "content": "&lt;p&gt;Soup and bread.&lt;/p&gt;",
        },
        {"id": 4001, "absolute_url": "https://job-boards.greenhouse.io/acme/jobs/4001"},
    ],
    "meta": {"total": 2},
}
PAGE = """<html><head><script type="application/ld+json">
{"@type": "JobPosting", "title": "Cook", "description": "<p>Soup.</p>", "datePosted": "2026-11-01",
 "hiringOrganization": {"name": "Acme"}, "identifier": "7"}
</script></head><body>Soup</body></html>"""


def lines(finished: Finished) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in finished.out.splitlines()]


def test_a_board_capture_gives_a_posting_a_line_and_says_what_is_not_one(jobs: Run, tmp_path: Path) -> None:
    (tmp_path / "capture.json").write_bytes(orjson.dumps(GREENHOUSE))
    finished = jobs("extract", "--url", "https://boards.greenhouse.io/acme", "capture.json")
    [posting] = lines(finished)
    assert posting["posting_id"] == "greenhouse:acme:4000"
    assert posting["description_text"] == "Soup and bread."
    assert finished.status == 1, "one of the two could not be parsed"
    assert "Not parsed (no_title)" in finished.err


def test_every_key_of_the_contract_is_there_and_the_unknown_is_null(jobs: Run, tmp_path: Path) -> None:
    (tmp_path / "capture.json").write_bytes(orjson.dumps({"jobs": GREENHOUSE["jobs"][:1]}))
    finished = jobs("extract", "capture.json")
    assert finished.status == 0
    [posting] = lines(finished)
    assert tuple(posting) == KEYS
    assert (posting["skills"], posting["seniority"], posting["first_seen"]) == ([], None, None)


def test_a_page_is_read_by_its_structured_data(jobs: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    [posting] = lines(jobs("extract", "--url", "https://careers.acme.example/jobs/7", "page.html"))
    assert (posting["title"], posting["hiring_organization"]) == ("Cook", "Acme")


def test_a_text_is_its_first_line_and_itself(jobs: Run, tmp_path: Path) -> None:
    (tmp_path / "posting.txt").write_text("\nHead cook\n\nYou cook soup for two hundred people a day.\n")
    [posting] = lines(jobs("extract", "posting.txt"))
    assert posting["title"] == "Head cook"
    assert "You cook soup" in str(posting["description_text"])


def test_records_come_from_standard_input_in_order_with_their_ids(jobs_process: Run) -> None:
    records = [
        {
            "id": "b",
            "title": "Cook",
            "company": "Acme",
            "location": "Berlin, Germany",
            "description": "<p>Soup</p>",
        },
        {
            "id": 1,
            "title": "Baker",
            "company": None,
            "location": None,
            "description": "Bread",
            "url": "https://a.example/",
        },
    ]
    stdin = b"\n".join(orjson.dumps(record) for record in records)
    finished = jobs_process("extract", "--format", "records", stdin=stdin)
    first, second = lines(finished)
    assert finished.status == 0
    assert (first["id"], first["title"], first["description_text"]) == ("b", "Cook", "Soup")
    assert first["job_location"] == [{"city": "Berlin", "region": None, "country": "DE"}]
    assert (second["id"], second["url"], second["job_location"]) == (1, "https://a.example/", [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{", "unexpected end of data"),
        (b"[1]", "not a JSON object"),
        (b'{"id": 1, "title": "Cook"}', "`description` is missing"),
        (b'{"id": 1, "title": 3, "description": ""}', "`title` is not text"),
    ],
)
def test_a_broken_record_keeps_its_place_and_fails_the_command(
    jobs_process: Run, line: bytes, problem: str
) -> None:
    good = b'{"id": 2, "title": "Cook", "description": "Soup"}'
    finished = jobs_process("extract", "--format", "records", stdin=line + b"\n" + good)
    broken, whole = lines(finished)
    assert finished.status == 1
    assert problem in str(broken["error"])
    assert whole["id"] == 2
    assert "Line 1" in finished.err


def test_a_capture_without_a_posting_says_how_it_was_read(jobs: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_text('{"jobs": []}')
    finished = jobs("extract", "--format", "greenhouse", "empty.json")
    assert finished.status == 1
    assert "read as greenhouse" in finished.err


def test_a_capture_of_nobodys_shape_is_refused_with_the_formats_there_are(jobs: Run, tmp_path: Path) -> None:
    (tmp_path / "capture.json").write_text('{"vacancies": [{"name": "Cook"}]}')
    finished = jobs("extract", "capture.json")
    assert (finished.status, finished.out) == (2, "")
    assert "--url" in finished.err
    assert "workday" in finished.err


def test_a_page_that_says_its_posting_is_over_gives_no_posting_and_says_so(jobs: Run, tmp_path: Path) -> None:
    page = tmp_path / "closed.html"
    item = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Baker"}</script>'
    page.write_text(f"<html><body><h1>Baker</h1><p>This position has been filled.</p>{item}</body></html>")
    extracted = jobs("extract", str(page), "--url", "https://careers.acme.example/jobs/1")
    assert (extracted.status, extracted.out) == (0, "")
    assert "Closed (page_says_closed)" in extracted.err
    assert "This position has been filled." in extracted.err
