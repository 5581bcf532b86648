from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.enrichment.rules.sections import Section, SectionKind, heading_kind, sections_of
from tests.enrichment.rules.effort import lines_run

POSTING = """Copperline builds instruments for people who measure rivers.

About the role

You will keep our data flowing.

Your profile:
- Three years of Python
- Patience

Nice to have
- Kafka

What we offer
- 30 days of leave

Copperline is an equal opportunity employer."""


def kinds(text: str) -> list[SectionKind]:
    return [section.kind for section in sections_of(text)]


def test_headings_on_lines_of_their_own_begin_sections() -> None:
    assert kinds(POSTING) == [
        "other", "tasks", "requirements", "nice_to_have", "benefits", "other",
    ]  # fmt: skip


def test_a_section_holds_its_heading_and_all_that_stands_under_it() -> None:
    requirements = next(section for section in sections_of(POSTING) if section.kind == "requirements")
    assert POSTING[requirements.start : requirements.end] == (
        "Your profile:\n- Three years of Python\n- Patience\n\n"
    )


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Who you are", "requirements"),
        ("WHAT YOU’LL BRING", "requirements"),
        ("What you'll do", "tasks"),
        ("About Copperline", "about"),
        ("About the role", "tasks"),
        ("About you", "requirements"),
        ("Preferred skills and experience", "nice_to_have"),
        ("Skills and experience", "requirements"),
        ("🎁 Benefits & perks", "benefits"),
        ("2. Responsibilities", "tasks"),
        ("Equal opportunity", "other"),
        ("Deine Aufgaben", "tasks"),
        ("Das bringst du mit", "requirements"),
        ("Schön, aber kein Muss", "nice_to_have"),
        ("Das erwartet dich", "tasks"),
        ("Das erwartet dich bei uns", "benefits"),
        ("Profil recherché", "requirements"),
        ("PROFIL RECHERCHE :", "requirements"),
        ("Vos missions", "tasks"),
        ("Les petits plus", "nice_to_have"),
        ("¿Qué te ofrecemos?", "benefits"),
        ("Requisitos imprescindibles", "requirements"),
        ("Se valorará", "nice_to_have"),
        ("Il tuo profilo", "requirements"),
        ("Wat bieden wij", "benefits"),
        ("O que procuramos", "requirements"),
        ("To thrive in this role you might have done some of this before, and you bring:", "requirements"),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, kind: SectionKind) -> None:
    assert heading_kind(heading) == kind


@pytest.mark.parametrize(
    "line",
    [
        "We offer benefits to everyone who meets the requirements.",
        "Warsaw, Poland",
        "The requirements of our clients change with every season and every river",
        "",
        "1.",
    ],
)
def test_a_sentence_and_an_unknown_line_are_no_headings(line: str) -> None:
    assert heading_kind(line) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("events.   Qualifikation   Gute Deutschkenntnisse   Benefits   Obst", ["requirements", "benefits"]),
        ("We grow. Requirements: SQL, patience. Benefits: a bike.", ["requirements", "benefits"]),
        ("con nosotros.  Requisitos  Carnet B  Se valorará  Inglés", ["requirements", "nice_to_have"]),
        ("• nurture talent • Requirements • 1–3 years • Beneficios • Seguro", ["requirements", "benefits"]),
    ],
)  # fmt: skip
def test_headings_are_found_in_a_text_that_lost_its_line_breaks(text: str, expected: list[str]) -> None:
    assert kinds(text) == ["other", *expected]


def test_an_item_of_a_list_is_no_heading() -> None:
    assert kinds("Requirements\n- Benefits\n- What we offer") == ["requirements"]


def test_boilerplate_ends_what_is_asked_for() -> None:
    text = (
        "Requirements\n- Go\n\nWe hire for skill. All qualified applicants are considered, here and anywhere."
    )
    *_, last = sections_of(text)
    assert (last.kind, text[last.start :].strip()[:14]) == ("other", "All qualified ")


def test_an_empty_text_has_no_sections() -> None:
    assert sections_of("") == []


FRAGMENTS = st.sampled_from(
    ["Requirements", "Benefits:", "\n", "  ", "- ", "• ", ". ", ":", "Über uns", "x", "İ", "\r\n", "\0"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(FRAGMENTS).map("".join)))
def test_sections_cover_the_text_without_gaps_and_neighbours_differ(text: str) -> None:
    sections = sections_of(text)
    assert "".join(text[section.start : section.end] for section in sections) == text
    assert all(section.start < section.end for section in sections)
    assert all(left.kind != right.kind for left, right in pairwise(sections))


@given(st.text(alphabet="abc def,-\n", min_size=1))
def test_a_text_without_a_known_heading_is_one_section(text: str) -> None:
    assert sections_of(text) == [Section("other", 0, len(text))]


@pytest.mark.parametrize(
    "piece", ["Requirements: ", "A", "  A", "\n", "•  ", "About us\n", "equal opportunity employer ", "¿Qué "]
)
def test_work_grows_with_the_text_and_not_faster(piece: str) -> None:
    """Counted in lines that run, which no load on the machine changes; expressions are bounded one by one."""
    short, long = (lines_run(lambda times=times: sections_of(piece * times)) for times in (2_000, 20_000))
    assert long < 15 * short
