"""Which source wins, what a lower one adds, and what is noted as a contradiction."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.enrichment.precedence import combine, stated_by
from jobs_assets.enrichment.records import Education, Enrichment, Experience, Skill
from jobs_assets.postings import Evidence, SalaryBand, Source
from tests.enrichment.postings import posting

LISTS = ("salary", "skills", "remote_eligibility")


def says(source: Source, **values: Any) -> Enrichment:  # noqa: ANN401 - the fields of Enrichment
    """An enrichment with evidence for each value; its quote names the source and the value."""
    found = Enrichment(**values)
    for name, value in values.items():
        keys = [f"{name}[{at}]" for at in range(len(value))] if name in LISTS else [name]
        for key in keys:
            found.evidence[key] = Evidence(source, f"{source} {key}", 0, 1)
    return found


def band(low: float | None, high: float | None, interval: Any = "YEAR", **other: Any) -> SalaryBand:  # noqa: ANN401 - an Interval; the fields of SalaryBand
    return SalaryBand(low, high, other.pop("currency", "EUR"), interval, **other)


def test_a_page_wins_over_a_rule_and_a_rule_over_the_model_and_the_losers_are_kept() -> None:
    page = posting(workplace="hybrid", evidence={"workplace": Evidence("json_ld", "HYBRID")})
    rules = says("rule", workplace="remote", seniority="senior")
    model = says("model", workplace="onsite", seniority="lead", visa_sponsorship=True)
    found, contradictions = combine(page, rules, model)
    assert (found.workplace, found.seniority, found.visa_sponsorship) == ("hybrid", "senior", True)
    assert found.evidence["workplace"] == Evidence("json_ld", "HYBRID")
    assert found.evidence["seniority"].source == "rule"
    assert found.evidence["visa_sponsorship"].source == "model"
    assert [
        (each.field, each.kept, each.other, each.kept_source, each.other_source) for each in contradictions
    ] == [
        ("workplace", "hybrid", "remote", "json_ld", "rule"),
        ("workplace", "hybrid", "onsite", "json_ld", "model"),
        ("seniority", "senior", "lead", "rule", "model"),
    ]
    assert contradictions[0].other_evidence == rules.evidence["workplace"]


def test_sources_that_agree_contradict_nothing() -> None:
    same: dict[str, Any] = {
        "workplace": "remote",
        "education": Education("bachelor", True),
        "skills": [Skill("Go", True)],
        "salary": [band(50_000, 60_000)],
        "remote_eligibility": ["DE", "FR"],
    }
    again = same | {"skills": [Skill("GO", True)], "remote_eligibility": ["FR", "DE"]}
    found, contradictions = combine(posting(), says("rule", **same), says("model", **again))
    assert contradictions == []
    assert found == says("rule", **same)


def test_without_a_model_the_rules_stand() -> None:
    rules = says("rule", seniority="senior", skills=[Skill("Go", None)])
    assert combine(posting(), rules, None) == (rules, [])


def test_inputs_stay_as_they_are() -> None:
    page = posting(salary=[band(50_000, None)], remote_eligibility=["DE"])
    rules = says(
        "rule", salary=[band(1, 2, kind="ote")], skills=[Skill("Go", None)], remote_eligibility=["FR"]
    )
    before = dataclasses.asdict(page), dataclasses.asdict(rules)
    combine(page, rules, says("model", skills=[Skill("C", None)]))
    assert (dataclasses.asdict(page), dataclasses.asdict(rules)) == before


def test_a_pages_evidence_for_a_list_is_that_of_each_value() -> None:
    proof = Evidence("json_ld", "baseSalary")
    found = stated_by(posting(salary=[band(1, 2), band(3, 4)], evidence={"salary": proof}))
    assert found.evidence == {"salary[0]": proof, "salary[1]": proof}
    assert stated_by(posting(workplace="remote")).evidence == {"workplace": Evidence("ats_field")}


def test_skills_of_a_lower_source_are_added() -> None:
    rules = says("rule", skills=[Skill("Go", True)])
    model = says("model", skills=[Skill("go", None), Skill("Rust", None), Skill("Go", False)])
    found, contradictions = combine(posting(), rules, model)
    assert found.skills == [Skill("Go", True), Skill("Rust", None)]
    assert found.evidence["skills[1]"].quote == "model skills[1]"
    assert [(each.field, each.kept, each.other) for each in contradictions] == [
        ("skills[0]", Skill("Go", True), Skill("Go", False))
    ]


def test_pay_of_another_kind_is_added() -> None:
    page = posting(salary=[band(50_000, 60_000)])
    found, contradictions = combine(page, says("rule", salary=[band(80_000, None, kind="ote")]), None)
    assert [pay.kind for pay in found.salary] == ["base", "ote"]
    assert [found.evidence[f"salary[{at}]"].source for at in (0, 1)] == ["ats_field", "rule"]
    assert contradictions == []


def test_a_rule_completes_the_band_that_it_agrees_with() -> None:
    page = posting(salary=[band(50_000, 60_000, None, currency=None)])
    for source in ("rule", "model"):
        lower = says(source, salary=[band(50_000, 60_000)])
        rules, model = (lower, None) if source == "rule" else (Enrichment(), lower)
        found, contradictions = combine(page, rules, model)
        assert contradictions == []
        assert found.salary[0].interval == ("YEAR" if source == "rule" else None)
        assert found.evidence["salary[0]"].source == ("rule" if source == "rule" else "ats_field")


@pytest.mark.parametrize(
    ("other", "contradicts"),
    [
        (band(50_000, 60_000), False),
        (band(50_100, 60_000), False),  # rounded
        (band(50_000, None), False),
        (band(4_200, 5_000, "MONTH"), False),
        (band(3_850, 4_615, "MONTH"), False),  # thirteen of them
        (band(24.0, 29.0, "HOUR"), False),
        (band(52_000, 55_000), False),  # a zone of it
        (band(50_000, 60_000, currency=None), False),
        (band(50_000, 60_000, currency="USD"), True),
        (band(50_000, 80_000), True),
        (band(90_000, 99_000), True),
        (band(50_000, 60_000, "MONTH"), True),
        (band(999_999, None), True),
    ],
)
def test_pay_contradicts_where_it_cannot_be_the_same(other: SalaryBand, contradicts: bool) -> None:
    page = posting(salary=[band(50_000, 60_000)])
    found, contradictions = combine(page, Enrichment(), says("model", salary=[other]))
    assert found.salary == page.salary
    assert bool(contradictions) is contradicts


@pytest.mark.parametrize(
    ("other", "contradicts"),
    [
        (Experience(3, 5), False),
        (Experience(3, None), False),
        (Experience(4, None), True),
        (Experience(None, 5), False),
    ],
)
def test_an_open_end_contradicts_no_other_end(other: Experience, contradicts: bool) -> None:
    rules = says("rule", experience_years=Experience(3, None))
    found, contradictions = combine(posting(), rules, says("model", experience_years=other))
    assert found.experience_years == Experience(3, None)
    assert bool(contradictions) is contradicts


def test_nowhere_is_stated_too() -> None:
    page = posting(remote_eligibility=[])
    found, contradictions = combine(page, says("rule", remote_eligibility=["DE"]), None)
    assert found.remote_eligibility == []
    assert [each.kept_source for each in contradictions] == ["ats_field"]


def test_two_summaries_contradict_nothing() -> None:
    found, contradictions = combine(posting(), says("rule", summary="a"), says("model", summary="b"))
    assert (found.summary, contradictions) == ("a", [])


BANDS = st.builds(
    SalaryBand,
    st.sampled_from([None, 10.0, 50_000.0]),
    st.sampled_from([None, 20.0, 60_000.0]),
    st.sampled_from([None, "EUR", "USD"]),
    st.sampled_from([None, "HOUR", "YEAR"]),
    st.sampled_from(["base", "ote"]),
)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "salary": st.lists(BANDS, max_size=3),
        "workplace": st.sampled_from(["remote", "hybrid"]),
        "remote_eligibility": st.lists(st.sampled_from(["DE", "FR"]), min_size=1, max_size=2),
        "experience_years": st.builds(Experience, st.sampled_from([1, None]), st.sampled_from([3, None])),
        "skills": st.lists(
            st.builds(Skill, st.sampled_from(["Go", "go", "C"]), st.sampled_from([True, False, None]))
        ),
        "visa_sponsorship": st.booleans(),
    },
)


@given(VALUES, VALUES, VALUES)
def test_every_value_has_evidence_and_every_key_a_value(
    page: dict[str, Any], rules: dict[str, Any], model: dict[str, Any]
) -> None:
    own = {
        name: value for name, value in page.items() if name in ("salary", "workplace", "remote_eligibility")
    }
    found, contradictions = combine(posting(**own), says("rule", **rules), says("model", **model))
    keys = {f"{name}[{at}]" for name in LISTS for at in range(len(getattr(found, name) or ()))}
    keys |= {
        name
        for name in ("workplace", "experience_years", "visa_sponsorship")
        if getattr(found, name) is not None
    }
    assert found.evidence.keys() == keys
    assert all(each.kept != each.other for each in contradictions)
    for name in ("workplace", "visa_sponsorship"):
        given = [source[name] for source in (own, rules, model) if name in source]
        assert getattr(found, name) == (given[0] if given else None)
