"""Visa sponsorship: what employers say of it, and what only sounds like it."""

import pytest

from jobs_assets.enrichment.rules.reading import Reading
from jobs_assets.enrichment.rules.sponsorship import find_sponsorship


def _answer(text: str) -> bool | None:
    found = find_sponsorship(Reading("", text))
    return found.value if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Yes, we sponsor visas and work permits",
        "Visa sponsorship is available for candidates requiring OPT sponsorship",
        "We are happy to sponsor visas and will support your relocation",
        "- Visa sponsorship for highly qualified candidates (H-1B transfers)",
        "We offer full visa and relocation support for international candidates",
        "We are able to explore sponsorship for this role, although we do not offer a relocation package.",
        "Visa Sponsorship: Yes",
        "We welcome applications from candidates who require sponsorship",
        "We're a licensed sponsor and can offer visas",
        "Wir unterstützen bei Visum und Umzug: Visa-Sponsoring möglich",
        "Nous proposons un sponsoring de visa",
        "Ofrecemos patrocinio de visado",
    ],
)
def test_offers(text: str) -> None:
    assert _answer(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "At this time, we are unable to provide visa sponsorship.",
        "Visa sponsorship is not available for this position, now or in the future.",
        "Candidates must be authorized to work in the U.S. without current or future sponsorship needs.",
        "Must be able to work legally in the U.S. without requiring visa sponsorship",
        "UK right to work required (no sponsorship available)",
        "Relocation and sponsorship are not available for this role.",
        "Too Good does not provide visa sponsorship or support visa extensions.",
        "We can't sponsor H-1B visas",
        "Unfortunately, we are unable to offer H1B sponsorship; however, we are able to sponsor a TN visa.",
        "we do not sponsor visas but will consider applicants with OPT eligibility",
        "Visa sponsorship: No",
        "We are unable to offer a Certificate of Sponsorship",
        "This role is not eligible for visa sponsorship",
        "If you need sponsorship to work in the UK, please note we are not a licensed sponsor",
        "Candidates requiring sponsorship will not be considered",
        "Leider ist kein Visa-Sponsoring möglich",
        "Pas de sponsoring de visa",
        "No ofrecemos patrocinio de visa",
    ],
)
def test_refusals(text: str) -> None:
    assert _answer(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "Work closely with sponsors, investigators and collaborating institutions",
        "company-sponsored 401(k) and lunches",
        "Act as the executive sponsor of the program",
        "Working knowledge of Visa and Mastercard network rules, sponsor bank models",
        "Reach Sponsorship revenue goals",
        "event sponsor in Nashville, TN, offering great perks",
        "experience with Visa, Mastercard and sponsor bank programs, offering support",
        "H1B sponsorship considered for exceptional candidates",
        "We cannot sponsor your security clearance",
        "access to software under export laws without sponsorship for an export license",
        "Applicants must be legally authorized to work in Germany",
        "Will you now or in the future require visa sponsorship?",
        "Please indicate whether you require visa sponsorship.",
        "We may consider visa sponsorship on a case-by-case basis",
        "However, we aren't able to sponsor visas for every role and every candidate.",
        "Relocation package",
        "visa processing and travel arrangements",
    ],
)
def test_what_is_no_answer(text: str) -> None:
    assert _answer(text) is None


def test_what_holds_for_some_takes_nothing_from_what_is_offered() -> None:
    assert _answer("We do sponsor visas! However, we aren't able to sponsor visas for every role.") is True


def test_a_refusal_counts_before_an_offer() -> None:
    assert (
        _answer("Benefits: visa sponsorship available\nFor this role we do not offer visa sponsorship.")
        is False
    )


def test_the_quote_is_the_clause_that_says_so() -> None:
    text = "Apply now! Please note: we are unable to offer visa sponsorship. Thanks for reading."
    found = find_sponsorship(Reading("", text))
    assert found is not None
    assert text[found.start : found.end] == "Please note: we are unable to offer visa sponsorship"
