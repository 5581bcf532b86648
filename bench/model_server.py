"""A model server that costs next to nothing: one fixed answer after 20 ms, in a process of its own.

The peer's and our client are measured against it; how a server misbehaves is `tests/llm/fake_vllm.py`.

python -m bench.model_server SECONDS SEATS QUEUE   prints its port, serves until its standard input closes.
"""

import asyncio
import sys
from collections import deque
from typing import cast

import orjson
import uvloop

ANSWER = orjson.dumps(
    {
        "workplace": {"quote": "This position is hybrid, two days a week in our office", "value": "hybrid"},
        "skills": [
            {"quote": f"solid experience with technology number {number}", "name": f"skill{number}"}
            for number in range(8)
        ],
        "summary": "An engineer for the data platform of a logistics company. Works with Python and SQL.",
    }
).decode()
_BODY = orjson.dumps(
    {
        "id": "chatcmpl-9f1c",
        "object": "chat.completion",
        "created": 1_795_407_504,
        "model": "bench",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": ANSWER, "refusal": None},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": {
            "prompt_tokens": 1_900,
            "total_tokens": 2_120,
            "completion_tokens": 220,
            "prompt_tokens_details": {"cached_tokens": 576},
        },
    }
)
_MODELS = orjson.dumps(
    {"object": "list", "data": [{"id": "bench", "object": "model", "max_model_len": 8192}]}
)
_FULL = orjson.dumps({"error": {"message": "The request queue is full.", "code": 503}})


def _response(status: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


_ANSWERED, _LISTED = _response("200 OK", _BODY), _response("200 OK", _MODELS)
_REFUSED, _UNKNOWN = _response("503 Service Unavailable", _FULL), _response("404 Not Found", b"{}")


class Engine:
    """Seats that each answer one request at a time, and a queue before them."""

    def __init__(self, seconds: float, seats: int, queue: int) -> None:
        self.seconds = seconds
        self.free = seats
        self.queue = queue
        self.waiting: deque[asyncio.Transport] = deque()

    def take(self, transport: asyncio.Transport) -> None:
        """A chat completion."""
        if self.free:
            self.free -= 1
            asyncio.get_running_loop().call_later(self.seconds, self._done, transport)
        elif len(self.waiting) < self.queue:
            self.waiting.append(transport)
        else:
            transport.write(_REFUSED)

    def _done(self, transport: asyncio.Transport) -> None:
        transport.write(_ANSWERED)
        self.free += 1
        if self.waiting:
            self.take(self.waiting.popleft())


class Connection(asyncio.Protocol):
    """One request after the other, read only as far as is needed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._buffer = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps it."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is none by its class

    def data_received(self, data: bytes) -> None:
        """Answers where a request is whole."""
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self._buffer[:end].lower()
        mark = head.find(b"content-length:")
        length = int(head[mark + 15 :].split(b"\r\n", 1)[0]) if mark >= 0 else 0
        if len(self._buffer) < end + 4 + length:
            return
        self._buffer = self._buffer[end + 4 + length :]
        if b"/chat/completions" in head[:60]:
            self._engine.take(self._transport)
        else:
            self._transport.write(_LISTED if b"/models" in head[:60] else _UNKNOWN)


async def main() -> None:
    """Serve until nobody holds the other end of standard input."""
    engine = Engine(float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(engine), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    uvloop.run(main())
