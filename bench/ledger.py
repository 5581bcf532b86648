"""Thirty-two processes against a provider that bills: what the ledger says beside what the bill says.

The provider answers, drops connections after billing, refuses, and reports its own bill; processes are killed
between sending and settling, and tell everything twice. `python -m bench.ledger --help` runs other sizes; the
suite runs a small one.
"""

import argparse
import asyncio
import http.client
import json
import mmap
import os
import random
import signal
import struct
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bench.figure import Figure
from jobs_assets.budget.ledger import Hold
from jobs_assets.budget.prices import MICRO, Price, Usage, micro_dollars, whole
from jobs_assets.budget.purse import LedgerPurse, open_purse
from jobs_assets.budget.spend import ledger_problems, month_spend
from jobs_assets.budget.tables import llm_requests
from jobs_assets.home import Home
from jobs_assets.settings import Settings
from jobs_assets.store.engine import open_store

MODEL = "billed"
# Fractions of a micro-dollar for each token, as real prices are.
PRICE = Price(MODEL, "settings", input=150_000, cached=15_000, output=600_000)
MOST_PROMPT, MOST_ANSWER = 1_200, 300
_REFUSED, _DROPPED = 0.05, 0.15


@dataclass(frozen=True, slots=True)
class Size:
    """What is played."""

    processes: int
    calls: int
    kills: int
    cap_usd: str = "100"


@dataclass(slots=True)
class Outcome:
    """Amounts in micro-dollars. `lowest_room` is the least that was ever seen left under the cap."""

    calls: int
    answered: int
    unknown: int
    refused: int
    cap: int
    bill: int
    spent_before_statement: int
    spent: int
    held: int
    wrong_rows: int
    problems: list[str]
    killed: int = 0
    lowest_room: int = 0
    seconds: float = 0.0

    @property
    def overspend(self) -> int:
        """How far the bill or the ledger went past the cap at any time."""
        return max(0, self.bill - self.cap, -self.lowest_room)


def _name(call: int) -> str:
    return f"call-{call}"


def _fate(request_id: str) -> random.Random:
    return random.Random(request_id)


class Provider:
    """An endpoint that keeps a bill. What it does with a request follows from the request's id."""

    def __init__(self) -> None:
        self.bill: dict[str, list[int]] = {}
        self.billed_twice: list[str] = []

    async def serve(self, port_file: Path) -> None:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, backlog=512)
        unfinished = port_file.with_suffix(".unfinished")
        unfinished.write_text(str(server.sockets[0].getsockname()[1]))
        unfinished.rename(port_file)
        async with server:
            await server.serve_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1]
                length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or b"0")
                asked = json.loads(await reader.readexactly(length) or b"{}")
                answer = (200, self.bill) if path == b"/bill" else self._complete(asked)
                if answer is None:
                    break
                body = json.dumps(answer[1]).encode()
                writer.write(b"HTTP/1.1 %d -\r\ncontent-length: %d\r\n\r\n" % (answer[0], len(body)) + body)
                await writer.drain()
        writer.close()

    def _complete(self, asked: dict[str, Any]) -> tuple[int, Any] | None:
        chance = _fate(asked["id"])
        fate = chance.random()
        if fate < _REFUSED:
            return 503, {"error": "busy, not read"}
        prompt = chance.randint(1, asked["prompt_tokens"])
        usage = [prompt, chance.randint(0, asked["max_tokens"]), chance.randint(0, prompt)]
        if asked["id"] in self.bill:
            self.billed_twice.append(asked["id"])
        self.bill[asked["id"]] = usage
        if fate < _DROPPED:
            return None  # billed, and the connection is gone: to the client an unknown outcome
        return 200, {"usage": usage}


def _settings(home: Home, cap_usd: str) -> Settings:
    prices = {"price_input": "0.15", "price_output": "0.6", "price_cached": "0.015"}
    endpoint = {"base_url": "http://127.0.0.1:9/v1", "model": MODEL}
    return Settings(home=home.path, llm={"fallback": endpoint | prices}, budget={"cloud_usd": cap_usd,
                    "monthly_usd": cap_usd}, database_wait=300)  # fmt: skip


