"""What a right answer gives, and why each part that is not proven is left out."""

import json
from typing import Any

import pytest

from jobs_assets.enrichment.answers import Answered, read_answer
from jobs_assets.enrichment.prompt.files import PROMPT_VERSION
from jobs_assets.enrichment.records import Education, Enrichment, Experience, Skill
from jobs_assets.postings import Place, SalaryBand
from tests.enrichment.postings import ALL, TEXT, answer, nothing, posting


def read(
    claims: dict[str, Any],
    text: str = TEXT,
    open_fields: frozenset[str] = ALL,
    **about: Any,  # noqa: ANN401 - the fields of Posting
) -> Answered:
    answered = read_answer(json.dumps(claims), posting(text, **about), open_fields, model="m")
    assert isinstance(answered, Answered)
    return answered


def reasons(answered: Answered) -> dict[str, str]:
    return {rejection.field: rejection.reason for rejection in answered.rejected}


def test_a_right_answer_is_taken_whole() -> None:
    answered = read(answer())
    found = answered.enrichment
    assert answered.rejected == []
    assert found.salary == [SalaryBand(60000, 75000, "GBP", "YEAR", "base", None)]
    assert (found.workplace, found.remote_eligibility, found.seniority) == ("remote", ["GB"], "senior")
    assert found.experience_years == Experience(4, None)
    assert found.education == Education("bachelor", required=False)
    assert found.skills == [Skill("Go", True), Skill("Python", True), Skill("Terraform", False)]
    assert found.visa_sponsorship is True
    assert found.summary == answer()["summary"]["text"]


def test_each_value_has_evidence_to_the_letter() -> None:
    found = read(answer()).enrichment
    assert set(found.evidence) == {
        "salary[0]",
        "workplace",
        "remote_eligibility[0]",
        "seniority",
        "experience_years",
        "education",
        "skills[0]",
        "skills[1]",
        "skills[2]",
        "visa_sponsorship",
        "summary",
    }
    for proof in found.evidence.values():
        assert proof.quote == TEXT[proof.start : proof.end]
        assert (proof.source, proof.model, proof.prompt_version) == ("model", "m", PROMPT_VERSION)


def test_what_was_not_asked_is_not_taken() -> None:
    answered = read(answer(), open_fields=frozenset({"seniority"}))
    assert answered.enrichment.seniority == "senior"
    assert list(answered.enrichment.evidence) == ["seniority"]
    assert reasons(answered)["salary"] == "not_asked"
    assert "not_asked" not in reasons(read(nothing(), open_fields=frozenset({"seniority"}))).values()


def test_a_model_yields_no_title_address_or_other_posting() -> None:
    extra = {
        "title": "CEO",
        "url": "https://evil.example",
        "postings": [{"title": "x"}],
        "posting_id": "lever:harbour:5a",
    }
    answered = read(nothing(**extra))
    assert answered.enrichment == Enrichment()
    assert reasons(answered) == dict.fromkeys(extra, "unknown_key")


def test_a_field_that_is_missing_is_counted() -> None:
    claims = answer()
    del claims["education"]
    assert reasons(read(claims)) == {"education": "missing"}


def test_a_quote_with_control_characters_in_it_is_still_found() -> None:
    text = json.dumps(nothing(seniority={"quote": "senior_engineer", "value": "senior"}))
    raw = text.replace("_", "\n\x07")
    answered = read_answer(raw, posting(), ALL, model="m")
    assert isinstance(answered, Answered)
    assert answered.enrichment.evidence["seniority"].quote == "senior engineer"


def test_a_fence_and_a_train_of_thought_are_taken_off() -> None:
    inner = json.dumps(answer())
    for text in (f"```json\n{inner}\n```", f"```\n{inner}\n```\n", f"<think>\nWell.\n</think>\n\n{inner}"):
        answered = read_answer(text, posting(), ALL, model="m")
        assert isinstance(answered, Answered)
        assert answered.rejected == []


BAND = answer()["salary"][0]


