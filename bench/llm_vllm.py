"""The client beside `vllm bench serve` on a real vLLM: the same prompts, schema and number at once.

On a CPU, with a model of random weights (`make test-vllm` sets it up), so the rates say nothing of
a GPU; their ratio, and how much of each prompt comes from the cache, do carry over.
"""

import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.figure import Figure
from jobs_assets.llm.client import LlmClient
from jobs_assets.llm.paying import NoPurse
from jobs_assets.llm.records import Answer, Request
from jobs_assets.settings import LlmSettings, ModelSettings
from tests.vllm.environment import MODEL, PLACE, is_ready
from tests.vllm.servers import VllmProcess

ROUNDS = 3
PROMPTS = 128
AT_ONCE = 16
BLOCK = 128  # tokens of a cached block on a CPU
MAX_TOKENS = 64

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "workplace": {"enum": ["remote", "hybrid", "onsite", None]},
        "seniority": {"enum": ["junior", "senior", "lead", None]},
        "visa_sponsorship": {"type": ["boolean", "null"]},
    },
    "required": ["workplace", "seniority", "visa_sponsorship"],
    "additionalProperties": False,
}
SHARED = (
    "Read the posting. Answer in JSON, quote what proves each value, and leave out what it does not say. "
    * 24
)


def _prompts(series: int) -> list[str]:
    """Prompts that begin alike and go on as no other does."""
    told = "We look for an engineer who likes data and trains, number {} of series {}. " * 16
    return [SHARED + told.format(*[number, series] * 16) for number in range(PROMPTS)]


async def _ours(base_url: str, prompts: list[str]) -> tuple[float, list[Answer]]:
    endpoint = ModelSettings(base_url=base_url, model="tiny", max_in_flight=AT_ONCE)
    async with LlmClient(LlmSettings(short=endpoint), NoPurse()) as client:
        began = time.perf_counter()
        outcomes = await asyncio.gather(
            *(
                client.ask(
                    Request(str(number), [{"role": "user", "content": prompt}], SCHEMA, MAX_TOKENS),
                    lambda _answer: None,
                )
                for number, prompt in enumerate(prompts)
            )
        )
        seconds = time.perf_counter() - began
    answers = [outcome for outcome in outcomes if isinstance(outcome, Answer)]
    assert len(answers) == len(prompts)
    return len(prompts) / seconds, answers


def _theirs(base_url: str, prompts: list[str], folder: Path) -> float:
    """Requests a second, as vLLM's own client prints them."""
    told = folder / "prompts.jsonl"
    told.write_text("".join(json.dumps({"prompt": prompt}) + "\n" for prompt in prompts))
    body = {
        "temperature": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA},
        },
    }
    command = [
        *(PLACE / "bin" / "vllm", "bench", "serve", "--backend", "openai-chat", "--model", "tiny"),
        *("--base-url", base_url.removesuffix("/v1"), "--endpoint", "/v1/chat/completions"),
        *("--tokenizer", MODEL, "--dataset-name", "custom", "--dataset-path", told, "--skip-chat-template"),
        *("--custom-output-len", str(MAX_TOKENS), "--num-prompts", str(PROMPTS)),
        *("--max-concurrency", str(AT_ONCE), "--extra-body", json.dumps(body), "--disable-shuffle"),
    ]
    quiet = {"HF_HUB_OFFLINE": "1", "VLLM_NO_USAGE_STATS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | quiet)
    whole = re.search(r"Successful requests:\s+(\d+)", done.stdout)
    rate = re.search(r"Request throughput \(req/s\):\s+([\d.]+)", done.stdout)
    assert whole is not None, done.stdout
    assert rate is not None, done.stdout
    assert int(whole[1]) == PROMPTS, done.stdout
    return float(rate[1])


def measure() -> list[Figure]:
    """The figures; none where the real vLLM has not been set up."""
    if not is_ready():
        print("llm_vllm: no real vLLM here; make test-vllm sets it up", file=sys.stderr)
        return []
    own, theirs, answers = [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = VllmProcess(
            folder / "log", model="tiny", max_model_len=4096, max_num_seqs=AT_ONCE, queue=64, api_key=None
        )
        with server as engine:
            asyncio.run(_ours(engine.base_url, _prompts(0)))  # compiles, and caches what is shared
            for number in range(ROUNDS):
                theirs.append(_theirs(engine.base_url, _prompts(2 * number + 1), folder))
                rate, found = asyncio.run(_ours(engine.base_url, _prompts(2 * number + 2)))
                own.append(rate)
                answers += found
            shared = _tokens(engine.base_url)
    ratio = statistics.median(mine / other for mine, other in zip(own, theirs, strict=True))
    allowed = shared // BLOCK * BLOCK * len(answers) / sum(each.prompt_tokens for each in answers)
    cached = sum(each.cached_tokens for each in answers) / sum(each.prompt_tokens for each in answers)
    return [
        Figure(
            "real vLLM (CPU, random weights) beside vllm bench serve",
            statistics.median(own),
            statistics.median(theirs),
            "requests/s",
            ratio,
            "≥ 0.95 x",
            ratio >= 0.95,
            f"{PROMPTS} prompts, {AT_ONCE} at once",
        ),
        Figure(
            "… prompts from the prefix cache",
            cached,
            allowed,
            "share of tokens",
            cached / allowed,
            "≥ what is shared allows",
            cached >= 0.999 * allowed,
            f"{shared} tokens are shared, in blocks of {BLOCK}",
        ),
    ]


def _tokens(base_url: str) -> int:
    """Tokens of what all prompts begin with, and of nothing after it."""

    async def count() -> int | None:
        endpoint = ModelSettings(base_url=base_url, model="tiny")
        async with LlmClient(LlmSettings(short=endpoint), NoPurse()) as client:
            return await client.lanes[0].server.tokenize([{"role": "user", "content": SHARED}])

    counted = asyncio.run(count())
    assert counted is not None
    return counted - 16  # what the template puts behind it, at most
