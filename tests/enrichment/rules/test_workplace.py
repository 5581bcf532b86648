"""What a text says of the workplace, and what only looks like it."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.workplace import find_workplace

REMOTE = [
    "This is a fully remote position.",
    "The role is 100% remote, but you need a quiet room.",
    "This position is remote within the US.",
    "We are looking for a remote Backend Engineer to join us.",
    "This is a work-from-home position.",
    "You can work from anywhere in Europe.",
    "You will work remotely and meet the team twice a year.",
    "We're a remote-first company.",
    "We are fully distributed, with colleagues in nine countries.",
    "Location: Remote (US)",
    "Location: Anywhere in Canada",
    "Remote: Yes",
    "Nice pay.\n#LI-Remote",
    "About us\nFully remote\nGood people",
    "Job type: Full-time\nWork location: Remote",
    "This remote role reports to the CTO.",
    "Fully remote working environment available in the following states: AZ, CA.",
    "It is a full-time, remote position.",
    "This role is remote and can be executed globally. If you prefer, you can work from our office in Soho.",
    "Work from home 5 days a week.",
    "The position is home-based.",
    "This is a fully remote role with 25 days of vacation per year.",
    "Die Stelle ist zu 100% remote.",
    "Du arbeitest vollständig im Homeoffice.",
    "100 % Homeoffice möglich",
    "Remote-Stelle, deutschlandweit",
    "Arbeitsort: Remote (Deutschland)",
    "Du arbeitest remote aus Deutschland.",
    "Arbeitsmodell: Home-Office",
    "Poste en télétravail complet.",
    "Ce poste est en full remote.",
    "Télétravail : 100 %",
    "Le poste est 100% télétravail.",
    "Le poste est entièrement à distance.",
    "Lieu : télétravail",
    "Teletrabajo 100%.",
    "El puesto es 100% remoto.",
    "Modalidad: remoto",
    "Trabajo 100 % en remoto desde cualquier punto de España.",
    "Modalidad de trabajo: teletrabajo",
    "Posición totalmente remota.",
]
HYBRID = [
    "We expect you in the office three days per week, with the remaining two days from home.",
    "3 days in the office",
    "The team works from our Lisbon office two days a week.",
    "This is a hybrid role based in Leeds.",
    "Hybrid working model with flexible hours.",
    "Work Style: Hybrid model with 3 days per week in office",
    "Location: Hybrid remote/in-office, Bay Area",
    "Auckland-based, hybrid (3 days in-office / 2 at home)",
    "Location & Commitment\nHybrid; one day per week in our Soho office",
    "This role requires an in-office presence 2 days a week.",
    "Our hybrid model means that you work from home up to three days a week.",
    "You'll spend 60% of your time in the office.",
    "A mix of remote and in-office work.",
    "This role is based in Berlin (hybrid).",
    "Hybrid: at least 2-3 days on-site per week.",
    "We work from home on Fridays.",
    "WFH on Mondays and Fridays",
    "This is an on-site role with two days a week from home.",
    "Homeoffice ist an zwei Tagen pro Woche möglich.",
    "Bis zu 3 Tage Homeoffice pro Woche",
    "Zwei Homeoffice-Tage pro Woche",
    "Mobiles Arbeiten an bis zu drei Tagen pro Woche",
    "Hybrides Arbeiten zwischen Büro und Zuhause",
    "Hybrides Arbeitsmodell",
    "60 % mobiles Arbeiten",
    "Mix aus Homeoffice und Büro",
    "3 Tage die Woche im Büro, sonst zu Hause",
    "Die Arbeit im Homeoffice ist zu 50% möglich.",
    "2 jours de télétravail par semaine",
    "Télétravail : 2 jours/semaine",
    "Télétravail partiel",
    "Jusqu'à trois jours de télétravail par semaine après la période d'essai",
    "Mode de travail hybride",
    "Rythme hybride : 3 jours au bureau",
    "Deux jours de présence au bureau par semaine",
    "Teletrabajo 2 días a la semana",
    "Modalidad híbrida: 3 días en la oficina",
    "Modelo de trabajo híbrido",
    "Trabajo híbrido (2 días presenciales)",
    "Dos días de teletrabajo por semana",
    "Formato semipresencial",
]
ONSITE = [
    "This role is fully on-site at our distribution centre. Remote work is not available for this position.",
    "The position is based at our plant and is not remote.",
    "This is not a remote position.",
    "No remote.",
    "Sorry, no remote work.",
    "Remote work is not possible.",
    "This position is not eligible for remote work.",
    "This is a full-time, in-person position based at our San Jose, CA office.",
    "5 days a week in the office",
    "You must be able to work on-site in our lab.",
    "On-site presence required",
    "Location: Austin, TX (on-site)",
    "This is an in-office role.",
    "Work location: In person",
    "We do not offer remote work for this role.",
    "The job cannot be performed remotely.",
    "Remote: No",
    "Office-based position",
    "Monday to Friday on-site",
    "Die Tätigkeit erfolgt ausschließlich vor Ort.",
    "Homeoffice ist leider nicht möglich.",
    "Kein Homeoffice.",
    "Präsenzpflicht im Büro",
    "Arbeitsmodell: vor Ort",
    "Die Stelle ist nicht remote.",
    "Poste en présentiel.",
    "Poste 100% présentiel",
    "Pas de télétravail possible.",
    "Le poste n'est pas éligible au télétravail.",
    "Ce poste est basé sur site.",
    "Présence sur site obligatoire",
    "Modalidad presencial.",
    "Trabajo presencial en Madrid",
    "Modalidad: 100% presencial",
    "No hay teletrabajo.",
    "Puesto presencial, sin teletrabajo.",
]
NOTHING = [
    "",
    "We are located in Munich.",
    "Based at our Bristol depot.",
    "For our office in Berlin we are looking for a developer.",
    "Home office possible.",
    "Option to work from home.",
    "Four weeks of remote work a year.",
    "Work from abroad for up to 30 days a year.",
    "Work from anywhere for 4 weeks per year",
    "Our work from anywhere policy gives you 30 days abroad.",
    "You lead remote teams across time zones.",
    "Experience with remote sensing.",
    "Support by remote desktop.",
    "FIFO roster at a remote site in the Pilbara.",
    "Remote mine site, camp accommodation",
    "Occasional remote work.",
    "The process: a remote interview, then an offer.",
    "Hybrid cloud and hybrid vehicles are our business.",
    "You know hybrid cloud environments.",
    "Free lunch on-site and an on-site gym.",
    "On-site support for our customers.",
    "Experience managing remote employees is a plus.",
    "Stipend for your home office",
    "Remote-friendly, remote optional",
    "Background in high-growth or remote-first companies",
    "Location: prefer onsite",
    "The team is mostly full-time in-person, but some are remote.",
    "Certain roles are on-site.",
    "If you live nearby, this role is hybrid.",
    "This role can be remote or on-site.",
    "Hybrid or remote, as you like.",
    "Location: London or remote",
    "You are comfortable working remotely.",
    "Quarterly team onsites in Lisbon",
    "You provide remote support and remote monitoring.",
    "In-person events and conferences",
    "Remote patient monitoring is our product.",
    "This is not a fully remote role.",
    "For the majority of our roles work can be performed remotely.",
    "This is a hybrid role that combines sales and engineering.",
    "30 days of vacation, home office, free fruit",
    "Travel up to 50%, remote locations included",
    "Three days of onsite training",
    "2 days of paid volunteer leave, home office stipend",
    "Working 5 days a week on the following shift: 4pm to midnight",
    "Homeoffice möglich",
    "Möglichkeit zum mobilen Arbeiten",
    "Flexible Arbeitszeiten und mobiles Arbeiten",
    "Betreuung unserer Kunden vor Ort",
    "30 Tage Urlaub und Homeoffice",
    "Bis zu 20 Tage im Jahr aus dem Ausland arbeiten",
    "Für unseren Standort in München suchen wir dich.",
    "Gelegentliches Homeoffice",
    "Télétravail possible",
    "Télétravail ponctuel",
    "Formation en présentiel",
    "Véhicules hybrides et électriques",
    "Notre bureau est à Lyon.",
    "Équipes à distance et management",
    "Posibilidad de teletrabajo",
    "Teletrabajo ocasional",
    "Formación presencial",
    "Vehículos híbridos",
    "Nuestra oficina está en Madrid.",
    "Gestión de equipos en remoto",
]


@pytest.mark.parametrize(
    ("text", "workplace"),
    [
        *((text, "remote") for text in REMOTE),
        *((text, "hybrid") for text in HYBRID),
        *((text, "onsite") for text in ONSITE),
        *((text, None) for text in NOTHING),
    ],
)
def test_what_a_text_says_of_the_workplace(text: str, workplace: str | None) -> None:
    found = find_workplace(Reading("Engineer", text))
    assert (found and found.value) == workplace


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Hello. This role is fully remote. Bye.", "role is fully remote"),
        ("Location: Remote (US)\nPay: good", "Location: Remote (US)"),
        ("İstanbul. This is a hybrid role.", "hybrid role"),
        ("Bis zu drei Tage Homeoffice pro Woche.", "drei Tage Homeoffice pro Woche"),
    ],
)
def test_the_quote_is_the_words_that_say_it(text: str, quote: str) -> None:
    found = find_workplace(Reading("", text))
    assert found is not None
    assert text[found.start : found.end] == quote


def test_what_is_said_of_the_role_wins_over_what_is_said_of_the_house() -> None:
    text = "We are a remote-first company. This role is on-site in Austin."
    found = find_workplace(Reading("", text))
    assert found is not None
    assert found.value == "onsite"


def test_statements_that_differ_cancel_each_other_out() -> None:
    text = "This role is fully remote. You must work on-site in Austin."
    assert find_workplace(Reading("", text)) is None


_PIECES = st.sampled_from([*REMOTE, *HYBRID, *ONSITE, *NOTHING, "\n", " ", "• ", "İ", "ß", "(", "100%", "5"])


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=12), max_size=8).map("".join), st.sampled_from([None, "en", "de"]))
def test_any_text_is_read_and_the_quote_stands_in_it(text: str, language: str | None) -> None:
    found = find_workplace(Reading("", text, language))
    if found:
        assert found.value in {"remote", "hybrid", "onsite"}
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()
        assert found.end - found.start <= 300


def _lines_run(text: str) -> int:
    """How many lines of Python reading a text takes: a measure of work that no busy machine changes."""
    run = 0

    def count(*_: object) -> object:
        nonlocal run
        run += 1
        return count

    reading = Reading("", text)
    sys.settrace(count)  # type: ignore[arg-type]  # any callable that returns one will do
    try:
        find_workplace(reading)
    finally:
        sys.settrace(None)
    return run


@pytest.mark.parametrize(
    "piece", ["remote ", "3 days in the office ", "home office 50% ", "location: ", "hybrid"]
)
def test_the_work_grows_no_faster_than_the_text(piece: str) -> None:
    assert _lines_run(piece * 400) <= 5 * _lines_run(piece * 100) + 1000
