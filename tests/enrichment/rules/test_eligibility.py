"""Where remote people may live, and what only sounds like it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs_assets.enrichment.rules.eligibility import find_eligibility
from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.postings import Workplace

STATED = [
    ("This role is 100% remote, however you must be legally resident in Germany, Austria or Switzerland.",
     ["DE", "AT", "CH"]),
    ("This is a fully remote position. You may work from anywhere in the United States.", ["US"]),
    ("This position is fully remote within the US.", ["US"]),
    ("This role is remote but the successful candidate should be based in France.", ["FR"]),
    ("Fully remote. Candidates must reside in Canada.", ["CA"]),
    ("Remote (US only)", ["US"]),
    ("Location: Remote - EMEA", ["EMEA"]),
    ("Location: Remote (UK)", ["GB"]),
    ("United States - Remote", ["US"]),
    ("Location: Germany, remote", ["DE"]),
    ("This is a remote position open to candidates residing in California, Texas or New York.",
     ["California", "Texas", "New York"]),
    ("Fully remote working environment available in the following states: AZ, CA, CO, FL.",
     ["Arizona", "California", "Colorado", "Florida"]),
    ("This role will be remote and based in Ireland or the UK.", ["IE", "GB"]),
    ("This role will be remote and based in Ontario, British Columbia or Alberta, Canada.",
     ["Ontario", "British Columbia", "Alberta"]),
    ("Fully remote. You must be located in the EU.", ["EU"]),
    ("Fully remote. You must live within the European Union or the United Kingdom.", ["EU", "GB"]),
    ("Fully remote, we hire in Spain, Portugal and Poland.", ["ES", "PT", "PL"]),
    ("Fully remote. Open to applicants based in Latin America.", ["LATAM"]),
    ("Fully remote. Work from anywhere in the world.", ["Worldwide"]),
    ("Fully remote role. US-based candidates only.", ["US"]),
    ("100% remote; residents of the following states: Georgia, Ohio and Utah.", ["Georgia", "Ohio", "Utah"]),
    ("Die Stelle ist 100 % remote. Du bist wohnhaft in Deutschland.", ["DE"]),
    ("100 % remote, Wohnsitz in Deutschland oder Österreich erforderlich.", ["DE", "AT"]),
    ("Du arbeitest remote aus Deutschland.", ["DE"]),
    ("Remote-Stelle (deutschlandweit)", ["DE"]),
    ("Vollständig remote innerhalb der EU", ["EU"]),
    ("100 % remote innerhalb Deutschlands", ["DE"]),
    ("Poste 100% télétravail. Vous devez résider en France.", ["FR"]),
    ("Poste en full remote, candidat basé en France ou en Belgique.", ["FR", "BE"]),
    ("Poste 100% télétravail, partout en France.", ["FR"]),
    ("Full remote : vous devez être domicilié au Canada.", ["CA"]),
    ("Puesto 100% remoto. Imprescindible residir en España.", ["ES"]),
    ("Trabajo 100 % en remoto desde cualquier punto de España.", ["ES"]),
    ("Puesto 100% remoto para candidatos residentes en México, Colombia o Argentina.", ["MX", "CO", "AR"]),
]  # fmt: skip
NOT_STATED = [
    "Fully remote.",
    "Fully remote. Our team is based in Germany.",
    "Fully remote. We are based in the UK.",
    "Fully remote. For candidates based in the United States, the salary range is $100k.",
    "Fully remote. If you are based in Germany, you get a travel card.",
    "Fully remote, but we are unable to accommodate remote work from Hawaii.",
    "Fully remote, within 3 hours of CET.",
    "Fully remote. You must be based in a European time zone.",
    "Fully remote. You must be available during US time zones.",
    "Fully remote. You must be based in Berlin, Germany.",
    "Fully remote. Not open to candidates residing in Colorado.",
    "Fully remote. You must be a US citizen.",
    "Fully remote. Our customers are located in France and Spain.",
    "Fully remote, Georgia is our manager.",
    "Vollständig remote. Unser Büro ist in Österreich.",
    "100% télétravail. Nous sommes basés en France.",
    "Puesto 100% remoto. Estamos ubicados en España.",
    "This role is on-site. You must reside in Germany.",
    "You must reside in Germany.",
]


@pytest.mark.parametrize(("text", "places"), STATED)
def test_where_remote_people_may_live(text: str, places: list[str]) -> None:
    found = find_eligibility(Reading("", text))
    assert found is not None
    assert found.value == places
    assert text[found.start : found.end].strip()


@pytest.mark.parametrize("text", NOT_STATED)
def test_what_limits_nobody(text: str) -> None:
    assert find_eligibility(Reading("", text)) is None


@pytest.mark.parametrize(("workplace", "places"), [("remote", ["DE"]), ("hybrid", ["DE"]), ("onsite", None)])
def test_the_field_says_whether_people_may_be_elsewhere(
    workplace: Workplace, places: list[str] | None
) -> None:
    found = find_eligibility(Reading("", "You must reside in Germany.", workplace=workplace))
    assert (found and found.value) == places


def test_the_quote_is_the_words_that_say_it() -> None:
    text = "Great job. You must be based in Spain or Portugal. Apply now."
    found = find_eligibility(Reading("", text, workplace="remote"))
    assert found is not None
    assert text[found.start : found.end] == "must be based in Spain or Portugal"


_PIECES = st.sampled_from([
    *(text for text, _ in STATED), *NOT_STATED, "Remote (", "US only", "must reside in ", "İ",
    "the following states: ",
    "AL, ", "Germany, ", "U.S.", "\n", "UK", " or ",
])  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=10), max_size=8).map("".join))
def test_any_text_is_read_and_the_quote_stands_in_it(text: str) -> None:
    found = find_eligibility(Reading("", text, workplace="remote"))
    if found:
        assert found.value
        assert 0 <= found.start < found.end <= len(text)
