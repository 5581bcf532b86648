"""The prompt's files as they are read: the system's words, the form of a posting, the examples, the schema.

Whoever edits one of them has made a new version, by which answers are kept. How a posting is put in is
`rendering.py`.
"""

import hashlib
import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import orjson
import yaml

from jobs_assets.enrichment.visible import shown

_FOLDER = files("jobs_assets.enrichment.prompt")
_LAYOUT = (
    b"1"  # to be raised when code changes what a model is shown of a posting or how messages are put together
)


def _read(file: Traversable) -> str:
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")


def _version(texts: dict[str, str]) -> str:
    digest = hashlib.sha256(_LAYOUT)
    for name, text in sorted(texts.items()):
        digest.update(f"\0{name}\0{text}".encode())
    return digest.hexdigest()[:12]


_EXAMPLES = {
    file.name: _read(file)
    for file in sorted((_FOLDER / "examples").iterdir(), key=lambda file: file.name)
    if file.name.endswith(".yaml")
}
_TEXTS = {name: _read(_FOLDER / name) for name in ("system.md", "posting.md", "schema.json")}

SCHEMA: dict[str, Any] = orjson.loads(_TEXTS["schema.json"])
"""The one JSON schema of all answers. Not to be changed: every prompt shares it."""

FIELDS: tuple[str, ...] = tuple(SCHEMA["properties"])
"""The fields that a model can be asked for, in the order of the answer."""


def posting_message(
    title: str, employer: str | None, places: str | None, text: str, fields: tuple[str, ...]
) -> str:
    """The message that holds a posting: `posting.md`, with what is given made fit to show."""
    return (
        _TEXTS["posting.md"]
        .strip()
        .format(
            title=_line(title),
            employer=_line(employer or "not stated"),
            places=_line(places or "not stated"),
            text=shown(text).strip(),
            fields=", ".join(fields),
        )
    )


def _line(text: str) -> str:
    return " ".join(shown(text[:300]).split())


def _example(stated: str) -> list[dict[str, str]]:
    example = yaml.safe_load(stated)
    asked = tuple(name for name in FIELDS if name in example["fields"])
    question = posting_message(
        example["title"], example["employer"], example["places"], example["text"], asked
    )
    # with blanks where xgrammar has them when all other white space is off
    answer = json.dumps(example["answer"], ensure_ascii=False)
    return [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]


PREFIX: tuple[dict[str, str], ...] = (
    {"role": "system", "content": _TEXTS["system.md"].strip()},
    *(message for stated in _EXAMPLES.values() for message in _example(stated)),
)
"""The messages before the posting's: the same bytes for all, so that a server reads them once."""

PROMPT_VERSION = _version(_TEXTS | _EXAMPLES | {"messages": orjson.dumps(PREFIX).decode()})
"""Twelve hex digits over the files' contents, line ends aside, and over the messages made of them."""
