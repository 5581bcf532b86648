"""The chat-completions protocol: a request as bytes, and what an answer's status and bytes mean.

Pure. An answer is a `Reply` or a `Trouble`; nothing that a server may send raises.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any

import orjson

from jobs_assets.llm.records import Request


class Kind(Enum):
    """What a trouble means for the request and for its endpoint."""

    BUSY = "busy"  # full; try again, with fewer at once
    DOWN = "down"  # broken; counts for the breaker, others may be asked
    TOO_LONG = "too_long"  # for this endpoint
    REJECTED = "rejected"  # the request is wrong, wherever it is sent
    DIALECT = "dialect"  # a parameter goes by another name here
    MISCONFIGURED = "misconfigured"  # model, key or address is wrong
    UNPAID = "unpaid"  # our own purse said no


@dataclass(frozen=True, slots=True)
class Trouble:
    """No answer. `word` is stable. `billed`: whether a paid server may have charged for it."""

    kind: Kind
    word: str
    detail: str
    retry: bool = False
    retry_after: float | None = None
    billed: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counts them; `cached` are part of `prompt`."""

    prompt: int
    completion: int
    cached: int


@dataclass(frozen=True, slots=True)
class Reply:
    """A completion. `flaw` names what makes it no answer ("length", "refusal", "empty"); null: it is whole.

    `usage` is null where the server gave none, or one that cannot be true.
    """

    text: str
    model: str
    usage: Usage | None
    flaw: str | None


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between servers: OpenAI's newer models know neither `max_tokens` nor a temperature."""

    limit: str = "max_tokens"
    temperature: bool = True

    def without(self, parameter: str) -> "Dialect | None":
        """How to speak to one that does not take `parameter`; null where nothing can be done."""
        if parameter == "max_tokens" and self.limit == "max_tokens":
            return Dialect("max_completion_tokens", self.temperature)
        if parameter == "temperature" and self.temperature:
            return Dialect(self.limit, temperature=False)
        return None


def chat_body(request: Request, model: str, dialect: Dialect, temperature: float) -> bytes:
    """The body of `POST /chat/completions`. Messages come first, in the order given, as caches want them."""
    body: dict[str, Any] = {
        "model": model,
        "messages": request.messages,
        dialect.limit: request.max_tokens,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": request.schema},
        },
    }
    if dialect.temperature:
        body["temperature"] = temperature
    return orjson.dumps(body)


def read_answer(
    status: int, headers: Mapping[str, str], payload: bytes, *, prompt_bound: int, max_tokens: int
) -> Reply | Trouble:
    """What came back. No count above `prompt_bound` and `max_tokens` is believed."""
    try:
        document = orjson.loads(payload)
    except orjson.JSONDecodeError:
        document = None
    if status != 200:
        return _refused(status, headers, document, payload)
    if not isinstance(document, dict):
        return Trouble(Kind.DOWN, "not_json", f"200 with {_excerpt(payload)}", billed=True)
    if document.get("error"):
        return _error_in_200(document)
    return _reply(document, payload, prompt_bound, max_tokens)


def _reply(document: dict[str, Any], payload: bytes, prompt_bound: int, max_tokens: int) -> Reply | Trouble:
    try:
        choice = document["choices"][0]
        message, finish = choice["message"], choice.get("finish_reason")
        text, refusal = message.get("content"), message.get("refusal")
    except (KeyError, IndexError, TypeError, AttributeError):
        return Trouble(Kind.DOWN, "no_choices", f"200 with {_excerpt(payload)}", billed=True)
    if finish in ("error", "abort"):
        return Trouble(Kind.DOWN, "aborted", f"the engine ended with finish_reason {finish!r}", billed=True)
    if not isinstance(text, str):
        text = ""
    model = document.get("model")
    return Reply(
        text=text,
        model=model if isinstance(model, str) else "",
        usage=_usage(document.get("usage"), prompt_bound, max_tokens),
        flaw=_flaw(finish, refusal, text),
    )


