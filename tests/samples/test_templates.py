"""The written material: how much there is, and that every wording of every line can be said."""

from itertools import combinations

import pytest

from jobs_assets.samples.draws import Draw, Stream
from jobs_assets.samples.prose import Slots
from jobs_assets.samples.templates import (
    LANGUAGES,
    SECTORS,
    Template,
    countries,
    language,
    templates,
    templates_for,
)
from jobs_assets.samples.wording import Sentence, sentence

ALL = [template for code in LANGUAGES for template in templates(code)]
WORDS = dict.fromkeys(
    [
        "employer",
        "founded",
        "staff",
        "contact",
        "area",
        "hours",
        "start",
        "place",
        "city",
        "team",
        "ref",
        "title",
        "n",
        "m",
    ],
    "so and so",
)


def wordings(line: Sentence) -> list[str]:
    return [wording.text for wording in line.wordings]


def test_there_are_at_least_60_templates_and_12_in_each_language() -> None:
    assert len(ALL) >= 60
    assert {code: len(templates(code)) >= 12 for code in LANGUAGES} == dict.fromkeys(LANGUAGES, True)


def test_templates_cover_many_fields_of_work() -> None:
    assert len({template.field for template in ALL}) >= 15


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_employer_of_any_sector_finds_several_templates(code: str) -> None:
    assert min(len(templates_for(code, sector)) for sector in SECTORS) >= 4


@pytest.mark.parametrize("template", ALL, ids=lambda each: f"{each.language}/{each.name}")
def test_every_wording_of_a_template_can_be_said(template: Template) -> None:
    slots = Slots(
        Draw(1, Stream.POSTING, 1), WORDS | {name: values[0] for name, values in template.slots.items()}
    )
    lines = [*template.duties, *template.requirements, *template.preferred]
    lines += [asked.sentence for asked in template.education]
    said = [text.format_map(slots) for line in lines for text in wordings(line)]
    said += [title.format_map(slots) for title in template.titles]
    assert not [text for text in said if set(text) & set("{}<>|")]
    assert not [text for text in said if "  " in text or text != text.strip()]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_shared_sentence_can_be_said(code: str) -> None:
    words = language(code)
    slots = Slots(Draw(1, Stream.POSTING, 1), dict(WORDS))
    lines = [*words.role, *words.offer, *words.apply, *words.equal]
    for group in (words.about, words.experience, words.workplace, words.types, words.visa):
        lines += [line for listed in group.values() for line in listed]
    said = [text.format_map(slots) for line in lines for text in wordings(line)]
    assert not [text for text in said if set(text) & set("{}<>|")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_templates_of_a_language_share_a_sentence(code: str) -> None:
    said = {
        template.name: {
            text
            for line in (*template.duties, *template.requirements)
            for text in wordings(line)
            if len(text) > 45
        }
        for template in templates(code)
    }
    shared = {(a, b): said[a] & said[b] for a, b in combinations(said, 2) if said[a] & said[b]}
    assert shared == {}


def test_every_country_of_a_language_can_be_named_in_it() -> None:
    for country in countries().values():
        for code in country.cities:
            assert country.code in language(code).countries


def test_a_line_is_spelled_out_into_all_its_wordings() -> None:
    line = sentence("We (test|check) {few} boards with <Python> (or not)")
    assert [(wording.text, wording.skills) for wording in line.wordings] == [
        ("We test {few} boards with Python (or not)", ("Python",)),
        ("We check {few} boards with Python (or not)", ("Python",)),
    ]