def _work(purse: LedgerPurse, port: int, calls: range, fatal: set[int], progress: memoryview) -> None:
    """Make the calls; die at the fatal ones, after sending and before settling."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for call in calls:
        struct.pack_into("q", progress, 0, call + 1)
        request_id = _name(call)
        hold = purse.reserve(request_id, MODEL, MOST_PROMPT, MOST_ANSWER)
        if hold is None:
            continue
        if purse.reserve(request_id, MODEL, MOST_PROMPT, MOST_ANSWER) is not None:
            raise AssertionError(f"{request_id}: put aside for twice")
        asked = {"id": request_id, "prompt_tokens": MOST_PROMPT, "max_tokens": MOST_ANSWER}
        try:
            connection.request("POST", "/v1/chat/completions", json.dumps(asked))
            if call in fatal and call % 2:
                os.kill(os.getpid(), signal.SIGKILL)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            purse.charge_unknown(hold)
            continue
        if call in fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        _end(purse, hold, answer.status, body)
    connection.close()


def _end(purse: LedgerPurse, hold: Hold, status: int, body: bytes) -> None:
    if status == 503:
        purse.release(hold)
        return
    usage = json.loads(body)["usage"]
    for _ in range(2):  # told twice, as by a retry that was not needed
        purse.settle(hold, *usage)


def _forked(work: Any) -> int:  # noqa: ANN401 - any callable without arguments
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)


def play(size: Size, folder: Path) -> Outcome:
    """Play it in processes of their own and compare ledger and bill. This process must have one thread."""
    home = Home(folder / "home").create()
    settings = _settings(home, size.cap_usd)
    open_store(home).close()
    port_file = folder / "port"
    provider = _forked(lambda: asyncio.run(Provider().serve(port_file)))
    while not port_file.exists():
        time.sleep(0.01)
    port = int(port_file.read_text())
    begun = time.monotonic()
    try:
        killed, lowest_room = _run_all(size, home, settings, port)
        seconds = time.monotonic() - begun
        outcome = _compared(size, home, settings, _billed(port))
        return replace(outcome, killed=killed, lowest_room=lowest_room, seconds=seconds)
    finally:
        os.kill(provider, signal.SIGTERM)
        os.waitpid(provider, 0)


def _run_all(size: Size, home: Home, settings: Settings, port: int) -> tuple[int, int]:
    """Start the processes, and again those that are killed; how many were, and the least room seen."""
    share = -(-size.calls // size.processes)
    # A process dies once it has its answer, or, at odd calls, before it: those of an even one must have one.
    can = [call for call in range(size.calls) if call % 2 or _fate(_name(call)).random() >= _DROPPED]
    fatal = set(random.Random(7).sample(can, size.kills))
    progress = mmap.mmap(-1, 8 * size.processes)  # shared with the children: where each of them is

    def start(worker: int, first: int) -> int:
        calls = range(first, min((worker + 1) * share, size.calls))
        mine = memoryview(progress)[8 * worker : 8 * worker + 8]

        def work() -> None:
            with open_purse(home, settings) as purse:
                _work(purse, port, calls, fatal, mine)

        return _forked(work)

    running = {start(worker, worker * share): worker for worker in range(size.processes)}
    killed, lowest = 0, micro_dollars(settings.budget.cloud_usd)
    while running:
        child, status = os.waitpid(-1, os.WNOHANG)
        lowest = min(lowest, _room(home, settings))
        if not child:
            time.sleep(0.02)
            continue
        if child not in running:
            raise AssertionError("the provider ended")
        worker = running.pop(child)
        if os.WIFSIGNALED(status):
            killed += 1
            (after,) = struct.unpack_from("q", progress, 8 * worker)
            running[start(worker, after)] = worker
        elif os.WEXITSTATUS(status):
            raise AssertionError("a process failed; its traceback is above")
    return killed, lowest


def _room(home: Home, settings: Settings) -> int:
    with closing(open_store(home)) as store, store.reader() as connection:
        row = connection.exec_driver_sql("SELECT spent + held FROM llm_months").first()
    return micro_dollars(settings.budget.cloud_usd) - (row[0] if row else 0)


def _billed(port: int) -> dict[str, Usage]:
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", "/bill")
        return {key: Usage(*usage) for key, usage in json.loads(connection.getresponse().read()).items()}


def _compared(size: Size, home: Home, settings: Settings, bill: dict[str, Usage]) -> Outcome:
    """The ledger beside the bill, and once more after the provider's statement on what was unknown."""
    now = datetime.now(UTC)
    with open_purse(home, settings) as purse:
        store = purse.ledger.store
        with store.reader() as reading:
            rows = reading.execute(select(llm_requests)).all()
        before = month_spend(store, now, purse.limits)
        wrong = sum(1 for row in rows if not _is_right(row, bill.get(row.request_id)))
        wrong += len(bill.keys() - {row.request_id for row in rows})
        for row in rows:  # the provider's own statement, for what had no known outcome
            if row.state == "unknown":
                usage = bill.get(row.request_id, Usage(0, 0))
                hold = Hold(row.request_id, row.model, row.reserved, row.reserved_at)
                purse.settle(hold, usage.prompt, usage.completion, usage.cached)
        after = month_spend(store, now, purse.limits)
        states = Counter(row.state for row in rows)
        return Outcome(
            calls=size.calls,
            answered=states["settled"],
            unknown=states["unknown"],
            refused=size.calls - len(rows) + states["released"],
            cap=purse.limits.cap,
            bill=whole(sum(PRICE.parts(usage) for usage in bill.values())),
            spent_before_statement=before.spent,
            spent=after.spent,
            held=before.held,
            wrong_rows=wrong,
            problems=ledger_problems(store),
        )


