"""How senior a role is by its title, in the words of titles and the rungs of ladders (II, L5, IC4).

The title is all that is read: what a text says of years is experience. A title without such a word, or with
two that contradict each other ("Analyst / Senior Analyst"), says nothing. Words are in `seniority.yaml`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from jobs_assets.enrichment.records import Seniority
from jobs_assets.enrichment.rules.phrases import vocabulary, words
from jobs_assets.enrichment.rules.reading import Reading

LONGEST_TITLE = 300
"""What stands after it is no title."""

# Who may apply, of whatever gender; and the endings of words that say the same.
_GENDERS = re.compile(
    r"\(\s*(?:all\s+genders|gn|[mwfdxhi]\s*(?:[/|,.*-]\s*[mwfdxhig*]+\s*){1,3}|f/h|h/f)\s*\)|\b[mwfhd](?:/[mwfhdx]){1,2}\b|[:*_/]innen\b|[:*_/]in\b|/-in\b|\(in\)|/a\b|\(a\)"
)
_ROMAN = re.compile(r"(?<![\w&])(?P<rung>IV|I{1,3}|V)(?=\s*(?:$|[-–—,;:|()]|/\s*[IV])|\s+[a-z])")
_HEAD = re.compile(r"\bhead\s*(?:$|[,(|–-])")
_CHIEF = re.compile(r"\b(?:ceo|cto|cfo|coo|cmo|cio|ciso|chro)\s*(?:$|[,(/&|–-]|and\b|of\b)")
_STAFF = re.compile(r"(?<!technical )(?<!research )\bstaff\b")
_STUDENT = re.compile(r"\bstudent(?:in)?\s*(?:$|[,(|–-])|^\W*stage\b")
_TIERS = re.compile(r"\b(?:support|help\s?desk|service desk)\b", re.IGNORECASE)
_NOT_A_ROLE = re.compile(
    r"\b(?:region|phase|type|class|shift|tier|zone|area|group|title|schedule|unit|grade|section|stage|act|floor"
    r"|building|war|ward|site|crew|team|line|plant|station|platform|gate|depot|district|block|band|world"
    r"|werk|halle|linie|filiale|schicht|ligne|équipe|equipe|turno|planta|línea|zona)\W*$",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"\b(?:level|lvl|stufe|niveau|nivel)\s*(?P<rung>[1-5]|i{1,3}|iv|v)\b", re.IGNORECASE)
_LADDER = re.compile(r"(?<![\w-])(?P<ladder>IC|L|E|P|MTS|SDE|SWE)[ -]?(?P<rung>[1-8])(?![\w.-]*\d)(?!\w)")
_LAST_DIGIT = re.compile(r"(?<=[A-Za-z])\s+(?P<rung>[1-3])\s*(?:$|[-–—(,])")

_APART = re.compile(r"[,|(–—]|\s-\s")

_GRADES: dict[str, Seniority] = {
    "1": "entry",
    "I": "entry",
    "2": "mid",
    "II": "mid",
    "3": "senior",
    "III": "senior",
    "4": "senior",
    "IV": "senior",
    "5": "staff",
    "V": "staff",
}
_LADDERS: dict[str, dict[str, Seniority]] = {
    "IC": {"1": "entry", "2": "mid", "3": "mid", "4": "senior", "5": "staff", "6": "principal"},
    "P": {"1": "entry", "2": "mid", "3": "mid", "4": "senior", "5": "staff", "6": "principal"},
    "E": {"3": "entry", "4": "mid", "5": "senior", "6": "staff", "7": "principal"},
    "L": {"1": "entry", "2": "mid", "4": "mid", "5": "senior", "6": "staff", "7": "principal"},
    "MTS": {"1": "entry", "2": "mid", "3": "senior", "4": "staff"},
    "SDE": {"1": "entry", "2": "mid", "3": "senior", "4": "staff"},
}  # fmt: skip
"""What a rung is called. An L3 is a beginner here and a senior there, so it says nothing."""

_LADDERS["SWE"] = _LADDERS["SDE"]
_MOST_RUNGS = 2


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    blots: re.Pattern[str]
    ordered: tuple[tuple[Seniority, re.Pattern[str]], ...]
    lead: re.Pattern[str]
    senior: re.Pattern[str]
    junior: re.Pattern[str]
    mid: re.Pattern[str]
    entry: re.Pattern[str]
    manager: re.Pattern[str]
    of_a_craft: re.Pattern[str]
    of_managers: re.Pattern[str]
    of_people: re.Pattern[str]
    of_things: re.Pattern[str]
    of_others: re.Pattern[str]


@cache
def _vocabulary() -> _Vocabulary:
    kept: dict[str, Any] = vocabulary("seniority")
    ordered = tuple((each["level"], words(each["phrases"])) for each in kept.pop("ordered"))
    return _Vocabulary(ordered=ordered, **{name: words(phrases) for name, phrases in kept.items()})


def find_seniority(reading: Reading) -> Seniority | None:
    """The seniority that the title states; null where it states none."""
    return seniority_of(reading.title)


@lru_cache(maxsize=4096)
def seniority_of(title: str) -> Seniority | None:
    """The same of a title alone. Titles repeat, so the last few thousand are remembered."""
    known = _vocabulary()
    title = title[:LONGEST_TITLE].replace("\u200b", "").replace("’", "'")
    plain = known.blots.sub(" ", _GENDERS.sub(" ", title.lower()))
    return _rank(plain) or _management(plain) or _craft(plain) or _rung(title) or _entry(plain)


def _rank(plain: str) -> Seniority | None:
    """Ranks that one word decides, whatever stands beside it; of several in a choice the lowest."""
    known = _vocabulary()
    if _STUDENT.search(plain):
        return "intern"
    met = [level for level, pattern in known.ordered if pattern.search(plain)]
    if (_HEAD.search(plain) or _CHIEF.search(plain)) and "executive" not in met:
        met.insert(1 if met[:1] == ["intern"] else 0, "executive")
    if not met and _STAFF.search(plain) and known.of_a_craft.search(plain):
        met = ["staff"]
    first, *others = plain.split("/", maxsplit=1)
    if met and others and met[0] != "intern":
        return "senior" if met[-1] in {"principal", "staff"} and known.senior.search(first) else met[-1]
    return met[0] if met else None


def _management(plain: str) -> Seniority | None:
    known = _vocabulary()
    if known.junior.search(plain) or not known.manager.search(plain):
        return None
    if known.of_managers.search(plain):
        return "manager"
    senior = known.senior.search(plain)
    if known.of_things.search(plain) or known.of_others.search(plain):
        return None
    if senior and not known.of_people.match(plain[senior.end() :].lstrip(" .)")):
        return "senior"
    return "manager"


def _craft(plain: str) -> Seniority | None:
    known = _vocabulary()
    senior, lead, junior = known.senior.search(plain), known.lead.search(plain), known.junior.search(plain)
    if senior and _is_choice(plain, senior):
        return None
    if senior and lead:
        return (
            "senior"
            if re.search(
                r"[/|]", plain[min(senior.end(), lead.end()) - 1 : max(senior.start(), lead.start()) + 1]
            )
            else "lead"
        )
    if lead:
        return "lead"
    if senior and junior:
        return None
    if senior:
        return "senior"
    if junior:
        return "junior"
    return "mid" if known.mid.search(plain) else None


def _is_choice(plain: str, senior: re.Match[str]) -> bool:
    """ "Analyst / Senior Analyst" is open to both: what it says before the stroke comes again after it."""
    before, after = plain[: senior.start()].rstrip(), plain[senior.end() :]
    if not before.endswith(("/", "(", " or", " oder", " ou", " o")) or before.endswith("("):
        return False
    noun = re.findall(r"\w+", before)[-1:]
    return bool(noun) and bool(re.search(rf"\b{re.escape(noun[0])}", after))


def _rung(title: str) -> Seniority | None:
    """The rung of a ladder; of two that are offered the lower, of more none."""
    if level := _LEVEL.search(title):
        return _GRADES.get(level["rung"].upper())
    if (ladder := _LADDER.search(title)) and not _TIERS.search(title):
        return _LADDERS[ladder["ladder"]].get(ladder["rung"])
    rungs = [rung for rung in _ROMAN.finditer(title) if not _NOT_A_ROLE.search(title[: rung.start()])]
    if rungs:
        return _GRADES[rungs[0]["rung"]] if len(rungs) <= _MOST_RUNGS else None
    digit = _LAST_DIGIT.search(title)
    # What stands after a comma or dash is where or when, and no role: "Nurse, Ward 3".
    if (
        digit
        and not _NOT_A_ROLE.search(title[: digit.start() + 1])
        and not _APART.search(title, 0, digit.start())
    ):
        return _GRADES[digit["rung"]]
    return None


def _entry(plain: str) -> Seniority | None:
    known = _vocabulary()
    if known.of_things.search(plain):
        return "mid"
    return "entry" if known.entry.search(plain) else None
