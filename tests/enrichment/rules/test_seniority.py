"""Seniority from titles: words, ladders, and titles that only look as if they said something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.enrichment.records import Seniority
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.seniority import find_seniority, seniority_of


@pytest.mark.parametrize(
    ("title", "seniority"),
    [
        ("Senior Software Engineer (m/w/d)", "senior"),
        ("Sr. Data Analyst", "senior"),
        ("Senior Staff Engineer", "staff"),
        ("Principal Product Manager", "principal"),
        ("Senior Principal Scientist", "principal"),
        ("Lead Engineer", "lead"),
        ("Marketing Lead", "lead"),
        ("Junior Engineer", "junior"),
        ("(Junior) Consultant", "junior"),
        ("Graduate Engineer", "entry"),
        ("Sales Development Representative", "entry"),
        ("Business Analyst Intern", "intern"),
        ("Electrical Mechanic Trainee", "intern"),
        ("Embedded Software Student, Labs", "intern"),
        ("Director, Account Management", "director"),
        ("Associate Director, Podcast Policy", "director"),
        ("Vice President, Specialist Sales", "executive"),
        ("Head of Engineering", "executive"),
        ("Chief Technology Officer", "executive"),
        ("CTO", "executive"),
    ],
)
def test_words_of_titles(title: str, seniority: Seniority) -> None:
    assert seniority_of(title) == seniority


@pytest.mark.parametrize(
    ("title", "seniority"),
    [
        ("Accountant I", "entry"),
        ("Software Engineer II", "mid"),
        ("Instructor-II", "mid"),
        ("Building Controls Technician III - Security", "senior"),
        ("Claims Analyst IV", "senior"),
        ("Software Engineer, L5", "senior"),
        ("IC4 Backend Engineer", "senior"),
        ("E5 Engineer", "senior"),
        ("MTS-3", "senior"),
        ("Software Engineer E6", "staff"),
        ("Solution Architect L2", "mid"),
        ("Planner - Level 3", "senior"),
        ("PLANNING SPEC 2", "mid"),
        ("Accountant I / II", "entry"),
        ("Member of Technical Staff", "mid"),
        ("Senior Member of Technical Staff", "senior"),
    ],
)
def test_rungs_of_ladders(title: str, seniority: Seniority) -> None:
    assert seniority_of(title) == seniority


@pytest.mark.parametrize(
    ("title", "seniority"),
    [
        ("Senior Manager, Privacy Engineering", "manager"),
        ("Senior Engineering Manager", "manager"),
        ("Branch Manager (Charleston)", "manager"),
        ("Group Product Manager", "manager"),
        ("Senior Partner Manager", "senior"),
        ("Senior Product Manager", "senior"),
        ("Project Manager", "mid"),
        ("Product Manager", "mid"),
        ("Junior Risk Manager", "junior"),
        ("Customer Success Manager", None),
        ("Account Manager", None),
    ],
)
def test_managers_of_people_and_of_things(title: str, seniority: Seniority | None) -> None:
    assert seniority_of(title) == seniority


@pytest.mark.parametrize(
    ("title", "seniority"),
    [
        ("Werkstudent Marketing (m/w/d)", "intern"),
        ("Praktikant:in im Service", "intern"),
        ("Ausbildung zum Kaufmann (m/w/d)", "intern"),
        ("Teamleiter Vertrieb", "lead"),
        ("Leiter:in Finanzen", "manager"),
        ("Bereichsleiter IT", "director"),
        ("Geschäftsführer (m/w/d)", "executive"),
        ("Projektleiter Bau", "mid"),
        ("Assistenz der Geschäftsführung", None),
        ("Stellvertretende Filialleitung", None),
        ("Softwareentwickler/in", None),
        ("Stagiaire marketing", "intern"),
        ("Stage - Développeur Python", "intern"),
        ("Alternant(e) RH", "intern"),
        ("Développeur confirmé", "senior"),
        ("Chef d'équipe logistique", "lead"),
        ("Chef de projet digital", "mid"),
        ("Chef de rang", None),
        ("Responsable comptabilité", "manager"),
        ("Directeur commercial", "director"),
        ("Directrice Générale", "executive"),
        ("Becario/a de Marketing", "intern"),
        ("Jefe de equipo", "lead"),
        ("Jefe de proyecto", "mid"),
        ("Gerente de Operaciones", "manager"),
        ("Directora General", "executive"),
        ("Programador Sénior", "senior"),
    ],
)
def test_titles_in_german_french_and_spanish(title: str, seniority: Seniority | None) -> None:
    assert seniority_of(title) == seniority


@pytest.mark.parametrize(
    "title",
    [
        "Software Engineer",
        "Executive Assistant",
        "Account Executive",
        "Lead Generation Specialist",
        "Stage Manager",
        "Staff Nurse",
        "Chief of Staff",
        "Founder's Associate",
        "Quantitative Analyst - CIO Office",
        "Assistant Manager",
        "Scrum Master",
        "International Sales",
        "Tier 2 Help Desk Specialist",
        "L2 Support Engineer",
        "Phase II Technician",
        "3rd Shift Operator",
        "Process Assistant I/II/III",
        "Account Executive Mid Market",
        "",
    ],
)
def test_titles_that_say_nothing(title: str) -> None:
    assert seniority_of(title) is None


@pytest.mark.parametrize(
    ("title", "seniority"),
    [
        ("Analyst/Sr Analyst", None),
        ("Engineer / Senior Engineer, IT", None),
        ("(Junior/Senior) Developer", None),
        ("Senior Researcher/ Principal Researcher", "senior"),
        ("Data Engineer [Senior/Lead]", "senior"),
        ("Director/VP of Finance", "director"),
    ],
)
def test_of_a_choice_the_lower_and_nothing_where_one_says_nothing(
    title: str, seniority: Seniority | None
) -> None:
    assert seniority_of(title) == seniority


def test_the_title_alone_is_read() -> None:
    assert find_seniority(Reading("Engineer", "You report to the Senior Director")) is None


@given(st.text(max_size=400))
def test_any_title_is_read(title: str) -> None:
    find_seniority(Reading(title, ""))


@given(
    st.sampled_from(["Senior Analyst", "Team Lead", "Praktikant", "Engineer II"]),
    st.sampled_from(["upper", "lower"]),
)
def test_words_mean_the_same_in_capitals(title: str, case: str) -> None:
    changed = getattr(title, case)()
    if title != "Engineer II" or case == "upper":
        assert seniority_of(changed) == seniority_of(title)


@pytest.mark.parametrize(
    "title", ["Nurse, Ward 3", "Bridge engineer, site 1", "Baker - Shop 2", "Verkäufer Filiale 3"]
)
def test_the_number_of_a_place_is_no_rung(title: str) -> None:
    assert seniority_of(title) is None
