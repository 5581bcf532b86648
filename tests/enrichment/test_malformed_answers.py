"""Over three hundred replies that are no answer, or a bad one: each has its reason, none gives a bad row."""

import copy
import dataclasses
import json
from collections.abc import Iterator
from math import isfinite
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.enrichment.answers import Answered, Invalid, read_answer
from jobs_assets.enrichment.prompt.files import FIELDS, SCHEMA
from jobs_assets.enrichment.proof_words import CURRENCIES
from jobs_assets.enrichment.records import EducationLevel, Enrichment, Seniority
from jobs_assets.postings import Interval, PayKind, Workplace
from tests.enrichment.postings import ALL, TEXT, answer, nothing, posting

WHOLE = json.dumps(answer())
REFUSALS = (
    "I'm sorry, but I can't help with that.",
    "I cannot process this posting.",
    "I apologize, I am unable to do so.",
    "As an AI I can't assist with this request.",
    "Leider kann ich das nicht beantworten.",
    "Entschuldigung, das geht nicht.",
    "Je suis désolé, je ne peux pas répondre.",
    "Lo siento, no puedo ayudar con eso.",
)
PROSE = (
    "Sure! Here is the JSON you asked for:\n" + WHOLE,
    "// an answer\n" + WHOLE,
    "The salary is 60,000.",
    "null",
    "true",
    "nan",
    "42",
    "yes",
    "salary: 60000",
    "- salary: 60000",
    "'{}'",
    "json",
    "undefined",
    "None",
    "...",
    "\\",
    "}",
    "]",
    "#",
    ";",
)
MARKUP = (
    "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
    "<html></html>",
    "<h1>Error</h1>",
    "<salary>1</salary>",
    "<?xml version='1.0'?><error/>",
    "<|im_end|>",
    "</s>",
    "<think>I must",
    "<tool_call>{}</tool_call>",
)
NO_OBJECT = ("[]", "[1]", '""', '"{}"', "[" + WHOLE + "]", '["salary"]', '"salary"', "[null]", "[[]]")
STRANGERS = (
    "{}",
    '{"a": 1}',
    '{"error": {"message": "overloaded", "code": 503}}',
    '{"choices": []}',
    '{"answer": ' + WHOLE + "}",
    '{"": null}',
    '{"Salary": []}',
    json.dumps(SCHEMA),
    '{"type": "object", "properties": {"salary": []}}',
    '{"title": "x", "url": "y"}',
    '{"refusal": "no"}',
    '{"salary ": []}',
    '{"\\u0000": 1}',
)
OTHER_IDS = [
    json.dumps(answer(**{key: value}))
    for key in ("id", "posting_id")
    for value in ("lever:harbour:5b", "", None, 5, [], {"id": "lever:harbour:5a"})
]
NOT_FINITE = [
    WHOLE.replace("60000", number)
    for number in ("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1E400", "9" * 400 + ".0", "1.5e+9999")
]
TOO_MANY_DIGITS = [WHOLE.replace("60000", number) for number in ("9" * 26, "-" + "9" * 30, "1" + "0" * 5000)]
NOT_JSON = (
    [
        WHOLE.replace("60000", number)
        for number in ("060000", "+60000", "60_000", "60,000", "0x60", "60k", ".5", "6.", "--1", "1e")
    ]
    + [WHOLE.replace("null", word) for word in ("None", "undefined", "nil", "NULL", "")]
    + [
        WHOLE.replace("true", "True"),
        WHOLE.replace('"salary"', "salary"),
        WHOLE.replace('"', "'"),
        WHOLE.replace(":", "="),
        WHOLE.replace("{", "{,", 1),
        WHOLE.replace("}", ",}"),
        WHOLE.replace(", ", " "),
        WHOLE.replace("[", "[,", 1),
        WHOLE.replace("base salary", "base \\x salary"),
        WHOLE.replace("base salary", "base \\u12 salary"),
        "{1: 2}",
        "{null: 1}",
        "{/* an answer */" + WHOLE[1:],
        "{{" + WHOLE[1:],
        "{'salary': []}",
        "{salary: []}",
    ]
)
AFTERWARDS = [
    WHOLE + more
    for more in (
        " That is all.",
        "\n\n" + WHOLE,
        "}",
        "]",
        ",",
        "\n</s>",
        "<|im_end|>",
        "```",
        "{}",
        "null",
        "\x00",
    )
]
TWICE = [
    WHOLE.replace(f'"{key}": ', f'"{key}": null, "{key}": ', 1)
    for key in (
        *FIELDS,
        "quote",
        "kind",
        "min",
        "max",
        "currency",
        "interval",
        "place",
        "value",
        "name",
        "level",
        "text",
    )
]
TRUNCATED = [WHOLE[:end] for end in range(1, len(WHOLE), max(1, len(WHOLE) // 110))] + [
    "```json\n" + WHOLE,
    "```json\n" + WHOLE[:200],
    "```",
    "{",
    '{"salary',
    '{"salary":',
    '{"salary": [',
    '{"salary": [{',
]
TOO_LONG = [
    " " * 10_000_000,
    "{" * 10_000_000,
    '{"salary": "' + "x" * 10_000_000 + '"}',
    WHOLE + " " * 200_000,
]
TOO_DEEP = ["[" * 50_000, '{"salary":' * 9_000, '{"salary": ' + "[" * 40_000 + "]" * 40_000 + "}"]
EMPTY = (
    "",
    " ",
    "\n\n",
    "\t",
    "\ufeff",
    "```\n```",
    "```json\n\n```",
    "<think></think>",
    "<think>\nhm\n</think>\n",
)

INVALID: list[tuple[str, str]] = [
    *(("refusal", text) for text in REFUSALS),
    *(("no_json", text) for text in PROSE),
    *(("markup", text) for text in MARKUP),
    *(("not_an_object", text) for text in NO_OBJECT),
    *(("no_known_field", text) for text in STRANGERS),
    *(("wrong_id", text) for text in OTHER_IDS),
    *(("not_finite", text) for text in NOT_FINITE),
    *(("number_too_long", text) for text in TOO_MANY_DIGITS),
    *(("not_json", text) for text in NOT_JSON),
    *(("text_after", text) for text in AFTERWARDS),
    *(("duplicate_key", text) for text in TWICE),
    *(("truncated", text) for text in TRUNCATED),
    *(("too_long", text) for text in TOO_LONG),
    *(("too_deep", text) for text in TOO_DEEP),
    *(("empty", text) for text in EMPTY),
]


def test_there_are_three_hundred_of_them() -> None:
    assert len({text for _, text in INVALID}) + len(list(bad_values())) >= 300


@pytest.mark.parametrize("reason", dict.fromkeys(reason for reason, _ in INVALID))
def test_a_reply_that_is_no_answer_has_its_reason(reason: str) -> None:
    for text in (text for expected, text in INVALID if expected == reason):
        found = read_answer(text, posting(), ALL, model="m")
        assert isinstance(found, Invalid), text[:200]
        assert found.reason == reason, (found, text[:200], text[-50:])
        assert len(found.detail) <= 100


WRONG: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    10**20,
    "",
    "null",
    "remote",
    "999,999",
    "<b>x</b>",
    "=1+1",
    "\ud800",
    "\x00",
    "\U000e0041",
    "x" * 5000,
    [],
    ["x"],
    [[]],
    {},
    {"quote": "x"},
    {"value": None},
    [{}],
    [None],
    [{"quote": "Go or Python"}],
)


def bad_values() -> Iterator[dict[str, Any]]:
    """Answers with one wrong value: each field, and each part of each field, by each of `WRONG`."""
    for name in FIELDS:
        for value in WRONG:
            yield answer(**{name: value})
        right = answer()[name]
        first = right[0] if isinstance(right, list) else right
        for part in first:
            for value in WRONG:
                claim = copy.deepcopy(first) | {part: value}
                yield nothing(**{name: [claim] if isinstance(right, list) else claim})


def check(found: Enrichment, text: str = TEXT) -> None:
    """No bad row: every value is one of its kind and has a quote that the text has to the letter."""
    for band in found.salary:
        assert band.kind in get_args(PayKind)
        assert band.currency is None or band.currency in CURRENCIES
        assert band.interval is None or band.interval in get_args(Interval)
        assert [end for end in (band.min, band.max) if end is not None and isfinite(end) and end > 0]
    assert found.workplace in (None, *get_args(Workplace))
    assert found.seniority in (None, *get_args(Seniority))
    assert found.education is None or found.education.level in get_args(EducationLevel)
    assert found.visa_sponsorship in (None, True, False)
    assert all(skill.name and skill.required in (None, True, False) for skill in found.skills)
    keys = {f"salary[{at}]" for at in range(len(found.salary))} | {
        f"skills[{at}]" for at in range(len(found.skills))
    }
    keys |= {f"remote_eligibility[{at}]" for at in range(len(found.remote_eligibility or ()))}
    keys |= {
        name
        for name in ("workplace", "seniority", "experience_years", "education", "visa_sponsorship", "summary")
        if getattr(found, name) is not None
    }
    assert found.evidence.keys() == keys
    for proof in found.evidence.values():
        assert proof.quote
        assert proof.quote == text[proof.start : proof.end]
    json.dumps(dataclasses.asdict(found)).encode()


def test_a_wrong_value_is_left_out_and_counted_and_the_others_stay() -> None:
    right = read_answer(WHOLE, posting(), ALL, model="m")
    assert isinstance(right, Answered)
    for claims in bad_values():
        found = read_answer(json.dumps(claims), posting(), ALL, model="m")
        assert isinstance(found, Answered)
        check(found.enrichment)
        for name in FIELDS:
            if json.dumps(claims[name]) == json.dumps(answer()[name]):
                assert getattr(found.enrichment, name) == getattr(right.enrichment, name)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(TEXT.split("\n")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.data())
def test_any_values_in_the_place_of_the_right_ones_give_no_bad_row(data: st.DataObject) -> None:
    claims = answer()
    for name in data.draw(st.sets(st.sampled_from(FIELDS), min_size=1)):
        claim = claims[name][0] if isinstance(claims[name], list) else claims[name]
        for part in data.draw(st.sets(st.sampled_from(sorted(claim)), min_size=1)):
            claim[part] = data.draw(JSON)
    found = read_answer(json.dumps(claims), posting(), ALL, model="m")
    if isinstance(found, Answered):
        check(found.enrichment)
    else:
        assert found.reason in ("not_finite", "number_too_long")


@given(
    st.text(max_size=200)
    | st.integers(0, len(WHOLE)).flatmap(
        lambda at: st.text(max_size=5).map(lambda more: WHOLE[:at] + more + WHOLE[at:])
    )
)
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = read_answer(text, posting(), ALL, model="m")
    if isinstance(found, Answered):
        check(found.enrichment)


def test_replies_made_to_be_slow_are_read_all_the_same() -> None:
    for text in (
        "```\n" + " " * 99_000,
        "```" * 30_000,
        "<think>" * 10_000,
        '{"salary": [' + '{"quote": "a"},' * 6_000 + "null]}",
        json.dumps(nothing(summary={"quote": "Go or Python", "text": "Dr. A. " * 10_000})),
        json.dumps(nothing(skills=[{"quote": TEXT[:400], "name": "a " * 2_000, "required": None}] * 20)),
        json.dumps({f"key {at}": at for at in range(5_000)} | nothing()),
    ):
        found = read_answer(text, posting(), ALL, model="m")
        assert isinstance(found, Invalid) or found.enrichment == Enrichment()
