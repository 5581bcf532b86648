"""What is asked of a language model, and what can come of it.

Pure data: how it is sent is `client.py`, what it may cost `paying.py`, what is asked `enrichment/prompt/`.
"""

from dataclasses import dataclass
from typing import Any, Literal

Tier = Literal["local", "cloud"]
PoolName = Literal["short", "long", "fallback"]

PendingReason = Literal[
    "over_budget",  # the month's money for paid endpoints does not cover the worst case of this request
    "local_share",  # one more paid request would take the local share below what is set
    "down",  # nobody who may be asked answers
    "busy",  # local pools are full of others' work and stayed so over all retries
    "too_long",  # prompt and answer fit no endpoint
    "misconfigured",  # a server says that its model, key or address is wrong: `jobs llm check`
    "no_endpoint",  # no base URL is set
]
FailureReason = Literal[
    "invalid_output",  # `accept` refused what every model that may be asked wrote
    "length",  # as above; the last answer was cut off at max_tokens
    "refusal",  # as above; the last answer was a refusal
    "empty",  # as above; the last answer had no text
    "bad_request",  # 400, 413 or 422: the request itself, its schema or its size, is not taken
]


@dataclass(frozen=True, slots=True)
class Request:
    """One question. `schema` is a JSON schema that the answer has to follow; keep it one constant object.

    `custom_id` is the caller's name for it, in logs and in the ledger. `max_tokens` bounds the answer.
    """

    custom_id: str
    messages: list[dict[str, str]]
    schema: dict[str, Any]
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer that `accept` took. Tokens are the server's count where it can be true, else ours.

    `cached_tokens` of the prompt came from a prefix cache. `seconds` is the time of the exchange that gave
    the answer, without waiting for a turn.
    """

    text: str
    tier: Tier
    pool: PoolName
    model: str
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Failure:
    """Asking the same again would give the same. `reason` is a stable word, `detail` is for a person."""

    reason: FailureReason
    detail: str
    pool: PoolName
    tier: Tier


@dataclass(frozen=True, slots=True)
class Pending:
    """Nobody could answer now; a later run may ask again. The request is not at fault."""

    reason: PendingReason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PoolState:
    """Whether an endpoint can be used now: `ready` means that it generated a token, not that it is up.

    The fallback is asked for its list of models instead, since its tokens cost money.
    """

    pool: PoolName
    tier: Tier
    base_url: str
    model: str
    ready: bool
    detail: str
    max_model_len: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """One exchange with a server, for metrics. `outcome` is "answered" or the word of what went wrong."""

    pool: PoolName
    tier: Tier
    outcome: str
    seconds: float
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
