from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.llm.wire import Dialect, Kind, Reply, Trouble, Usage, chat_body, read_answer
from tests.llm.asking import question


def read(status: int, body: object, **headers: str) -> Reply | Trouble:
    payload = body if isinstance(body, bytes) else orjson.dumps(body)
    return read_answer(status, headers, payload, prompt_bound=1_000, max_tokens=100)


def error(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"error": {"message": "…", "type": "BadRequestError", "param": None, "code": 400} | fields}


# Shapes as vLLM 0.32 sends them, and others' beside them.
REFUSALS: list[tuple[int, object, Kind, str]] = [
    (
        404,
        error(message="The model `nope` does not exist.", param="model"),
        Kind.MISCONFIGURED,
        "wrong_model",
    ),
    (404, {"detail": "Not Found"}, Kind.MISCONFIGURED, "wrong_address"),
    (405, {"detail": "Method Not Allowed"}, Kind.MISCONFIGURED, "wrong_address"),
    (401, {"error": "Unauthorized"}, Kind.MISCONFIGURED, "unauthorised"),
    (403, b"<html>", Kind.MISCONFIGURED, "unauthorised"),
    (400, error(param="input_tokens"), Kind.TOO_LONG, "too_long"),
    (
        400,
        error(param="max_tokens", message="max_tokens=9 cannot be greater than max_model_len=8."),
        Kind.TOO_LONG,
        "too_long",
    ),
    (400, error(code="context_length_exceeded"), Kind.TOO_LONG, "too_long"),
    (400, error(message="This model's maximum context length is 4096 tokens."), Kind.TOO_LONG, "too_long"),
    (413, b"", Kind.TOO_LONG, "too_long"),
    (400, error(param="max_tokens", message="max_tokens must be at least 1"), Kind.REJECTED, "bad_request"),
    (400, error(message="Grammar error: Invalid type: strnig"), Kind.REJECTED, "bad_request"),
    (400, {"object": "error", "message": "old shape"}, Kind.REJECTED, "bad_request"),
    (422, {"detail": [{"loc": ["body"]}]}, Kind.REJECTED, "bad_request"),
    (400, error(code="unsupported_parameter", param="max_tokens"), Kind.DIALECT, "max_tokens"),
    (503, error(code=503), Kind.BUSY, "queue_full"),
    (429, b"", Kind.BUSY, "rate_limited"),
    (429, error(code="insufficient_quota"), Kind.MISCONFIGURED, "no_credit"),
    (500, error(code=500), Kind.DOWN, "server_error"),
    (301, b"", Kind.MISCONFIGURED, "wrong_address"),
]


@pytest.mark.parametrize(("status", "body", "kind", "word"), REFUSALS)
def test_a_refusal_is_named(status: int, body: object, kind: Kind, word: str) -> None:
    trouble = read(status, body)
    assert isinstance(trouble, Trouble)
    assert (trouble.kind, trouble.word) == (kind, word)


def test_only_what_passes_by_itself_is_tried_again() -> None:
    tried_again = {
        status
        for status in range(300, 600)
        if (found := read(status, b"")) and getattr(found, "retry", False)
    }
    assert tried_again == {429, 503}


def test_only_what_may_have_been_answered_may_have_been_billed() -> None:
    billed = {status for status in range(300, 600) if getattr(read(status, b""), "billed", False)}
    assert billed == {status for status in range(500, 600) if status != 503}


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("1e999", 3600.0),
        ("nan", None),
        ("soon", None),
        ("Mon, 23 Nov 2026 10:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 09:00:00 GMT", 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(stated: str, seconds: float | None) -> None:
    trouble = read(429, b"", **{"Retry-After": stated, "Date": "Mon, 23 Nov 2026 10:00:00 GMT"})
    assert isinstance(trouble, Trouble)
    assert trouble.retry_after == seconds


def test_a_reply_is_read_with_its_tokens() -> None:
    usage = {
        "prompt_tokens": 900,
        "completion_tokens": 7,
        "prompt_tokens_details": {"cached_tokens": 640},
    }
    message = {"role": "assistant", "content": '{"a":1}', "refusal": None}
    reply = read(
        200, {"model": "m", "choices": [{"message": message, "finish_reason": "stop"}], "usage": usage}
    )
    assert reply == Reply('{"a":1}', "m", Usage(900, 7, 640), None)


def test_bodies_of_a_batch_begin_with_the_same_bytes() -> None:
    one, two = question("1", words=3), question("2", words=9)
    first, second = (chat_body(each, "m", Dialect(), 0.0) for each in (one, two))
    system = orjson.dumps(one.messages[0])
    prefix = first[: first.index(system) + len(system)]
    assert second.startswith(prefix)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["choices", "message", "content", "error", "usage", "finish_reason", "code", "detail"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(st.integers(200, 599), json_values.map(orjson.dumps) | st.binary(max_size=200))
def test_nothing_that_a_server_may_send_raises(status: int, body: bytes) -> None:
    outcome = read(status, body)
    assert isinstance(outcome, Reply | Trouble)
    if isinstance(outcome, Reply) and outcome.usage is not None:
        assert 0 < outcome.usage.prompt <= 1_000


@given(json_values)
def test_no_reply_without_a_message_in_choices(document: object) -> None:
    outcome = read(200, {"choices": [document]})
    if isinstance(outcome, Reply):
        assert isinstance(document, dict)
        assert "message" in document
