"""What a robots.txt says of uses beyond fetching: its Content-Signal (contentsignals.org). Pure.

Nothing of it bears on fetching; it is recorded for whoever uses the postings.
"""

import re

_LINE = re.compile(r"^[ \t]*([A-Za-z-]+)[ \t]*:[ \t]*([^#\r\n]*)", re.MULTILINE)
_SIGNAL = re.compile(r"(?<![\w-])([a-z][a-z-]*)\s*=\s*(yes|no)\b", re.IGNORECASE)


def content_signals(robots: str, agent: str) -> str | None:
    """The signals for `agent` as "ai-input=no, search=yes", by name; null where there are none.

    Those of the groups that name the agent, else those for everyone. Stated twice, "no" counts.
    """
    named: dict[str, str] | None = None
    everyone: dict[str, str] = {}
    group: list[dict[str, str]] = []
    begun = False  # whether the group has a rule, so that the next User-agent line begins another
    for match in _LINE.finditer(robots):
        key, value = match[1].lower(), match[2].strip()
        if key == "user-agent":
            group = [] if begun else group
            begun = False
            if value == "*":
                group.append(everyone)
            elif value.lower().partition("/")[0] == agent:
                named = {} if named is None else named
                group.append(named)
            continue
        begun = True
        if key == "content-signal":
            for signals in group:
                _note(signals, value)
    found = everyone if named is None else named
    return ", ".join(f"{name}={found[name]}" for name in sorted(found)) or None


def _note(signals: dict[str, str], value: str) -> None:
    for match in _SIGNAL.finditer(value):
        name, answer = match[1].lower(), match[2].lower()
        signals[name] = "no" if signals.get(name) == "no" else answer
