"""The prompt's files: what the schema may hold, what the prefix may not, and when a version is new."""

import dataclasses
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, get_args

import orjson
import pytest
import yaml

from jobs_assets.enrichment.answers import Answered, read_answer
from jobs_assets.enrichment.prompt import files as prompt_files
from jobs_assets.enrichment.prompt.files import FIELDS, PREFIX, PROMPT_VERSION, SCHEMA
from jobs_assets.enrichment.records import EducationLevel, Enrichment, Seniority
from jobs_assets.postings import Interval, PayKind, Place, Posting, Workplace

FOLDER = files("jobs_assets.enrichment.prompt")
EXAMPLES = sorted(file.name for file in (FOLDER / "examples").iterdir() if file.name.endswith(".yaml"))


def parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for inner in [*schema.get("properties", {}).values(), *schema.get("anyOf", [])]:
        yield from parts(inner)
    if "items" in schema:
        yield from parts(schema["items"])


def test_the_schema_uses_only_words_that_every_grammar_engine_takes() -> None:
    known = {"type", "properties", "required", "additionalProperties", "items", "maxItems", "enum", "anyOf"}
    assert {word for part in parts(SCHEMA) for word in part} <= known


def test_every_object_is_closed_and_every_list_bounded() -> None:
    for part in parts(SCHEMA):
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])
        if part.get("type") == "array":
            assert part["maxItems"] <= 20


def test_evidence_comes_before_the_value() -> None:
    claims = [part for part in parts(SCHEMA) if part.get("type") == "object" and part is not SCHEMA]
    assert len(claims) == len(FIELDS)
    assert {next(iter(claim["properties"])) for claim in claims} == {"quote"}


def test_the_schema_asks_for_what_an_enrichment_holds() -> None:
    assert tuple(field.name for field in dataclasses.fields(Enrichment) if field.name != "evidence") == FIELDS


def test_the_enums_are_those_of_the_records() -> None:
    enums = {tuple(filter(None, part["enum"])) for part in parts(SCHEMA) if "enum" in part}
    for literal in (PayKind, Interval, Workplace, Seniority, EducationLevel):
        assert get_args(literal) in enums


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_answers_as_a_posting_of_its_kind_would_be_read(name: str) -> None:
    example = yaml.safe_load((FOLDER / "examples" / name).read_text(encoding="utf-8"))
    city, country = example["places"].split(", ")
    posting = Posting(
        "x:y:1", "x:y", None, example["title"], hiring_organization=example["employer"],
        job_location=[Place(city, None, country)], description_text=example["text"],
    )  # fmt: skip
    asked = frozenset(example["fields"])
    found = read_answer(orjson.dumps(example["answer"]).decode(), posting, asked, model="m")
    assert isinstance(found, Answered)
    assert found.rejected == []
    stated = {name for name, value in example["answer"].items() if value}
    assert {key.partition("[")[0] for key in found.enrichment.evidence} == stated
    assert list(example["answer"]) == list(FIELDS)


def test_the_prefix_has_no_date_id_or_address() -> None:
    prefix = "\n".join(message["content"] for message in PREFIX)
    assert not re.search(r"\b(?:19|20)\d\d\b|://|\bwww\.|@|\w:\w+:\d", prefix)
    assert [message["role"] for message in PREFIX] == ["system", *["user", "assistant"] * len(EXAMPLES)]


def test_the_system_text_speaks_of_every_field() -> None:
    for name in FIELDS:
        assert f"\n- {name}: " in PREFIX[0]["content"]


def test_the_version_is_that_of_the_files_and_of_the_messages_made_of_them() -> None:
    texts = {
        name: (FOLDER / name).read_text(encoding="utf-8")
        for name in ("system.md", "posting.md", "schema.json")
    }
    texts |= {name: (FOLDER / "examples" / name).read_text(encoding="utf-8") for name in EXAMPLES}
    texts["messages"] = orjson.dumps(PREFIX).decode()
    version = prompt_files._version
    assert version(texts) == PROMPT_VERSION
    others = {version(texts | {name: text + " "}) for name, text in texts.items()}
    others.add(version(texts | {"another.yaml": ""}))
    assert len(others - {PROMPT_VERSION}) == len(texts) + 1
