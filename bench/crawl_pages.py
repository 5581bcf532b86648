"""The pages that both crawls of `crawl.py` fetch, and the server that serves them in a process of its own.

`python -m bench.crawl_pages PAGES` prints its address when it is ready.
"""

import random
import sys
from functools import lru_cache

import orjson
from aiohttp import web

from bench.pages import career_page, prose

BOARD = 100  # postings on a JSON board
_TEMPLATES = 200


def json_paths(pages: int) -> list[str]:
    """The addresses of the JSON pages: boards and, for each, its postings' own pages."""
    paths: list[str] = []
    for board in range(pages // BOARD):
        paths.append(f"/v1/boards/b{board}/jobs?content=true")
        paths += [
            f"/v1/boards/b{board}/jobs/{board * BOARD + n}?pay_transparency=true" for n in range(BOARD - 1)
        ]
    return paths


def html_paths(pages: int) -> list[str]:
    """The addresses of the HTML pages: one posting each."""
    return [f"/jobs/{number}" for number in range(pages)]


@lru_cache
def _description(template: int) -> str:
    return prose(random.Random(template), 800)


@lru_cache
def _html(template: int) -> bytes:
    return career_page(template)


async def _listing(request: web.Request) -> web.Response:
    board = int(request.match_info["board"])
    jobs = [{"id": board * BOARD + n, "title": f"Posting {n}"} for n in range(BOARD - 1)]
    return _json({"jobs": jobs, "meta": {"total": len(jobs)}})


async def _detail(request: web.Request) -> web.Response:
    number = int(request.match_info["number"])
    return _json({"id": number, "title": f"Posting {number}", "content": _description(number % _TEMPLATES)})


async def _posting(request: web.Request) -> web.Response:
    number = request.match_info["number"]
    body = _html(int(number) % _TEMPLATES) + b"<!-- posting %s -->" % number.encode()
    return web.Response(body=body, content_type="text/html", charset="utf-8")


def _json(document: object) -> web.Response:
    return web.Response(body=orjson.dumps(document), content_type="application/json", charset="utf-8")


def _sitemap(pages: int) -> web.Response:
    located = "".join(f"<url><loc>https://careers.example{path}</loc></url>" for path in html_paths(pages))
    return web.Response(text=f"<urlset>{located}</urlset>", content_type="application/xml")


async def _start(request: web.Request) -> web.Response:
    return web.Response(
        text="<html><h1>Careers</h1>" + "<p>Work with us.</p>" * 100, content_type="text/html"
    )


async def _robots(request: web.Request) -> web.Response:
    return web.Response(text="User-agent: *\nDisallow: /private/\nDisallow: /*?preview=\n")


def main(pages: int) -> None:
    """Serves until it is terminated."""
    sitemap = _sitemap(pages).body

    async def _sitemap_answer(request: web.Request) -> web.Response:
        return web.Response(body=sitemap, content_type="application/xml")

    for template in range(_TEMPLATES):
        _description(template)
        _html(template)
    application = web.Application()
    application.add_routes(
        [
            web.get("/robots.txt", _robots),
            web.get("/sitemap.xml", _sitemap_answer),
            web.get("/", _start),
            web.get("/jobs/{number}", _posting),
            web.get("/v1/boards/b{board}/jobs", _listing),
            web.get("/v1/boards/b{board}/jobs/{number}", _detail),
        ]
    )

    async def ready(runner: web.Application) -> None:
        print("ready", flush=True)

    application.on_startup.append(ready)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[2]), access_log=None, print=None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
