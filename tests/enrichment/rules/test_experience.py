"""Years of experience: what is a demand, whose years they are, and what is read of them."""

import pytest

from jobs_assets.enrichment.records import Experience
from jobs_assets.enrichment.rules.experience import BAND_CONFIDENCE, find_experience
from jobs_assets.enrichment.rules.reading import Reading


def _years(text: str, language: str | None = None) -> tuple[int | None, int | None] | None:
    found = find_experience(Reading("", text, language))
    return (found.value.min, found.value.max) if found else None


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("5+ years of experience in Python", 5, None),
        ("At least five (5) years' experience in sales", 5, None),
        ("Five years’ experience with CNC machine repair", 5, None),
        ("between 3 and 5 years of experience", 3, 5),
        ("one to three years of related experience", 1, 3),
        ("8 or more years in software development", 8, None),
        ("5–8+ years in applied ML", 5, None),
        ("Experience: 4 years", 4, None),
        ("Years of Experience Required: 3-5", 3, 5),
        ("entry level, 0-2 years", 0, 2),
        ("up to 3 years of experience", None, 3),
        ("less than 1 year of experience", None, 1),
        (">3 years of experience", 3, None),
        ("18 months of experience in support", 2, None),
        ("6 months experience preferred", 0, None),
        ("4+ year track record of shipping", 4, None),
        ("3 years' post-qualification experience", 3, None),
        ("Senior (8+ yrs)", 8, None),
        ("We require 3 years in a security operations role", 3, None),
        ("5 years in a similar role", 5, None),
        ("Minimum 2 yrs exp", 2, None),
    ],
)
def test_years_asked_for_in_english(text: str, least: int | None, most: int | None) -> None:
    assert _years(text, "en") == (least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("mindestens drei Jahre Berufserfahrung", 3, None),
        ("mind. 5 Jahre Erfahrung", 5, None),
        ("zwei bis drei Jahre Erfahrung", 2, 3),
        ("mindestens 2-jährige Berufserfahrung", 2, None),
        ("eine mindestens dreijährige Berufserfahrung", 3, None),
        ("Berufserfahrung von mindestens 4 Jahren", 4, None),
        ("Du bringst 2+ Jahre Erfahrung mit", 2, None),
        ("Sie haben mindestens fünf Jahre in der Beratung gearbeitet", 5, None),
        ("Erste Berufserfahrung (ca. 2–5 Jahre)", 2, 5),
    ],
)
def test_years_asked_for_in_german(text: str, least: int | None, most: int | None) -> None:
    assert _years(text, "de") == (least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("au moins 5 ans d’expérience", 5, None),
        ("3 à 5 ans d'expérience", 3, 5),
        ("entre 3 et 5 ans d’expérience", 3, 5),
        ("expérience d'au moins un an", 1, None),
        ("Expérience de 3 ans minimum", 3, None),
        ("5 ans et plus d'expérience", 5, None),
        ("une première expérience significative de 2 ans", 2, None),
        ("une expérience de 6 mois", 0, None),
    ],
)
def test_years_asked_for_in_french(text: str, least: int | None, most: int | None) -> None:
    assert _years(text, "fr") == (least, most)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("al menos 2 años de experiencia", 2, None),
        ("experiencia mínima de 4-5 años", 4, 5),
        ("mínimo cinco (5) años de experiencia general", 5, None),
        ("2 o más años de experiencia", 2, None),
        ("uno o dos años de experiencia", 1, 2),
        ("+3 años de experiencia", 3, None),
        ("Al menos 1 año y medio de experiencia", 2, None),
        ("Mínimo 2 años en puesto similar", 2, None),
    ],
)
def test_years_asked_for_in_spanish(text: str, least: int | None, most: int | None) -> None:
    assert _years(text, "es") == (least, most)


