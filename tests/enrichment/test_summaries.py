"""What a summary may say: what its posting says."""

import json

import pytest

from jobs_assets.enrichment.answers import Answered, read_answer
from jobs_assets.enrichment.summaries import two_sentences
from jobs_assets.postings import Place
from tests.enrichment.postings import ALL, nothing, posting

GERMAN = """Sie pflegen Menschen auf der Station für Geriatrie in Fulda.
Sie arbeiten im Schichtdienst mit 12 Kolleginnen."""


def summary(text: str, of: str | None = None, **about: object) -> tuple[str | None, str | None]:
    """The summary that is taken, or why none is."""
    ad = posting(of, **about) if of else posting(**about)
    quote = ad.description_text.strip().splitlines()[-1]
    found = read_answer(json.dumps(nothing(summary={"quote": quote, "text": text})), ad, ALL, model="m")
    assert isinstance(found, Answered)
    reasons = [rejection.reason for rejection in found.rejected]
    return found.enrichment.summary, reasons[0] if reasons else None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Runs Kubernetes clusters and PostgreSQL databases for ships.", None),
        ("Harbour Freight Systems seeks an engineer in Leeds to run Kubernetes clusters.", None),
        ("A senior engineer keeps databases fast, with 4 years of Linux.", None),
        ("Runs Kubernetes clusters for Google ships.", "name_not_in_text"),
        ("Runs OpenShift clusters that plan the ships.", "name_not_in_text"),
        ("Runs Kubernetes clusters with 9 years of experience.", "number_not_in_text"),
        ("Earns £90,000 to plan the ships.", "number_not_in_text"),
        ("Sells insurance to elderly farmers across rural provinces.", "words_not_in_text"),
        ("Runs Kubernetes clusters, see https://evil.example.", "address"),
        ("Runs Kubernetes clusters, see evil.com/apply now.", "address"),
        ("Runs Kubernetes clusters, write to a@evil.example.", "address"),
        ("Runs <b>Kubernetes</b> clusters.", "markup"),
        ("Runs **Kubernetes** clusters.", "markup"),
        ("Runs [Kubernetes](x) clusters.", "markup"),
        ("Runs Kubernetes clusters that plan the ships " * 12, "too_long"),
        ("", "no_value"),
        ("\u200b \n", "no_value"),
        ("...", "words_not_in_text"),
    ],
)
def test_figures_names_and_most_words_are_the_postings(text: str, reason: str | None) -> None:
    taken, why = summary(text)
    assert why == reason
    assert taken == (text if reason is None else None)


def test_german_nouns_are_no_names() -> None:
    german = {"language": "de", "job_location": [Place("Fulda", None, "DE")]}
    text = "Pflegt Menschen auf einer Station für Geriatrie, im Schichtdienst und mit Kolleginnen."
    assert summary(text, GERMAN, **german) == (text, None)
    for wrong, reason in (
        ("Verkauft Versicherungen an Landwirte.", "words_not_in_text"),
        ("Pflegt Menschen mit 30 Kolleginnen.", "number_not_in_text"),
        ("Pflegt Menschen auf der Station für SAP.", "name_not_in_text"),
    ):
        assert summary(wrong, GERMAN, **german) == (None, reason)


def test_a_summary_is_one_line_without_hidden_signs() -> None:
    assert (
        summary("Runs Kubernetes\n\nclusters\u200b \U000e0041that plan ships.")[0]
        == "Runs Kubernetes clusters that plan ships."
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("One. Two.", "One. Two."),
        ("Cooks food. Serves guests. Sings songs.", "Cooks food. Serves guests."),
        ("Cooks food! Serves guests? Sings songs.", "Cooks food! Serves guests?"),
        (
            "Kocht z. B. Suppen bzw. Soßen. Bedient Gäste. Singt.",
            "Kocht z. B. Suppen bzw. Soßen. Bedient Gäste.",
        ),
        (
            "Works for Dr. Grey at St. John. Helps patients. Sings.",
            "Works for Dr. Grey at St. John. Helps patients.",
        ),
        ("Builds v2.0 of node.js apps. Tests them. Sings.", "Builds v2.0 of node.js apps. Tests them."),
        ("Trabaja aquí. ¿Dónde? ¡Allí!", "Trabaja aquí. ¿Dónde?"),
        ("No end", "No end"),
    ],
)
def test_two_sentences_are_kept(text: str, kept: str) -> None:
    assert two_sentences(text) == kept
