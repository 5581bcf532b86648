"""The crawl as a process: interrupts, a vanished parent, a lost archive, Dagster's Pipes, memory."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from aiohttp import web
from dagster_pipes import (
    DAGSTER_PIPES_CONTEXT_ENV_VAR,
    DAGSTER_PIPES_MESSAGES_ENV_VAR,
    encode_param,
)

from jobs_assets.boards.board import Board
from jobs_assets.pages import BoardOutcome
from jobs_assets.store.archive import PageArchive
from scrapy_project.spec import CrawlSpec
from tests.crawl.loopback import ROOT, Handler, Loopback, crawl, routes, spec_of, start_crawl


def lever_without_end() -> Handler:
    def page(request: web.Request) -> object:
        skip = int(request.query["skip"])
        return [{"id": f"p{number}"} for number in range(skip, skip + 100)]

    async def any_board(request: web.Request) -> web.StreamResponse:
        return await routes(**{request.path: page})(request)

    return any_board


def wait_for(condition: object, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_crawl_with_130_and_an_unfinished_spool(
    number: signal.Signals, tmp_path: Path
) -> None:
    with Loopback({"127.0.0.1": lever_without_end()}) as server:
        spec = spec_of(tmp_path, [Board("lever", "acme", base_url=server.url())], delay=0.05)
        with start_crawl(spec) as process:
            wait_for(lambda: len(server.paths()) > 5)
            process.send_signal(number)
            stdout, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert json.loads(stdout.splitlines()[-1])["event"] == "interrupted"
    with PageArchive(spec.archive) as archive:
        assert archive.finished_crawl(spec.day) is None
        assert archive.stats().unfinished_crawls == 1
        assert archive.stats().bodies > 0


def test_an_interrupt_does_not_wait_for_a_host_that_hangs(tmp_path: Path) -> None:
    async def hangs(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(60)
        return web.Response()

    with Loopback({"127.0.0.1": hangs}) as server:
        spec = spec_of(tmp_path, [Board("lever", "acme", base_url=server.url())], timeout=300.0)
        with start_crawl(spec) as process:
            wait_for(lambda: server.hits)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=20)
    assert process.returncode == 130


def test_the_crawl_ends_when_its_parent_is_gone(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": lever_without_end()}) as server:
        spec = spec_of(tmp_path, [Board("lever", "acme", base_url=server.url())], delay=0.05)
        program = (
            "import os, subprocess, sys, time\n"
            "from dataclasses import replace\n"
            "from pathlib import Path\n"
            "from scrapy_project.spec import CrawlSpec\n"
            f"path = Path({str(spec.write(tmp_path / 'spec.json'))!r})\n"
            "spec = replace(CrawlSpec.from_json(path.read_bytes()), parent_pid=os.getpid())\n"
            "spec.write(path)\n"
            "command = [sys.executable, '-m', 'scrapy_project', str(path)]\n"
            "child = subprocess.Popen(command, stdout=subprocess.DEVNULL)\n"
            "print(child.pid, flush=True)\n"
            "time.sleep(60)\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as parent:
            assert parent.stdout is not None
            child = int(parent.stdout.readline())
            wait_for(lambda: len(server.paths()) > 2)
            parent.kill()
        wait_for(lambda: not alive(child))
    with PageArchive(spec.archive) as archive:
        assert archive.finished_crawl(spec.day) is None


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # An orphan that nobody reaps stays in the table as a zombie.
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_crawl_whose_place_was_taken_fails_with_a_message(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": lever_without_end()}) as server:
        spec = spec_of(tmp_path, [Board("lever", "acme", base_url=server.url())], delay=0.02)
        with start_crawl(spec) as process:
            wait_for(lambda: len(server.paths()) > 5)
            with PageArchive(spec.archive) as archive:
                archive.begin_crawl(spec.day)
            stdout, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    last = json.loads(stdout.splitlines()[-1])
    assert last["event"] == "failed"
    assert "its place" in last["message"]


def test_an_archive_that_cannot_be_opened_fails_the_crawl_with_a_message(tmp_path: Path) -> None:
    (tmp_path / "pages.sqlite").write_bytes(b"this is no database" * 100)
    spec = spec_of(tmp_path, [])
    with start_crawl(spec) as process:
        stdout, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "pages.sqlite" in json.loads(stdout.splitlines()[-1])["message"]


def test_a_crawl_of_no_boards_finishes(tmp_path: Path) -> None:
    crawled = crawl(tmp_path, [])
    assert crawled.status == 0
    assert crawled.events[-1]["event"] == "finished"


def test_a_board_that_cannot_be_started_fails_alone(tmp_path: Path) -> None:
    with Loopback({"127.0.0.1": routes(**{"/posting-api/job-board/acme": {"jobs": []}})}) as server:
        boards = [Board("site", "bad", url="http://[oops/"), Board("ashby", "acme", base_url=server.url())]
        crawled = crawl(tmp_path, boards)
    assert crawled.status == 0
    assert crawled.boards["site:bad"].outcome is BoardOutcome.FAILED
    assert crawled.boards["ashby:acme"].outcome is BoardOutcome.EMPTY


def test_under_dagster_boards_are_log_lines_and_events_and_the_totals_come_last(tmp_path: Path) -> None:
    messages = tmp_path / "messages"
    context = tmp_path / "context.json"
    context.write_text(
        json.dumps(
            {
                "asset_keys": None,
                "code_version_by_asset_key": None,
                "provenance_by_asset_key": None,
                "partition_key": None,
                "partition_key_range": None,
                "partition_time_window": None,
                "run_id": "run",
                "job_name": None,
                "retry_number": 0,
                "extras": {},
            }
        )
    )
    with Loopback({"127.0.0.1": routes(**{"/posting-api/job-board/acme": {"jobs": [{"id": 1}]}})}) as server:
        boards = [
            Board("ashby", "acme", base_url=server.url()),
            Board("ashby", "nope", base_url=server.url()),
        ]
        spec = spec_of(tmp_path, boards)
        environment = {
            **os.environ,
            DAGSTER_PIPES_CONTEXT_ENV_VAR: encode_param({"path": str(context)}),
            DAGSTER_PIPES_MESSAGES_ENV_VAR: encode_param({"path": str(messages)}),
        }
        command = [sys.executable, "-m", "scrapy_project", str(spec.write(tmp_path / "spec.json"))]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60)
    sent = [json.loads(line) for line in messages.read_text().splitlines()]
    logged = [
        (entry["params"]["level"], entry["params"]["message"]) for entry in sent if entry["method"] == "log"
    ]
    assert any(
        level == "INFO" and line.startswith("ashby:acme: complete, 1 postings") for level, line in logged
    )
    assert any(level == "WARNING" and "heck the token" in line for level, line in logged)
    *boards_done, final = [
        entry["params"]["payload"] for entry in sent if entry["method"] == "report_custom_message"
    ]
    assert {event["board_id"] for event in boards_done} == {"ashby:acme", "ashby:nope"}
    assert (final["event"], final["boards_done"], final["boards_failed"]) == ("finished", 2, ["ashby:nope"])


def test_a_spec_survives_its_document(tmp_path: Path) -> None:
    spec = CrawlSpec(
        archive=tmp_path / "pages.sqlite",
        day=date(2026, 11, 23),
        boards=(Board("lever", "acme", name="Acme", url="https://jobs.lever.co/acme"), Board("ashby", "Zoë")),
        allow_hosts=("10.0.0.0/8",),
        log_file=tmp_path / "crawl.log",
        parent_pid=1,
    )
    assert CrawlSpec.from_json(spec.to_json()) == spec
    bare = replace(spec, log_file=None, parent_pid=None, boards=())
    assert CrawlSpec.from_json(bare.to_json()) == bare
