"""Lists of words and phrases as regular expressions, and the files they are kept in.

How phrases are written is decided here; what they mean is the matter of the rule that owns the file.
"""

import re
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, TypeAlias

import yaml

_Beginnings: TypeAlias = dict[str, "_Beginnings"]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it was built so
_SIGNS = re.compile(r"\([^)]*\)|\s+|.")


def vocabulary(name: str) -> dict[str, Any]:
    """The rules' vocabulary of that name, as its file has it."""
    text = (files("jobs_assets.enrichment.rules") / f"{name}.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.load(text, _LOADER)  # noqa: S506 - both are safe loaders
    return document


def either(phrases: Iterable[str]) -> str:
    r"""Any of the phrases, the longest that fits, to be matched against `Reading.plain`.

    A space is any white space, "*" goes on to the word's end, "(e)" may be there or not:
    `either(["chef(fe) de *"])` is `(?:chef(?:fe)?\s+de\s+\w*)`. Phrases share their beginnings, so that a
    hundred of them are tried in the time of a few.
    """
    beginnings: _Beginnings = {}
    for phrase in phrases:
        node = beginnings
        for sign in _SIGNS.findall(phrase):
            node = node.setdefault(_expression(sign), {})
        node[""] = {}
    return _alternatives(beginnings)


def words(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the phrases where they stand as words of their own."""
    return re.compile(rf"(?<!\w){either(phrases)}(?!\w)")


def parts(stems: Iterable[str]) -> re.Pattern[str]:
    """Finds parts of words as they are: the cheapest way to know where a text is worth another look."""
    by_sign: dict[str, list[str]] = {}
    for stem in sorted(set(stems), key=len, reverse=True):
        by_sign.setdefault(stem[0], []).append(re.escape(stem[1:]))
    return re.compile("|".join(re.escape(sign) + f"(?:{'|'.join(rests)})" for sign, rests in by_sign.items()))


def flat(value: Any) -> list[str]:  # noqa: ANN401 - what YAML holds: lists and maps of lists
    """All phrases in a vocabulary's entry, whatever languages it is divided into."""
    if isinstance(value, dict):
        return [phrase for part in value.values() for phrase in flat(part)]
    return [str(phrase) for phrase in value]


def _expression(sign: str) -> str:
    if sign == "*":
        return r"\w*"
    if sign.startswith("("):
        return f"(?:{re.escape(sign[1:-1])})?"
    return r"\s+" if sign.isspace() else re.escape(sign)


def _alternatives(beginnings: "_Beginnings") -> str:
    """What may come next; longer ones first, and an end last."""
    branches = [
        sign + _alternatives(beginnings[sign])
        for sign in sorted(beginnings, key=lambda sign: (sign == r"\w*", sign))
        if sign
    ]
    if "" not in beginnings:
        return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{'|'.join(branches)})?" if branches else ""
