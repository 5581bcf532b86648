"""A model's reply as one JSON object, or why it is none. What the object claims is `answers.py`."""

import json
import re
from dataclasses import dataclass
from math import isfinite
from typing import Any

MAX_ANSWER = 100_000
"""Characters. A prompt leaves room for a tenth of it at most; what is longer is not read."""

_MAX_DIGITS = 25
_THINKING = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCE = "```"
_REFUSAL = re.compile(
    r"\b(?:sorry|apologi[sz]e|cannot|can['’]t|unable to|leider|entschuldigung|desole|désolé\w*|ne peux pas"
    r"|lo siento|no puedo)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Invalid:
    """A reply that is no answer. `reason` is a short stable word, `detail` what was seen, never all of it."""

    reason: str
    detail: str


class _NotAnAnswer(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.invalid = Invalid(reason, detail)


def read_object(text: str) -> dict[str, Any] | Invalid:
    """The JSON object that the reply is, a fence or an empty train of thought around it taken off.

    Control characters in strings pass: xgrammar lets them through. Text before or after, a key twice, NaN,
    and numbers beyond a float's range do not.
    """
    if len(text) > MAX_ANSWER:
        return Invalid("too_long", f"{len(text)} characters")
    inner = _THINKING.sub("", text, count=1).strip().removeprefix("\ufeff")
    if inner.startswith(_FENCE) and inner.endswith(_FENCE) and "\n" in inner:
        inner = inner.partition("\n")[2].removesuffix(_FENCE).strip()
    if not inner.startswith(("{", "[", '"')):
        return _no_json(inner)
    try:
        value = _DECODER.decode(inner)
    except _NotAnAnswer as found:
        return found.invalid
    except json.JSONDecodeError as error:
        return _not_json(inner, error)
    except RecursionError:
        return Invalid("too_deep", "nested beyond what can be read")
    if not isinstance(value, dict):
        return Invalid("not_an_object", type(value).__name__)
    return value


def _no_json(text: str) -> Invalid:
    seen = text[:80]
    if not text:
        return Invalid("empty", "")
    if text.startswith("<"):
        return Invalid("markup", seen)
    if text.startswith(_FENCE):
        return Invalid("truncated", "a fence that is not closed")
    if _REFUSAL.search(text[:500]):
        return Invalid("refusal", seen)
    return Invalid("no_json", seen)


def _not_json(text: str, error: json.JSONDecodeError) -> Invalid:
    if error.msg == "Extra data":
        return Invalid("text_after", text[error.pos : error.pos + 80])
    rest = text[error.pos :]
    at_end = len(rest) <= 1 or any(word.startswith(rest) for word in ("true", "false", "null"))
    in_escape = error.msg.startswith("Invalid \\") and len(rest) <= len("\\u0000")
    unclosed = at_end or in_escape or error.msg.startswith("Unterminated string")
    return Invalid("truncated" if unclosed else "not_json", f"{error.msg} at {error.pos}")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # add gives null, which is false
        raise _NotAnAnswer("duplicate_key", twice[:80])
    return found


def _whole(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise _NotAnAnswer("number_too_long", f"{len(digits)} digits")
    return int(digits)


def _real(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise _NotAnAnswer("not_finite", digits[:80])
    return value


def _constant(name: str) -> float:
    raise _NotAnAnswer("not_finite", name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs,
    parse_int=_whole,
    parse_float=_real,
    parse_constant=_constant,
    strict=False,
)
