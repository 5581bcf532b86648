"""Lever boards on loopback: a real server whose boards can change, wait or break while it runs."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from jobs_assets.boards.board import Board


@dataclass
class LoopbackBoards:
    """`postings[token]` is what a board lists; other tokens answer 404. `asked` is set by the first listing
    asked for; listings are answered only once `go_on` is set (as it is from the start)."""

    postings: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    asked: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    origin: str = ""

    def boards(self) -> list[Board]:
        return [self.board(token) for token in self.postings]

    def board(self, token: str) -> Board:
        return Board("lever", token, name=token.title(), base_url=self.origin)

    def answer(self, path: str) -> tuple[int, str]:
        if path.startswith("/robots.txt"):
            return 200, "User-agent: *\nAllow: /\n"
        self.asked.set()
        self.go_on.wait(60)
        listed = self.postings.get(path.split("?", maxsplit=1)[0].rsplit("/", 1)[-1])
        if listed is None:
            return 404, '{"ok": false, "error": "Document not found"}'
        return 200, json.dumps(listed if "skip=0" in path else [])


def lever_posting(number: int, title: str = "") -> dict[str, Any]:
    """A posting as Lever's Postings API states it."""
    return {
        "id": f"{number:08x}-0000-4000-8000-000000000000",
        "text": title or f"Baker {number}",
        "hostedUrl": f"https://jobs.lever.co/acme/{number:08x}-0000-4000-8000-000000000000",
        "applyUrl": f"https://jobs.lever.co/acme/{number:08x}-0000-4000-8000-000000000000/apply",
        "createdAt": 1_790_000_000_000 + number,
        "categories": {"commitment": "Full-time", "location": "Lyon", "allLocations": ["Lyon"]},
        "country": "FR",
        "workplaceType": "onsite",
        "descriptionPlain": f"Bread number {number}.",
        "description": f"<div>Bread number {number}.</div>",
        "descriptionBody": f"<div>Bread number {number}.</div>",
        "descriptionBodyPlain": f"Bread number {number}.",
        "opening": "",
        "openingPlain": "",
        "additional": "",
        "additionalPlain": "",
        "lists": [],
    }


@contextmanager
def loopback_boards() -> Iterator[LoopbackBoards]:
    boards = LoopbackBoards(postings={"acme": [lever_posting(number) for number in range(20)]})
    boards.go_on.set()

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, text = boards.answer(self.path)
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json" if text[0] in "[{" else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:  # a crawl that is killed hangs up
            pass

    with Server(("127.0.0.1", 0), Answers) as server:
        boards.origin = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield boards
        finally:
            boards.go_on.set()
            server.shutdown()
