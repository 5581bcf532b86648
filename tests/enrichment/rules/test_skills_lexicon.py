from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import pytest

from jobs_assets.enrichment.rules.skills_lexicon import Alias, Node, canonical, lexicon, lexicon_of

FOLDER = files("jobs_assets.enrichment.rules") / "lexicon"


def aliases(nodes: dict[str, Node]) -> Iterator[list[Alias]]:
    for node in nodes.values():
        if node.aliases:
            yield node.aliases
        yield from aliases(node.further)


def test_the_lexicon_has_three_thousand_names_and_more() -> None:
    assert len(lexicon().names) >= 3_000


def test_every_way_of_writing_belongs_to_one_skill() -> None:
    assert all(len({alias.name for alias in same}) == 1 for same in aliases(lexicon().by_first))


def test_every_skill_is_found_by_its_own_name() -> None:
    assert [name for name in lexicon().names if canonical(name) != name] == []


def test_every_alias_leads_to_its_skill() -> None:
    wrong = [
        (alias.written, alias.name)
        for same in aliases(lexicon().by_first)
        for alias in same
        if canonical(alias.written) != alias.name
    ]
    assert wrong == []


def test_no_name_has_two_lines() -> None:
    names = Counter(
        line.split("|")[0].strip().lstrip("=~&?!")
        for each in FOLDER.iterdir()
        if each.name.endswith(".txt")
        for line in each.read_text("utf-8").splitlines()
        if line and line[0] not in "#["
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_one_way_of_writing_for_two_skills_is_an_error_that_names_both() -> None:
    with pytest.raises(ValueError, match="'go' is written for 'Go' and for 'Baduk'"):
        lexicon_of(["Go\nBaduk | go"])


def test_marks_are_taken_from_the_name_else_from_the_topic() -> None:
    text = "[trades] words ?\nWelding\nPipe welding\nCAD\n~Rust\n\n[languages] ?\nEnglish | !EN"
    marks = {alias.written: alias.mark for same in aliases(lexicon_of([text]).by_first) for alias in same}
    assert marks == {
        "Welding": "?", "Pipe welding": "", "CAD": "=", "CADs": "=", "Rust": "~", "English": "?", "EN": "=",
        "ENs": "=",
    }  # fmt: skip


def test_an_unknown_name_stays_as_it_is() -> None:
    assert canonical("underwater basket weaving") == "underwater basket weaving"
