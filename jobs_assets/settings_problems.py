"""Words for what is wrong with the environment: the variable's exact name, what it should be, what was given.

Never the value of a secret, nor of a variable we do not know (it may be a secret with a typing mistake).
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationError

_EXPECTED = {
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "decimal_parsing": "a number",
    "decimal_type": "a number",
    "finite_number": "a finite number",
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "literal_error": "one of {expected}",
    "path_type": "a path",
    "string_type": "text",
}


def unknown(environment: Iterable[str], prefix: str, known: Mapping[str, bool]) -> list[str]:
    """One problem for each variable with our prefix that is no setting, naming the nearest that is."""
    problems = []
    for given in sorted(environment):
        name = given.upper()
        if not name.startswith(prefix) or name in known:
            continue
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
        group = [setting for setting in known if setting.startswith(f"{name}__")]
        if group:
            hint = f"it is a group: set {group[0]} and the like"
        elif near:
            hint = f"did you mean {near[0]}?"
        else:
            hint = "docs/settings.md lists all"
        problems.append(f"{given}: no such setting; {hint}")
    return problems


def invalid(error: "ValidationError", prefix: str, known: Mapping[str, bool]) -> list[str]:
    """One problem for each value that validation refused."""
    problems = []
    for detail in error.errors(include_url=False):
        name = prefix + "__".join(str(part).upper() for part in detail["loc"] if not _is_union_branch(part))
        while name not in known and "__" in name and not _is_group(name, known):
            name = name.rpartition("__")[0]  # the position inside a list is not part of a variable's name
        problems.append(_sentence(name, detail, secret=known.get(name, _is_group(name, known))))
    return problems


def _is_group(name: str, known: Mapping[str, bool]) -> bool:
    return any(setting.startswith(f"{name}__") for setting in known)


def _is_union_branch(part: object) -> bool:
    return isinstance(part, str) and not part.isidentifier()


def _sentence(name: str, detail: Mapping[str, Any], *, secret: bool) -> str:
    context = detail.get("ctx", {})
    if detail["type"] == "value_error":
        expected = str(context["error"])
    elif template := _EXPECTED.get(detail["type"]):
        expected = template.format(**context)
    else:
        expected = detail["msg"].lower()
    if expected.startswith("__"):
        return (
            f"{name}{expected.replace(' and __', f' and {name}__').replace('beside __', f'beside {name}__')}"
        )
    given = "the value given is not shown, it is a secret" if secret else f"given: {_shown(detail['input'])}"
    return f"{name}: should be {_without_password(expected)}; {given}"


def _shown(value: object) -> str:
    text = _without_password(str(value))
    return repr(text if len(text) <= 120 else text[:119] + "…")


def _without_password(text: str) -> str:
    return re.sub(r"//.*@", "//***@", text)
