"""The boards' answers: the vendors' shapes, the vendors' own addresses, pages of a real page's weight."""

import re
from datetime import datetime
from typing import Any

import orjson
import pytest

from jobs_assets.boards.board import Board, board_at
from jobs_assets.pages import SourcePage
from jobs_assets.parsing.formats import ashby, greenhouse, lever, structured_page
from jobs_assets.postings import Posting
from jobs_assets.samples.answers import Answer, asked
from jobs_assets.samples.catalog import SampleCatalog, sample_boards
from jobs_assets.samples.truth import truth

CATALOG = SampleCatalog(1_600, seed=7)
BOARDS = CATALOG.boards("http://127.0.0.1:1")
TRUTH = {label["posting_id"]: label for label in CATALOG.truth()}


def page(path: str, **query: str) -> Answer:
    question = asked(path, query)
    assert question is not None
    answer = CATALOG.answer(question)
    assert answer is not None, path
    return answer


def document(path: str, **query: str) -> Any:  # noqa: ANN401 JSON
    return orjson.loads(page(path, **query).body)


def of_kind(ats: str) -> list[Board]:
    return [board for board in BOARDS if board.ats == ats]


def path_of(board: Board) -> str:
    return {
        "greenhouse": "/v1/boards/{}/jobs",
        "lever": "/v0/postings/{}",
        "ashby": "/posting-api/job-board/{}",
    }[board.ats].format(board.token)


def test_every_kind_has_several_employers() -> None:
    assert {ats: len(of_kind(ats)) for ats in ("greenhouse", "lever", "ashby", "site")} == {
        "greenhouse": 4,
        "lever": 4,
        "ashby": 4,
        "site": 4,
    }


def test_boards_are_reached_under_the_base_url_and_recorded_under_their_own() -> None:
    for board in sample_boards(1_600, 7, "http://127.0.0.1:8099"):
        below = f"/site/{board.token.split('.')[1]}" if board.ats == "site" else ""
        assert board.base_url == f"http://127.0.0.1:8099{below}"
        assert board.url is not None
        assert board_at(board.url).board_id == board.board_id


def test_no_page_names_the_server() -> None:
    for board in BOARDS[:8]:
        if board.ats != "site":
            body = page(path_of(board), content="true", includeCompensation="true").body
        else:
            body = page(f"/site/{board.token.split('.')[1]}/").body
        assert b"127.0.0.1" not in body
        assert b"localhost" not in body


def test_a_greenhouse_job_has_the_keys_of_the_real_api() -> None:
    board = document(path_of(of_kind("greenhouse")[0]), content="true")
    assert board["meta"] == {"total": len(board["jobs"])}
    assert set(board["jobs"][0]) == {
        "absolute_url",
        "data_compliance",
        "internal_job_id",
        "location",
        "metadata",
        "id",
        "updated_at",
        "requisition_id",
        "title",
        "company_name",
        "first_published",
        "language",
        "application_deadline",
        "content",
        "departments",
        "offices",
    }
    assert board["jobs"][0]["content"].startswith("&lt;div class=&quot;content-intro&quot;&gt;")


def test_greenhouse_leaves_the_content_out_unless_asked() -> None:
    jobs = document(path_of(of_kind("greenhouse")[0]))["jobs"]
    assert not [job for job in jobs if {"content", "departments", "offices"} & set(job)]


def test_greenhouse_states_pay_only_on_the_job_itself_and_in_cents() -> None:
    token = of_kind("greenhouse")[0].token
    jobs = document(f"/v1/boards/{token}/jobs")["jobs"]
    details = [document(f"/v1/boards/{token}/jobs/{job['id']}", pay_transparency="true") for job in jobs]
    ranges = [each for detail in details for each in detail["pay_input_ranges"]]
    assert ranges
    assert all(each["min_cents"] % 25 == 0 for each in ranges)
    assert "pay_input_ranges" not in document(f"/v1/boards/{token}/jobs/{jobs[0]['id']}")


def test_a_lever_posting_has_the_keys_of_the_real_api() -> None:
    posting = document(path_of(of_kind("lever")[0]))[0]
    assert set(posting) - {"salaryRange", "salaryDescription", "salaryDescriptionPlain"} == {
        "additional",
        "additionalPlain",
        "categories",
        "createdAt",
        "description",
        "descriptionPlain",
        "id",
        "lists",
        "text",
        "country",
        "workplaceType",
        "opening",
        "openingPlain",
        "descriptionBody",
        "descriptionBodyPlain",
        "hostedUrl",
        "applyUrl",
    }
    assert set(posting["categories"]) == {"commitment", "department", "location", "team", "allLocations"}
    assert datetime.fromtimestamp(posting["createdAt"] / 1000).year == 2026  # noqa: DTZ006 the year is enough


def test_lever_pages_by_skip_and_limit() -> None:
    path = path_of(max(of_kind("lever"), key=lambda board: len(document(path_of(board)))))
    everything = document(path)
    assert len(everything) == 150
    pages = [document(path, skip=str(skip), limit="100") for skip in (0, 100, 200)]
    assert [len(each) for each in pages] == [100, 50, 0]
    assert pages[0] + pages[1] == everything