def _is_right(row: Any, billed: Usage | None) -> bool:  # noqa: ANN401 - a row of the ledger
    """Settled as billed, unknown at the worst case and not below the bill, released and not billed."""
    if row.state == "settled":
        return billed == Usage(row.prompt_tokens, row.completion_tokens, row.cached_tokens)
    if row.state == "unknown":
        parts = PRICE.parts(billed) if billed else 0
        return bool(row.cost == PRICE.worst(MOST_PROMPT, MOST_ANSWER) and parts <= row.cost * MICRO)
    return bool(row.state == "released" and billed is None)


def measure() -> list[Figure]:
    """The full size, at a cap that is never reached and at one that is."""
    return [*_figures(Size(32, 10_000, 200), "in full"), *_figures(Size(32, 3_000, 60, "0.1"), "capped")]


def _figures(size: Size, name: str) -> Iterator[Figure]:
    command = [sys.executable, "-m", "bench.ledger"]
    command += [f"--{key.replace('_', '-')}={value}" for key, value in asdict(size).items()]
    import subprocess  # a process of its own: this one may have threads, and forks

    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    bad = found["wrong_rows"] + len(found["problems"]) + found["held"]
    pace = found["calls"] / found["seconds"]
    note = f"{found['unknown']} unknown, {found['killed']} killed, {pace:.0f} calls/s"
    yield Figure(
        f"ledger {name}: past the cap", found["overspend"], None, "µ$", None, "0", found["overspend"] == 0
    )
    apart = found["spent"] - found["bill"]
    yield Figure(f"ledger {name}: apart from its bill", apart, None, "µ$", None, "0", apart == 0, note)
    yield Figure(f"ledger {name}: wrong rows", bad, None, "rows", None, "0", bad == 0)


def main() -> None:
    """Play one size and print the outcome as JSON."""
    arguments = argparse.ArgumentParser(prog="python -m bench.ledger", description=__doc__)
    for name, default in asdict(Size(32, 10_000, 200)).items():
        arguments.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    size = Size(**vars(arguments.parse_args()))
    with tempfile.TemporaryDirectory() as folder:
        outcome = play(size, Path(folder))
    print(json.dumps(asdict(outcome) | {"overspend": outcome.overspend}))


if __name__ == "__main__":
    main()
