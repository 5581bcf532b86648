"""Lists of words and phrases as regular expressions, and the files they are kept in.

How phrases are written is decided here; what they mean is the matter of the rule that owns the file.
"""

import re
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import yaml


def vocabulary(name: str) -> dict[str, Any]:
    """The rules' vocabulary of that name, as its file has it."""
    text = (files("jobs_assets.enrichment.rules") / f"{name}.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.safe_load(text)
    return document


def either(phrases: Iterable[str]) -> str:
    r"""One alternative for each phrase, the longer ones first, to be matched against `Reading.plain`.

    A space is any white space, "*" goes on to the word's end, "(e)" may be there or not, and "?" lets what
    stands before it be absent: `either(["chef(fe) de *"])` is `(?:chef(?:fe)?\s+de\s+\w*)`.
    """
    return f"(?:{'|'.join(map(_expression, sorted(set(phrases), key=len, reverse=True)))})"


def words(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the phrases where they stand as words of their own."""
    return re.compile(rf"(?<!\w){either(phrases)}(?!\w)")


def flat(value: Any) -> list[str]:  # noqa: ANN401 - what YAML holds: lists and maps of lists
    """All phrases in a vocabulary's entry, whatever languages it is divided into."""
    if isinstance(value, dict):
        return [phrase for part in value.values() for phrase in flat(part)]
    return [str(phrase) for phrase in value]


def _expression(phrase: str) -> str:
    escaped = re.escape(phrase)
    return escaped.replace(r"\ ", r"\s+").replace(r"\*", r"\w*").replace(r"\(", "(?:").replace(r"\)", ")?")
