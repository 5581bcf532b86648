"""What tests of the client ask, whom, and with how little patience. No test lives here."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from pydantic import SecretStr

from jobs_assets.llm.client import LlmClient
from jobs_assets.llm.patience import Patience
from jobs_assets.llm.records import Answer, Request
from jobs_assets.settings import FallbackSettings, LlmSettings, ModelSettings
from tests.llm.fake_vllm import FakeVllm
from tests.llm.pocket import Pocket

Result = TypeVar("Result")

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "workplace": {"enum": ["remote", "hybrid", "onsite", None]},
        "visa_sponsorship": {"type": ["boolean", "null"]},
    },
    "required": ["workplace", "visa_sponsorship"],
    "additionalProperties": False,
}
QUICK = Patience(
    connect=2.0,
    look=0.05,
    sign=0.5,
    silence=0.1,
    stall=1.0,
    body=0.3,
    pauses=(0.01, 0.02, 0.04),
    retry_after=0.2,
    rest=0.05,
    longest_rest=0.2,
    probe=2.0,
)
"""As in production, some thirty times faster."""
RICH = 10**9


def question(name: str = "one", words: int = 50, max_tokens: int = 64) -> Request:
    """A request with so many words of four bytes."""
    messages = [
        {"role": "system", "content": "Answer in JSON. " * 20},
        {"role": "user", "content": "job " * words},
    ]
    return Request(name, messages, SCHEMA, max_tokens)


def pools(
    short: FakeVllm | None = None,
    long: FakeVllm | None = None,
    fallback: FakeVllm | None = None,
    **given: Any,  # noqa: ANN401 - fields of the settings of every pool
) -> LlmSettings:
    """Settings that name these servers."""

    def endpoint(server: FakeVllm) -> dict[str, Any]:
        key = SecretStr(server.api_key) if server.api_key else None
        return {"base_url": server.base_url, "model": server.model, "api_key": key} | given

    return LlmSettings(
        short=ModelSettings(**endpoint(short)) if short else ModelSettings(),
        long=ModelSettings(**endpoint(long)) if long else ModelSettings(),
        fallback=FallbackSettings(**endpoint(fallback), price_input=1, price_output=4)
        if fallback
        else FallbackSettings(),
    )


def client(llm: LlmSettings, purse: Pocket | None = None, patience: Patience = QUICK) -> LlmClient:
    """A client in a hurry."""
    return LlmClient(llm, purse or Pocket(), patience=patience)


def fine(_answer: Answer) -> str | None:
    """Accepts everything."""
    return None


def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run a test's body; what hangs for half a minute is a failure."""

    async def bounded() -> Result:
        async with asyncio.timeout(30):
            return await coroutine

    return asyncio.run(bounded())
