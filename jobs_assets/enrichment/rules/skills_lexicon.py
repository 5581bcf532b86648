"""The lexicon of skills: which names there are, in which words they are written, how sure those words are.

The names stand in `lexicon/*.txt`; its README says how they are written. What a mention means is `skills.py`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

TOKEN = re.compile(r"([^\W_]+(?:\+\+|#|\+(?!\w))?)")
"""A word of a lower-case text. "C++", "C#", "Security+" are words of their own; ".NET" is "net" and a dot."""

MARKS = frozenset("=~&?!")
_ORDINARY = re.compile(r"[^\W\d_][^\W\d_A-Z]+")
ACRONYM = range(2, 9)
"""Signs of a name in capitals that has a plural by itself: LLM, LLMs."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One way of writing a skill's name. `topic` is the heading in the lexicon that it stands under.

    `mark`: "" counts wherever it stands, "=" where it is written exactly so, "~" if besides it stands beside
    other skills or words of knowledge, "&" beside other skills, "?" where something is asked for.
    """

    name: str
    written: str
    mark: str
    topic: str


@dataclass(slots=True)
class Node:
    """A place in the trie of words: who is written by the words up to here, and how it may go on."""

    aliases: list[Alias] = field(default_factory=list)
    further: "dict[str, Node]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`by_first`: the trie of all ways of writing, by their first words."""

    names: frozenset[str]
    by_first: dict[str, Node]


@cache
def lexicon() -> Lexicon:
    """The names as they stand in the package, read once."""
    folder = files("jobs_assets.enrichment.rules") / "lexicon"
    texts = sorted(
        (each.name, each.read_text("utf-8")) for each in folder.iterdir() if each.name.endswith(".txt")
    )
    return lexicon_of(text for _, text in texts)


def lexicon_of(texts: Iterable[str]) -> Lexicon:
    """The lexicon that these texts say. ValueError where one way of writing belongs to two skills."""
    root = Node()
    names: set[str] = set()
    for text in texts:
        for alias in _aliases(text):
            names.add(alias.name)
            same = _node(root, alias.written).aliases
            if same and same[0].name != alias.name:
                raise ValueError(f"{alias.written!r} is written for {same[0].name!r} and for {alias.name!r}")
            if all(each.written != alias.written for each in same):
                same.append(alias)
    _add_plurals(root)
    return Lexicon(frozenset(names), root.further)


def canonical(written: str) -> str:
    """The name of the skill that is written so, in any case; as it is written if the lexicon has none."""
    node: Node | None = Node([], lexicon().by_first)
    for word in TOKEN.findall(written.lower()):
        node = node.further.get(word) if node else None
    return node.aliases[0].name if node and node.aliases else written


def _node(root: Node, written: str) -> Node:
    for word in TOKEN.findall(written.lower()):
        root = root.further.setdefault(word, Node())
    return root


def _aliases(text: str) -> Iterator[Alias]:
    topic = usual = ordinary = ""
    for line in map(str.strip, text.splitlines()):
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            topic, _, usual = (part.strip() for part in line[1:].partition("]"))
            usual, ordinary = ("", usual.split()[1]) if usual.startswith("words") else (usual, "")
            continue
        marked = [_split(part.strip()) for part in line.split("|")]
        name = marked[0][1]
        for mark, written in marked:
            yield Alias(name, written, _mark(mark or usual, written, ordinary), topic)


def _split(marked: str) -> tuple[str, str]:
    return (marked[0], marked[1:]) if marked[0] in MARKS else ("", marked)


def _mark(mark: str, written: str, ordinary: str) -> str:
    """The mark that holds. An acronym is always written so: in small letters it may be a word ("mes")."""
    if mark == "!" or (not mark and _is_acronym(written)):
        return "="
    return ordinary if not mark and _ORDINARY.fullmatch(written) else mark


def _is_acronym(written: str) -> bool:
    return written.isalpha() and written.isupper() and len(written) in ACRONYM


def _add_plurals(root: Node) -> None:
    """An acronym has a plural, "LLMs", where that is nobody's name."""
    for node in list(root.further.values()):
        for alias in node.aliases:
            if _is_acronym(alias.written):
                plural = Alias(alias.name, alias.written + "s", alias.mark, alias.topic)
                same = _node(root, plural.written).aliases
                if not same:
                    same.append(plural)