@pytest.mark.parametrize(
    ("band", "reason"),
    [
        (BAND | {"min": 61000}, "number_not_in_quote"),
        (BAND | {"min": 60}, "number_not_in_quote"),
        (BAND | {"min": 5000, "interval": "MONTH"}, "number_not_in_quote"),  # a twelfth: nothing is converted
        (BAND | {"min": "60000"}, "wrong_type"),
        (BAND | {"min": True}, "wrong_type"),
        (BAND | {"min": [60000]}, "wrong_type"),
        (BAND | {"min": None, "max": None}, "no_value"),
        (BAND | {"min": 75000, "max": 60000}, "min_over_max"),
        (BAND | {"interval": None, "kind": "ote"}, "kind_not_proven"),
        (BAND | {"kind": "salary"}, "not_in_enum"),
        (BAND | {"quote": "base salary of £60,000 to £80,000"}, "quote_not_found"),
        (BAND | {"quote": "moves containers"}, "number_not_in_quote"),
        (BAND | {"quote": ""}, "quote_empty"),
        (BAND | {"quote": None}, "missing"),
        (BAND | {"quote": 60000}, "wrong_type"),
        ("60000", "wrong_type"),
        (None, "wrong_type"),
        ([BAND], "wrong_type"),
    ],
)
def test_pay_that_the_quote_does_not_prove_is_left_out(band: object, reason: str) -> None:
    answered = read(nothing(salary=[band]))
    assert answered.enrichment.salary == []
    assert reasons(answered) == {"salary[0]": reason}


@pytest.mark.parametrize(
    ("change", "part", "reason"),
    [
        ({"currency": "EUR"}, "currency", "not_in_text"),
        ({"currency": "pounds"}, "currency", "not_in_enum"),
        ({"currency": 3}, "currency", "wrong_type"),
        ({"interval": "MONTH"}, "interval", "not_in_text"),
        ({"interval": "DECADE"}, "interval", "not_in_enum"),
        ({"place": "London"}, "place", "not_in_text"),
        ({"place": "https://evil.example"}, "place", "no_name"),
    ],
)
def test_a_part_of_pay_that_is_not_stated_falls_away(change: dict[str, Any], part: str, reason: str) -> None:
    answered = read(nothing(salary=[BAND | change]))
    assert getattr(answered.enrichment.salary[0], part) is None
    assert reasons(answered) == {f"salary[0].{part}": reason}


@pytest.mark.parametrize(
    ("text", "figure", "reason"),
    [
        ("We raised $40M in our Series B.", 40_000_000, "no_pay"),
        ("Our annual revenues are $900,000.", 900_000, "no_pay"),
        ("Pay: $40,000,000 a year.", 40_000_000, "out_of_range"),
        ("Pay: $999,999,999 a year.", 999_999_999, "out_of_range"),
        ("We match your 401k.", 401_000, "number_not_in_quote"),
        ("Founded 2015, pay $1 a year.", 1, "out_of_range"),
        ("Pay: $0 a year.", 0, "out_of_range"),
        ("Pay: $0.", 0, "out_of_range"),
        ("Pay: $999,999 a year.", 999_999, "out_of_range"),  # a filler
        ("Annual bonus of $9,000.", 9_000, "kind_not_proven"),
    ],
)
def test_what_is_no_pay_is_left_out(text: str, figure: int, reason: str) -> None:
    band = BAND | {"quote": text, "min": figure, "max": None, "currency": "USD"}
    answered = read(nothing(salary=[band]), text)
    assert answered.enrichment.salary == []
    assert reasons(answered)["salary[0]"] == reason


@pytest.mark.parametrize(
    ("text", "figure", "interval"),
    [
        ("Salary range $85,000 plus bonus and equity", 85_000, "YEAR"),  # nobody is paid so much a month
        ("Salary range $8,500", 8_500, None),
        ("Salary $25,000 a month", 25_000, None),
        ("Salary $8,500 for twelve months of the year", 8_500, "YEAR"),
        ("Our employees earn $95,000", 95_000, "YEAR"),
    ],
)
def test_how_often_is_stated_or_follows_from_the_size(text: str, figure: int, interval: str | None) -> None:
    band = BAND | {"quote": text, "min": figure, "max": None, "currency": "USD"}
    found = read(nothing(salary=[band]), text).enrichment.salary[0]
    assert (found.min, found.interval, found.kind) == (figure, interval, "base")


