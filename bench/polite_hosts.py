"""Many hosts on loopback for `politeness.py`, each an address of its own: ordinary, a large and a slow one.

`python -m bench.polite_hosts HOSTS PORT` prints a line when it is ready. Each host is a Lever board; they
answer as a server across an ocean does, the slow one much later.
"""

import asyncio
import sys

from aiohttp import web

LIMIT = 100
ORDINARY, LARGE, SLOW = 16, 40, 8
USUAL_SECONDS, LATE_SECONDS = 0.2, 2.0


def address(number: int) -> str:
    """The address of a host; 0 is the large one, 1 the slow one."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


def pages(number: int) -> int:
    """How many pages a host's board has."""
    return {0: LARGE, 1: SLOW}.get(number, ORDINARY)


def latency(number: int) -> float:
    """The seconds after which a host answers."""
    return LATE_SECONDS if number == 1 else USUAL_SECONDS


async def _listing(request: web.Request) -> web.Response:
    number = int(request.match_info["number"])
    await asyncio.sleep(latency(number))
    skip = int(request.query["skip"])
    left = pages(number) * LIMIT - 1 - skip
    return web.json_response([{"id": f"{number}-{skip + n}"} for n in range(min(LIMIT, left))])


async def _serve(hosts: int, port: int) -> None:
    app = web.Application()
    app.router.add_get("/v0/postings/b{number}", _listing)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    for number in range(hosts):
        await web.TCPSite(runner, address(number), port).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