def _flaw(finish: object, refusal: object, text: str) -> str | None:
    if finish == "length":
        return "length"
    if refusal or finish == "content_filter":
        return "refusal"
    return None if text.strip() else "empty"


def _usage(stated: object, prompt_bound: int, max_tokens: int) -> Usage | None:
    if not isinstance(stated, dict):
        return None
    details = stated.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else None
    usage = Usage(
        _count(stated.get("prompt_tokens")), _count(stated.get("completion_tokens")), _count(cached or 0)
    )
    possible = (
        0 < usage.prompt <= prompt_bound
        and 0 <= usage.completion <= max_tokens
        and 0 <= usage.cached <= usage.prompt
    )
    return usage if possible else None


def _count(value: object) -> int:
    """A count as stated; -1 for what is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _refused(status: int, headers: Mapping[str, str], document: object, payload: bytes) -> Trouble:
    error = _error_of(document)
    detail = f"{status}: {error.get('message') or _excerpt(payload)}"[:500]
    if status in (429, 503):
        if error.get("code") == "insufficient_quota":
            return Trouble(Kind.MISCONFIGURED, "no_credit", detail)
        word = "rate_limited" if status == 429 else "queue_full"
        return Trouble(Kind.BUSY, word, detail, retry=True, retry_after=_retry_after(headers))
    if status in (400, 413, 422):
        return _bad_request(status, error, detail)
    if status in (401, 403):
        return Trouble(Kind.MISCONFIGURED, "unauthorised", detail)
    if status == 402:
        return Trouble(Kind.MISCONFIGURED, "no_credit", detail)
    if status == 404:
        word = "wrong_model" if "model" in detail.lower() else "wrong_address"
        return Trouble(Kind.MISCONFIGURED, word, detail)
    if 300 <= status < 400 or status == 405:
        return Trouble(Kind.MISCONFIGURED, "wrong_address", detail)
    return Trouble(Kind.DOWN, "server_error", detail, billed=status >= 500)


def _bad_request(status: int, error: Mapping[str, Any], detail: str) -> Trouble:
    parameter, message = error.get("param"), str(error.get("message", ""))
    if error.get("code") in ("unsupported_parameter", "unsupported_value") and isinstance(parameter, str):
        return Trouble(Kind.DIALECT, parameter, detail)
    too_long = (
        status == 413
        or parameter == "input_tokens"
        or error.get("code") == "context_length_exceeded"
        or (parameter in ("max_tokens", "max_completion_tokens") and "max_model_len" in message)
        or "maximum context length" in message
    )
    if too_long:
        return Trouble(Kind.TOO_LONG, "too_long", detail)
    return Trouble(Kind.REJECTED, "bad_request", detail)


def _error_in_200(document: dict[str, Any]) -> Trouble:
    error = _error_of(document)
    detail = f"200 with an error: {error.get('message', '')}"[:500]
    if error.get("code") in (429, 503):
        return Trouble(Kind.BUSY, "error_in_200", detail, retry=True, billed=True)
    return Trouble(Kind.DOWN, "error_in_200", detail, billed=True)


def _error_of(document: object) -> Mapping[str, Any]:
    """The error in any of its shapes: {"error": {…}}, {"error": "…"}, {"detail": …}, {"message": …}."""
    if not isinstance(document, dict):
        return {}
    error = document.get("error")
    if isinstance(error, dict):
        return error
    if error is not None:
        return {"message": str(error)}
    return {"message": str(document["detail"])} if "detail" in document else document


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks for, as a number or a date; null where it does not, or not readably."""
    stated = headers.get("Retry-After")
    if stated is None:
        return None
    try:
        seconds = float(stated)
    except ValueError:
        try:
            here = headers.get("Date")
            now = parsedate_to_datetime(here) if here else None
            then = parsedate_to_datetime(stated)
            seconds = (then - now).total_seconds() if now else 1.0
        except (ValueError, TypeError):
            return None
    return min(max(seconds, 0.0), 3600.0) if seconds == seconds else None  # noqa: PLR0124 - NaN


def _excerpt(payload: bytes) -> str:
    return repr(payload[:120].decode("utf-8", "replace")) if payload else "no body"
