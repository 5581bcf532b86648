"""Levels of education: what they are called, which of several counts, whether it is a must."""

import pytest

from jobs_assets.enrichment.records import EducationLevel
from jobs_assets.enrichment.rules.education import find_education
from jobs_assets.enrichment.rules.reading import Reading


def _level(text: str, language: str | None = None) -> str | None:
    found = find_education(Reading("", text, language))
    return found.value.level if found else None


def _required(text: str) -> bool | None:
    found = find_education(Reading("", text, "en"))
    return found.value.required if found else None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Bachelor's degree in Computer Science or a related field", "bachelor"),
        ("BS in Computer Science", "bachelor"),
        ("B.Tech/M.Tech in CS", "bachelor"),
        ("BSN required, MSN preferred", "bachelor"),
        ("educated to degree level", "bachelor"),
        ("You hold a degree in engineering", "bachelor"),
        ("4-year degree", "bachelor"),
        ("Life Science degree or equivalent experience", "bachelor"),
        ("Master’s degree in Chemistry", "master"),
        ("MSc in Physics", "master"),
        ("MBA required", "master"),
        ("PhD in a related field", "doctorate"),
        ("JD from a top law school", "doctorate"),
        ("Law degree (JD) from an accredited law school", "doctorate"),
        ("High school diploma or GED required", "secondary"),
        ("GED required", "secondary"),
        ("Associate's degree or higher", "vocational"),
        ("Trade school certificate", "vocational"),
        ("Diploma or Bachelor’s Degree in Architecture", "vocational"),
        ("No formal qualifications or degree are required for this role", "none"),
        ("You don't need a degree to apply", "none"),
        ("A university degree is not required", "none"),
        ("No degree? No problem.", "none"),
    ],
)
def test_levels_in_english(text: str, level: EducationLevel) -> None:
    assert _level(text, "en") == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Abgeschlossenes Studium im Bereich Geodäsie", "bachelor"),
        ("Abgeschlossenes technisches oder naturwissenschaftliches Studium", "bachelor"),
        ("Universitäts- oder Fachhochschulabschluss", "bachelor"),
        ("abgeschlossenes Masterstudium", "master"),
        ("Abgeschlossene kaufmännische Ausbildung", "vocational"),
        ("Studium oder Ausbildung im Bereich IT", "vocational"),
        ("Meister oder Techniker", "vocational"),
        ("Du hast deinen Hauptschulabschluss in der Tasche", "secondary"),
        ("Abitur oder Fachhochschulreife", "secondary"),
        ("Promotion im Bereich Chemie von Vorteil", "doctorate"),
        ("Eine abgeschlossene Ausbildung ist nicht erforderlich", "none"),
        ("kein Studium erforderlich", "none"),
        ("Sales Promotion und Marketing", None),
        ("Wir bieten eine Ausbildung zum Koch", None),
        ("neben deinem Studium", None),
    ],
)
def test_levels_in_german(text: str, level: EducationLevel | None) -> None:
    assert _level(text, "de") == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Bac+2 ou Bac+3 dans le BTP (BTS, BUT)", "vocational"),
        ("Bac +2/3 en informatique", "vocational"),
        ("Bac + 3 minimum en Commerce", "bachelor"),
        ("De formation Bac+5 en informatique", "master"),
        ("Diplômé(e) d’une école d’Ingénieurs", "master"),
        ("Diplôme d'ingénieur géomètre ou BTS géomètre", "vocational"),
        ("CAP cuisine exigé", "vocational"),
        ("Doctorat en chimie", "doctorate"),
        ("Sans diplôme", "none"),
        ("Permis et licence de transport", None),
        ("un cap à franchir", None),
        ("une formation interne complète", None),
    ],
)
def test_levels_in_french(text: str, level: EducationLevel | None) -> None:
    assert _level(text, "fr") == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Grado en Ingeniería Informática", "bachelor"),
        ("Licenciatura en Derecho", "bachelor"),
        ("Titulación universitaria técnica", "bachelor"),
        ("Grado + Máster homologado en Prevención", "master"),
        ("Título universitario (licenciatura o máster)", "bachelor"),
        ("FP Grado Superior en Mantenimiento", "vocational"),
        ("formación mínima en Técnico Superior y/o Grado Universitario", "vocational"),
        ("ESO o Bachillerato", "secondary"),
        ("No se requiere titulación", "none"),
        ("alto grado de autonomía", None),
        ("soporte técnico en obra", None),
    ],
)
def test_levels_in_spanish(text: str, level: EducationLevel | None) -> None:
    assert _level(text, "es") == level


@pytest.mark.parametrize(
    "text",
    [
        "A high degree of independence",
        "360-degree cameras",
        "Tuition reimbursement for your bachelor's degree",
        "Proficient in MS Office and MS Excel",
        "A no-BS team of people",
        "You are a Scrum Master or Product Owner",
        "a master of the ad platforms",
        "Full-time Seamstress or Master Tailor",
        "first-year international students (graduate and undergraduate)",
        "experience in FP&A and cap tables",
        "threat model LLM and agentic workflows",
        "We offer a Master's programme",
        "researcher with professional experience (post-degree)",
    ],
)
def test_other_uses_of_the_words_are_no_levels(text: str) -> None:
    assert _level(text, "en") is None


@pytest.mark.parametrize(
    ("text", "level", "required"),
    [
        ("Bachelor’s degree required; MBA strongly preferred", "bachelor", True),
        ("High School Diploma required; Bachelor’s degree preferred.", "secondary", True),
        ("A master's degree is required; a PhD is preferred.", "master", True),
        ("Bachelor's degree in Finance.\nMBA required.", "master", True),
        ("PhD or Master's in Statistics", "master", True),
        ("Bachelor's, Master's or PhD", "bachelor", True),
        ("You have completed a degree in Finance, a Master's degree is not required", "bachelor", True),
        ("Master's degree strongly preferred", "master", False),
        ("an advanced degree is a plus", "master", False),
        ("Bachelor’s degree or equivalent work experience", "bachelor", False),
        ("Bachelor's degree in Engineering; or equivalent professional experience", "bachelor", False),
        ("Bachelor’s degree or equivalent in Computer Science", "bachelor", True),
        ("Bachelor's degree, preferably in Computer Science", "bachelor", True),
        ("Bachelor's degree (finance specialization preferred)", "bachelor", True),
        ("Bachelor's degree (preferred but not required)", "bachelor", False),
        ("NICE TO HAVE\n- PhD in Robotics", "doctorate", False),
        ("Preferred qualifications\n- Bachelor's degree", "bachelor", False),
    ],
)
def test_the_lowest_that_will_do_and_whether_it_is_a_must(
    text: str, level: EducationLevel, required: bool
) -> None:
    assert (_level(text, "en"), _required(text)) == (level, required)


def test_the_quote_says_what_makes_it_a_wish() -> None:
    text = "You bring:\n- Bachelor’s degree in Computer Science or equivalent practical experience.\n- Drive"
    found = find_education(Reading("", text))
    assert found is not None
    assert text[found.start : found.end] == (
        "Bachelor’s degree in Computer Science or equivalent practical experience"
    )


def test_names_of_english_degrees_are_known_in_other_languages() -> None:
    assert _level("Bachelor of Science in Informatik", "de") == "bachelor"