def test_an_ashby_job_has_the_keys_of_the_real_api() -> None:
    board = document(path_of(of_kind("ashby")[0]), includeCompensation="true")
    assert set(board) == {"jobs", "apiVersion"}
    assert set(board["jobs"][0]) == {
        "id",
        "title",
        "department",
        "team",
        "employmentType",
        "location",
        "shouldDisplayCompensationOnJobPostings",
        "secondaryLocations",
        "publishedAt",
        "isListed",
        "isRemote",
        "workplaceType",
        "address",
        "jobUrl",
        "applyUrl",
        "descriptionHtml",
        "descriptionPlain",
        "compensation",
    }


@pytest.mark.parametrize(
    ("ats", "pattern"),
    [
        ("greenhouse", r"https://boards\.greenhouse\.io/{token}/jobs/\d+"),
        ("lever", r"https://jobs\.lever\.co/{token}/[0-9a-f-]{{36}}"),
        ("ashby", r"https://jobs\.ashbyhq\.com/{token}/[0-9a-f-]{{36}}"),
        ("site", r"https://{token}/jobs/[a-z0-9-]+"),
    ],
)
def test_postings_live_under_the_vendors_own_addresses(ats: str, pattern: str) -> None:
    for board in of_kind(ats):
        urls = [label["url"] for label in TRUTH.values() if label["board_id"] == board.board_id]
        assert urls
        assert all(re.fullmatch(pattern.format(token=board.token), url) for url in urls)


def test_site_pages_weigh_what_real_ones_do() -> None:
    catalog = SampleCatalog(16_000, seed=3)
    sizes = []
    for firm in [firm for firm in catalog.employers if firm.ats == "site"]:
        question = asked(f"/site/{firm.token}/sitemap.xml", {})
        assert question is not None
        sitemap = catalog.answer(question)
        assert sitemap is not None
        path = re.findall(rb"<loc>https://[^/]+(/[^<]+)</loc>", sitemap.body)[0].decode()
        question = asked(f"/site/{firm.token}{path}", {})
        assert question is not None
        answer = catalog.answer(question)
        assert answer is not None
        sizes.append(len(answer.body))
    assert 20_000 < min(sizes) < max(sizes) < 65_000


def test_a_site_leads_to_every_posting_by_sitemap_and_by_links() -> None:
    board = of_kind("site")[0]
    base = f"/site/{board.token.split('.')[1]}"
    wanted = {label["url"] for label in TRUTH.values() if label["board_id"] == board.board_id}
    assert set(re.findall(r"<loc>(.*?)</loc>", page(f"{base}/sitemap.xml").body.decode())) == wanted
    pages = -(-len(wanted) // 50)
    linked = [page(f"{base}/jobs", page=str(at)).body.decode() for at in range(1, pages + 1)]
    assert set(re.findall(r'class="opening"><a href="(.*?)"', "".join(linked))) == wanted
    assert "/jobs?page=2" in linked[0]


def test_sites_state_their_postings_in_several_notations() -> None:
    firms = [firm for firm in SampleCatalog(16_000, 3).employers if firm.ats == "site"]
    assert {firm.markup for firm in firms} == {
        "json_ld",
        "json_ld_graph",
        "json_ld_list",
        "microdata",
        "rdfa",
    }


@pytest.mark.parametrize("ats", ["greenhouse", "lever", "ashby", "site"])
def test_what_a_page_states_is_what_the_labels_say(ats: str) -> None:
    """The labels against our own parsers: neither was made from the other."""
    wrong = []
    for posting in (posting for board in of_kind(ats) for posting in parsed(board)):
        labels = TRUTH[posting.posting_id]
        for name in labels.keys() - {"text", "sample", "posting_id", "board_id"}:
            stated, found = labels[name], plain(getattr(posting, name))
            if stated not in (None, []) and stated != found:
                wrong.append((posting.posting_id, name, stated, found))
    assert wrong == []


def test_every_sentence_reaches_the_parsed_text() -> None:
    by_id = {posting.posting_id: posting for board in BOARDS for posting in parsed(board)}
    for firm in CATALOG.employers:
        for sample in CATALOG.postings_of(firm)[:20]:
            text = " ".join(by_id[truth(sample)["posting_id"]].description_text.split())
            for section in sample.sections:
                for line in (section.heading, *section.paragraphs, *section.items):
                    assert " ".join(line.split()) in text


def parsed(board: Board) -> list[Posting]:
    parse = {"greenhouse": greenhouse, "lever": lever, "ashby": ashby, "site": structured_page}[
        board.ats
    ].parse
    if board.ats != "site":
        answers = [(board.url or "", page(path_of(board), content="true", includeCompensation="true"))]
    else:
        urls = [label["url"] for label in TRUTH.values() if label["board_id"] == board.board_id]
        base = f"/site/{board.token.split('.')[1]}"
        answers = [(url, page(base + url.partition(".example")[2])) for url in urls]
    found = [
        posting
        for url, answer in answers
        for posting in parse(
            SourcePage(
                board.board_id, board.ats, board.token, board.name, url, answer.body, answer.content_type
            )
        )
    ]
    assert all(isinstance(posting, Posting) for posting in found)
    return [posting for posting in found if isinstance(posting, Posting)]


def plain(value: object) -> object:
    return orjson.loads(orjson.dumps(value))