def test_no_part_of_a_band_is_trusted_to_be_of_its_type() -> None:
    for part, value in (("currency", []), ("currency", {}), ("interval", []), ("place", 5)):
        text = "Salary range $85,000"
        band = BAND | {"quote": text, "min": 85_000, "max": None, "currency": "USD"} | {part: value}
        assert read(nothing(salary=[band]), text).enrichment.salary[0].min == 85_000


@pytest.mark.parametrize(
    ("text", "country", "currency", "proven"),
    [
        ("Pay: $90,000 a year", "US", "USD", True),
        ("Pay: $90,000 a year", "CA", "CAD", True),
        ("Pay: $90,000 a year", "CA", "USD", False),
        ("Pay: $90,000 a year", None, "USD", False),
        ("Pay: US$90,000 a year", None, "USD", True),
        ("Pay: 90,000 a year, in USD", None, "USD", True),
        ("Pay: 90,000 kr a year", "SE", "SEK", True),
        ("Pay: 90,000 kr a year", None, "SEK", False),
        ("Pay: 90,000 a year", "DE", "EUR", False),
    ],
)
def test_a_currency_is_stated_or_unknown(text: str, country: str | None, currency: str, proven: bool) -> None:
    band = BAND | {"quote": text, "min": 90000, "max": None, "currency": currency}
    places = [Place(None, None, country)] if country else []
    found = read(nothing(salary=[band]), text, job_location=places).enrichment.salary[0]
    assert found.currency == (currency if proven else None)


@pytest.mark.parametrize(
    ("claims", "part", "reason"),
    [
        ({"workplace": {"quote": "moves containers", "value": "remote"}}, "workplace", "not_in_quote"),
        ({"workplace": {"quote": "remote within the UK", "value": "onsite"}}, "workplace", "not_in_quote"),
        ({"workplace": {"quote": "remote within the UK", "value": "REMOTE"}}, "workplace", "not_in_enum"),
        ({"workplace": "remote"}, "workplace", "wrong_type"),
        ({"workplace": ["remote"]}, "workplace", "wrong_type"),
        ({"workplace": {"value": "remote"}}, "workplace", "missing"),
        ({"remote_eligibility": "UK"}, "remote_eligibility", "wrong_type"),
        ({"remote_eligibility": ["UK"]}, "remote_eligibility[0]", "wrong_type"),
        (
            {"remote_eligibility": [{"quote": "remote within the UK", "name": "France"}]},
            "remote_eligibility[0]",
            "name_not_in_quote",
        ),
        (
            {"remote_eligibility": [{"quote": "the role is remote", "name": "the role"}]},
            "remote_eligibility[0]",
            "no_known_place",
        ),
        ({"seniority": {"quote": "senior engineer", "value": "principal"}}, "seniority", "not_in_quote"),
        ({"seniority": {"quote": "Platform Engineer", "value": "mid"}}, "seniority", "quote_not_found"),
        (
            {"experience_years": {"quote": "at least 4 years", "min": 5, "max": None}},
            "experience_years",
            "number_not_in_quote",
        ),
        (
            {"experience_years": {"quote": "a team of six", "min": 6, "max": None}},
            "experience_years",
            "not_in_quote",
        ),
        (
            {"experience_years": {"quote": "at least 4 years", "min": 4.5, "max": None}},
            "experience_years",
            "wrong_type",
        ),
        (
            {"experience_years": {"quote": "at least 4 years", "min": -4, "max": None}},
            "experience_years",
            "out_of_range",
        ),
        (
            {"experience_years": {"quote": "at least 4 years", "min": "4", "max": None}},
            "experience_years",
            "wrong_type",
        ),
        (
            {"experience_years": {"quote": "at least 4 years", "min": None, "max": None}},
            "experience_years",
            "no_value",
        ),
        (
            {"education": {"quote": "a bachelor's degree", "level": "bachelor", "required": "yes"}},
            "education",
            "wrong_type",
        ),
        (
            {"education": {"quote": "a bachelor's degree", "level": "BSc", "required": True}},
            "education",
            "not_in_enum",
        ),
        (
            {"education": {"quote": "Go or Python", "level": "none", "required": True}},
            "education",
            "not_in_quote",
        ),
        (
            {"skills": [{"quote": "Go or Python", "name": "Rust", "required": None}]},
            "skills[0]",
            "name_not_in_quote",
        ),
        (
            {"skills": [{"quote": "Go or Python", "name": "Pyth", "required": None}]},
            "skills[0]",
            "name_not_in_quote",
        ),
        ({"skills": [{"quote": "Go or Python", "name": "", "required": None}]}, "skills[0]", "no_name"),
        ({"skills": [{"quote": "at least 4 years", "name": "4", "required": None}]}, "skills[0]", "no_name"),
        ({"skills": [{"quote": "Go or Python", "name": "Go", "required": "no"}]}, "skills[0]", "wrong_type"),
        ({"visa_sponsorship": {"quote": "Go or Python", "value": True}}, "visa_sponsorship", "not_in_quote"),
        (
            {"visa_sponsorship": {"quote": "we sponsor visas", "value": None}},
            "visa_sponsorship",
            "wrong_type",
        ),
        ({"visa_sponsorship": True}, "visa_sponsorship", "wrong_type"),
    ],
)
def test_what_the_text_does_not_prove_is_left_out(claims: dict[str, Any], part: str, reason: str) -> None:
    answered = read(nothing(**claims))
    assert answered.enrichment == Enrichment()
    assert reasons(answered) == {part: reason}


