"""A folder of recorded responses as a source of pages, so that real captures travel through the real crawler.

`{greenhouse,lever,ashby}/NAME.json` is the board NAME of that vendor; any `NAME.html` is a site of one page,
with a sitemap and a first page that lead to it. Bodies are served as recorded, byte for byte, wherever the
recording already has the vendor's envelope.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from jobs_assets.boards.board import Board
from jobs_assets.errors import UsageError
from jobs_assets.samples.answers import HTML, JSON, PLAIN, XML, Answer, Asked

_APIS = ("greenhouse", "lever", "ashby")
_EXAMPLES = "greenhouse/*.json, lever/*.json, ashby/*.json or **/*.html"
_PAGE = "/jobs/posting.html"
_LABEL = 63  # the longest name a host may have between two dots


@dataclass(frozen=True, slots=True)
class Recording:
    """A recorded response, and the board that it stands for."""

    ats: str
    token: str
    path: Path


class Recordings:
    """The recordings of a folder. Raises `UsageError` where the folder is missing or holds none."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UsageError(f"--replay {folder}: there is no such folder")
        self._found = {(each.ats, each.token): each for each in _recordings(folder)}
        if not self._found:
            raise UsageError(f"--replay {folder}: no recording in it, such as {_EXAMPLES}")

    def boards(self, base_url: str) -> list[Board]:
        """A board for each recording, reached under `base_url`."""
        return [_board(each, base_url.rstrip("/")) for each in self._found.values()]

    def files(self) -> dict[str, Path]:
        """The file behind each board, by board id."""
        return {_board(each, "").board_id: each.path for each in self._found.values()}

    def answer(self, asked: Asked) -> Answer | None:
        """The page, or null where there is none."""
        found = self._found.get((asked.ats, asked.token))
        if found is None:
            return None
        if found.ats == "site":
            return _site_answer(found, asked)
        body = found.path.read_bytes()
        if found.ats == "lever":
            return _lever_answer(body, asked)
        if asked.rest in ("/jobs", "" if found.ats == "ashby" else "/jobs"):
            return Answer(_in_envelope(body, found.ats), JSON)
        return _one_job(body, found, asked)


def replay_boards(folder: Path, base_url: str) -> list[Board]:
    """The boards of a folder of recordings, served under `base_url`."""
    return Recordings(folder).boards(base_url)


def _recordings(folder: Path) -> list[Recording]:
    found = [
        Recording(ats, path.stem, path) for ats in _APIS for path in sorted((folder / ats).glob("*.json"))
    ]
    taken: set[str] = set()
    for path in sorted(folder.rglob("*.html")):
        token = _host_label(path.stem)
        if token in taken:  # the same name in two folders: told apart by the path
            token = _host_label(path.relative_to(folder).with_suffix("").as_posix())
        taken.add(token)
        found.append(Recording("site", token, path))
    return found


def _host_label(name: str) -> str:
    """The name as a part of a host name, shortened to what one may hold without two becoming one."""
    label = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "page"
    if len(label) <= _LABEL:
        return label
    return f"{label[: _LABEL - 9].rstrip('-')}-{blake2b(name.encode(), digest_size=4).hexdigest()}"


def _board(each: Recording, origin: str) -> Board:
    if each.ats == "site":
        host = f"{each.token}.replay.example"
        return Board("site", host, url=f"https://{host}/", base_url=f"{origin}/site/{each.token}")
    return Board(each.ats, each.token, base_url=origin)


def _site_answer(found: Recording, asked: Asked) -> Answer | None:
    host = f"https://{found.token}.replay.example"
    match asked.rest:
        case "/":
            return Answer(f'<!DOCTYPE html>\n<a href="{_PAGE}">{found.token}</a>\n'.encode(), HTML)
        case "/robots.txt":
            return Answer(f"User-agent: *\nAllow: /\nSitemap: {host}/sitemap.xml\n".encode(), PLAIN)
        case "/sitemap.xml":
            text = (
                '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                f"<url><loc>{host}{_PAGE}</loc></url></urlset>\n"
            )
            return Answer(text.encode(), XML)
        case "/jobs/posting.html":
            # No charset: what the page says of itself is part of the recording.
            return Answer(found.path.read_bytes(), "text/html")
    return None


def _lever_answer(body: bytes, asked: Asked) -> Answer | None:
    postings = orjson.loads(body)
    listed = postings if isinstance(postings, list) else [postings]
    if asked.rest:
        for posting in listed:
            if posting.get("id") == asked.rest.removeprefix("/"):
                return Answer(orjson.dumps(posting), JSON)
        return None
    skip, limit = asked.number("skip", 0), asked.number("limit", len(listed))
    if skip == 0 and limit >= len(listed) and isinstance(postings, list):
        return Answer(body, JSON)
    return Answer(orjson.dumps(listed[skip : skip + limit]), JSON)


def _in_envelope(body: bytes, ats: str) -> bytes:
    document = orjson.loads(body)
    if isinstance(document, dict) and isinstance(document.get("jobs"), list):
        return body
    jobs = document if isinstance(document, list) else [document]
    envelope: dict[str, Any] = {"jobs": jobs}
    envelope |= {"meta": {"total": len(jobs)}} if ats == "greenhouse" else {"apiVersion": "1"}
    return orjson.dumps(envelope)


def _one_job(body: bytes, found: Recording, asked: Asked) -> Answer | None:
    if found.ats != "greenhouse":
        return None
    jobs = orjson.loads(_in_envelope(body, found.ats))["jobs"]
    if asked.rest == "":
        name = next((job["company_name"] for job in jobs if job.get("company_name")), found.token)
        return Answer(orjson.dumps({"name": name, "content": ""}), JSON)
    wanted = asked.rest.removeprefix("/jobs/")
    return next((Answer(orjson.dumps(job), JSON) for job in jobs if str(job.get("id")) == wanted), None)
