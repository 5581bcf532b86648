"""A change in words, for a terminal: what was taken out is red, what came is green."""

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rich.text import Text

from jobs_assets.cli.record import change_value
from jobs_assets.cli.show import in_words, pay
from jobs_assets.history import EFFECTS, closed_because
from jobs_assets.postings import Place, SalaryBand

if TYPE_CHECKING:
    from jobs_assets.lives.changes import Change

_GONE, _COME = "red", "green"
_NAMES = {
    "hiring_organization": "employer",
    "employment_type": "type",
    "job_location": "place",
    "remote_eligibility": "remote from",
    "salary": "pay",
    "description_text": "text",
}
_MOST_LINES = 6  # of a text, taken out and put in each
_LONGEST = 200  # of such a line; all of it is in the JSON


def headline(change: "Change", *, most: int | None = None) -> Text:
    """A change in one line; `most` characters of either value at most."""
    said = _of_the_posting(change) if not change.field else _of_a_field(change, most)
    if change.change == "reparsed":
        said.append("  (read anew by a better parser)", style="dim")
    return said


def _of_the_posting(change: "Change") -> Text:
    if change.change == "opened":
        return Text.assemble(("opened", "bold green"), f", a repost of {change.new}" if change.new else "")
    if change.change == "reopened":
        was = closed_because(change.old)
        return Text.assemble(("came back", "bold green"), f" (it was over: {was})" if was else "")
    if change.change == "closed":
        since = f", since {change.old}" if change.old and change.old != change.day.isoformat() else ""
        return Text.assemble(("closed", "bold red"), f"{since}: {closed_because(change.new)}")
    return Text.assemble(
        ("another job under the same id", "bold"),
        ": ",
        (change.old or "", _GONE),
        " → ",
        (change.new or "", _COME),
    )


def _of_a_field(change: "Change", most: int | None) -> Text:
    name = EFFECTS.get(change.effect or "") or _NAMES.get(change.field, change.field)
    said = Text.assemble((name, "bold"), ": ")
    if change.field == "description_text":
        counts = [
            f"{_count(lines)} {verb}" for lines, verb in ((change.old, "out"), (change.new, "in")) if lines
        ]
        return said.append(", ".join(counts))
    if change.field == "title":
        return said.append(_words_compared(change.old or "", change.new or ""))
    old, new = _shown(change, change.old), _shown(change, change.new)
    if most is not None:
        old, new = _cut(old, most), _cut(new, most)
    return Text.assemble(said, (old or "none", "red"), " → ", (new or "none", "green"))


def text_lines(change: "Change") -> list[Text]:
    """The lines of a text that were taken out and put in, the first of them."""
    if change.field != "description_text":
        return []
    found = []
    for sign, style, stored in (("-", "red", change.old), ("+", "green", change.new)):
        lines = stored.splitlines() if stored else []
        shown = [
            line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…" for line in lines[:_MOST_LINES]
        ]
        found += [Text(f"{sign} {line}", style=style) for line in shown]
        if (more := len(lines) - _MOST_LINES) > 0:
            found.append(Text(f"{sign} … and {more} more", style="dim"))
    return found


def _shown(change: "Change", stored: str | None) -> str:
    given = change_value(change, stored)
    if change.field == "salary":
        return "; ".join(pay(SalaryBand(**band)) for band in given or [])
    if change.field == "job_location":
        return "; ".join(in_words(Place(**place)) for place in given or [])
    if isinstance(given, list):
        return ", ".join(each.replace("_", " ").lower() if "_" in each else each for each in map(str, given))
    return str(given or "")


def _count(lines: str) -> str:
    count = len(lines.splitlines())
    return f"{count} line{'s' * (count != 1)}"


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def _words_compared(old: str, new: str) -> Text:
    """Both titles, the words that went and those that came marked."""
    before, after = old.split(), new.split()
    was, now = Text(), Text()
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for side, words, style in ((was, before[i:j], _GONE), (now, after[k:m], _COME)):
            if words:
                side.append(" " if side else "").append(" ".join(words), "" if kind == "equal" else style)
    return Text.assemble(was, " → ", now)