@pytest.mark.parametrize(
    "line",
    [
        "Two days remote a week",
        "Remote: up to 40 %",
        "Hybrid, partly remote",
        "Four weeks remote a year",
        "This is not a remote role",
        "Remote work is possible on occasional days",
    ],
)
def test_some_days_away_are_not_remote(line: str) -> None:
    answered = read(nothing(workplace={"quote": line, "value": "remote"}), line)
    assert answered.enrichment.workplace is None
    assert reasons(answered) == {"workplace": "only_partly"}


def test_a_posting_in_another_language_is_believed_its_quote() -> None:
    text = "Je werkt volledig vanuit huis."
    claims = nothing(workplace={"quote": "volledig vanuit huis", "value": "remote"})
    assert read(claims, text, language="nl").enrichment.workplace == "remote"
    assert read(claims, text, language="en").enrichment.workplace is None


def test_the_same_skill_twice_is_one() -> None:
    skills = [{"quote": "Go or Python", "name": name, "required": None} for name in ("Python", "Python")]
    answered = read(nothing(skills=skills))
    assert answered.enrichment.skills == [Skill("Python", None)]
    assert reasons(answered) == {"skills[1]": "repeated"}


def test_evidence_of_a_list_follows_the_values_that_are_left() -> None:
    skills = [
        {"quote": quote, "name": name, "required": None}
        for quote, name in (("nowhere", "Rust"), ("Go or Python", "Go"), ("Terraform is a plus", "Terraform"))
    ]
    found = read(nothing(skills=skills)).enrichment
    assert [skill.name for skill in found.skills] == ["Go", "Terraform"]
    assert [found.evidence[f"skills[{at}]"].quote for at in (0, 1)] == ["Go or Python", "Terraform is a plus"]


def test_a_list_beyond_its_bound_is_cut_and_counted() -> None:
    skills = [{"quote": "Go or Python", "name": "Go", "required": None}] * 21
    answered = read(nothing(skills=skills))
    assert len(answered.enrichment.skills) == 1
    assert reasons(answered)["skills"] == "too_many"
