import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.evergreen import evergreen_wording


def quotes(text: str = "", title: str = "Engineer") -> list[str]:
    return [found.quote for found in evergreen_wording(title, text)]


@pytest.mark.parametrize(
    "title",
    [
        "Talent Pool – Software Engineering",
        "Join our Talent Community",
        "General Application",
        "Future opportunities: sales",
        "Principal Engineer (Evergreen)",
        "Evergreen - Registered Nurse",
        "Care Assistant – Evergreen",
        "Evergreen Requisition: Drivers",
        "Vivier – Infirmiers",
        "Don't see your role?",
        "Initiativbewerbung (m/w/d)",
        "Blindbewerbung Pflege",
        "Candidature spontanée - Paris",
        "Candidatura espontánea",
        "Candidatura spontanea",
        "Open sollicitatie",
        "Bolsa de empleo Madrid",
    ],
)
def test_a_title_that_names_no_opening_is_found(title: str) -> None:
    assert len(quotes(title=title)) == 1


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("At Acme we’re always looking for talented people.", "we’re always looking for"),
        ("We are continuously hiring\ncare workers.", "We are continuously hiring"),
        ("This is an evergreen requisition.", "This is an evergreen requisition"),
        ("This posting is for our talent pool, not a job.", "This posting is for our talent pool"),
        (
            "Note that this role is not an active opening.",
            "this role is not an active opening",
        ),
        ("There may not be an immediate opening.", "There may not be an immediate opening"),
        ("We're building a talent pool of nurses.", "We're building a talent pool"),
        ("Please submit an open application here.", "submit an open application"),
        ("We do not have a live vacancy now.", "We do not have a live vacancy"),
        ("Wir suchen laufend Pflegekräfte.", "Wir suchen laufend"),
        ("Wir sind immer auf der Suche nach Talenten.", "Wir sind immer auf der Suche nach"),
        ("Wir freuen uns auf deine Initiativbewerbung!", "Initiativbewerbung"),
        ("Envoyez-nous votre candidature spontanée.", "candidature spontanée"),
        ("Pour alimenter notre vivier de talents", "alimenter notre vivier"),
        ("Nous recherchons en permanence des serveurs", "Nous recherchons en permanence"),
        ("Siempre estamos buscando personas con talento", "Siempre estamos buscando"),
        ("Wij zijn altijd op zoek naar monteurs", "Wij zijn altijd op zoek naar"),
        ("Siamo sempre alla ricerca di talenti", "Siamo sempre alla ricerca di"),
    ],
)
def test_a_text_that_says_so_is_quoted_to_the_letter(text: str, quote: str) -> None:
    assert quotes(text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "You are always looking for ways to improve.",
        "We are always looking for new and better ways to build bridges.",
        "Wir suchen immer nach neuen Wegen.",
        "Nothing for you? We have a talent pool.",
        "Join our talent community to hear of new roles.",
        "Nicht das Richtige dabei? Schick uns eine Initiativbewerbung.",
        "Aucune offre ne correspond ? Envoyez une candidature spontanée.",
        "If this is not the right role, send us an open application.",
        "You maintain the general application of our standards.",
        "Rules of general application for public bodies.",
        "Care for evergreen forests.",
        "We are building a pipeline of data products.",
        "You build talent pools for future hiring needs.",
        "There are no open questions.",
        "Your application is kept for future opportunities at Acme.",
    ],
)
def test_what_is_said_of_something_else_is_not_found(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    "title",
    [
        "Talent Community Manager",
        "Talent Pipeline Senior Recruiter",
        "General Application Engineer",
        "Nurse, Evergreen Care Home",
        "Teacher - Evergreen School District",
        "Serveur au Vivier",
        "Data Pipeline Engineer",
    ],
)
def test_a_title_that_names_an_opening_is_not_found(title: str) -> None:
    assert quotes(title=title) == []


@given(st.lists(st.sampled_from(["We are always looking for people. ", "ß☂\n", "Wir suchen ", "immer "])))
def test_a_quote_stands_where_it_says(pieces: list[str]) -> None:
    text = "".join(pieces)
    for found in evergreen_wording("Talent pool", text):
        source = text if found.field == "description_text" else "Talent pool"
        assert source[found.start : found.end] == found.quote