@pytest.mark.parametrize(
    "text",
    [
        "With 25 years of experience, we lead the market",
        "Our team has over 10 years of experience",
        "Our founders have 20+ years of experience",
        "A growing multinational with over 60 years of experience delivering solutions",
        "Founded 15 years ago",
        "For more than 15 years, our clients have trusted us",
        "RSUs vest over 4 years",
        "401k match after 1 year of service",
        "a 2 year contract",
        "12-month contract with the possibility of extension",
        "Contract duration: 4 months",
        "Must be 18 years of age or older",
        "four-year degree required",
        "The average tenure in our team is 3+ years",
        "Own a license for 3+ years",
        "clean driving record for the past 3 years",
        "Sabbatical after 5 years",
        "We have 45 year track record",
        "Several years of relevant work experience",
        "No previous experience is required",
        "a 5 year strategic plan",
        "grow sales over the next 10+ years",
        "minimum of five years' continuous residence",
        "Years of experience: 2008",
    ],
)
def test_other_years_are_no_experience(text: str) -> None:
    assert _years(text, "en") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mit mehr als 25 Jahren Erfahrung sind wir Marktführer", "de"),
        ("Wir haben 20 Jahre Erfahrung", "de"),
        ("befristet auf 2 Jahre", "de"),
        ("Ausbildungsdauer: 3 Jahre", "de"),
        ("mindestens 18 Jahre alt", "de"),
        ("Führerschein seit mindestens 2 Jahren", "de"),
        ("Wohnhaft in Deutschland seit mindestens 5 Jahren", "de"),
        ("Groupe fort de plus de 30 ans d'expérience", "fr"),
        ("CDD de 2 ans", "fr"),
        ("35 ans d'existence", "fr"),
        ("garde d'enfants de 3 à 6 ans", "fr"),
        ("Somos una empresa con más de 20 años de experiencia", "es"),
        ("contrato de 2 años", "es"),
        ("niños de 3 a 12 años", "es"),
        ("desde hace 15 años", "es"),
    ],
)
def test_other_years_are_no_experience_in_other_languages(text: str, language: str) -> None:
    assert _years(text, language) is None


def test_of_several_demands_the_first_counts() -> None:
    text = (
        "- 8+ years of software engineering\n- 3+ years of experience leading teams\n- 10 years of experience"
    )
    assert _years(text, "en") == (8, None)


def test_a_must_counts_before_a_wish() -> None:
    text = "Preferred skills:\n- 10+ years of experience\n\nMinimum qualifications:\n- 3 years of experience"
    assert _years(text, "en") == (3, None)


def test_a_wish_counts_where_there_is_no_must() -> None:
    assert _years("Minimum 1–2 years of teaching experience preferred.", "en") == (1, 2)


def test_what_stands_in_for_a_degree_is_no_demand_of_its_own() -> None:
    text = (
        "If the degree requirement isn't met, at least 5 years of experience\n- 3 years experience in sales"
    )
    assert _years(text, "en") == (3, None)


@pytest.mark.parametrize(
    ("text", "language", "least", "most"),
    [
        ("Mehrjährige Berufserfahrung im Bereich Altlasten", "de", 3, None),
        ("Erste Erfahrung im Vertrieb", "de", 0, 2),
        ("une première expérience en vente", "fr", 0, 2),
        ("expérience confirmée en hôtellerie", "fr", 4, None),
        ("une expérience significative sur un poste similaire", "fr", 1, 3),
    ],
)
def test_words_that_stand_for_years_are_offered_with_little_confidence(
    text: str, language: str, least: int, most: int | None
) -> None:
    found = find_experience(Reading("", text, language))
    assert found is not None
    assert (found.value, found.confidence) == (Experience(least, most), BAND_CONFIDENCE)


def test_a_number_goes_before_a_word_that_stands_for_one() -> None:
    assert _years("Mehrjährige Erfahrung im Einkauf\nMindestens 5 Jahre Berufserfahrung", "de") == (5, None)


def test_whether_somebody_has_several_years_may_not_matter() -> None:
    assert _years("unabhängig davon, ob Du schon mehrere Jahre Erfahrung hast", "de") is None


def test_the_quote_goes_from_the_number_to_what_it_is_years_of() -> None:
    text = (
        "You are curious. You bring at least 4 years of hands-on security engineering experience, and more."
    )
    found = find_experience(Reading("", text))
    assert found is not None
    assert text[found.start : found.end] == "at least 4 years of hands-on security engineering experience"


def test_the_language_need_not_be_known() -> None:
    assert _years(
        "Wir suchen dich. Mindestens drei Jahre Berufserfahrung im Vertrieb und Freude an der Arbeit"
    ) == (
        3,
        None,
    )
