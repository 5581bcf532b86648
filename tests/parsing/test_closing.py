"""A page that says its posting is over is closed with the sentence that says so; one that does not is not."""

# ruff: noqa: E501 - markup reads best one case a line

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs_assets.pages import SourcePage
from jobs_assets.parsing import parse_page
from jobs_assets.parsing.closing import notice_alone
from jobs_assets.parsing.closing_words import MARKS, closing_sentence, no_such_page
from jobs_assets.postings import Closed, Posting
from tests.parsing.pages import PAGE_URL, SHARED_DATA, html, results

ITEM = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Baker",
    "identifier": "R-1",
    "description": "<p>We bake bread.</p><p>This position has been filled twice before.</p><p>The role was closed for a year.</p>",
}
TEXT = "<div><p>We bake bread.</p><p>This position has been filled twice before.</p></div>"
FILLED = "This position has been filled."


def page(main: str, *, lang: str = "en", head: str = "", item: dict[str, str] | None = None) -> bytes:
    """A posting's page with menu, footer and stale or fresh data."""
    menu = "<nav><ul>" + '<li><a href="/x">Bread and rolls</a></li>' * 30 + "</ul></nav>"
    return html(
        orjson.dumps(ITEM | (item or {})).decode(),
        lang=lang,
        head=head,
        body=f"<header>{menu}</header><main>{main}</main><footer><p>{'Acme bakes. ' * 40}</p></footer>",
    )


def record(body: bytes) -> Posting | Closed:
    """The one record of a page."""
    [found] = results("site", body)
    assert isinstance(found, Posting | Closed), found
    return found


# Words

SAID = {
    "en": [
        "This position has been filled and is no longer accepting applications.",
        "This position has been filled.",
        "*** THIS POSITION HAS BEEN FILLED ***",
        "Sorry, this job is no longer available.",
        "We’re sorry, but the position you were interested in has been filled.",
        "The job you are looking for is no longer open.",
        "Unfortunately, this vacancy has now closed.",
        "This vacancy closed on 3 May 2026.",
        "This listing has expired.",
        "This requisition (R-1234) is closed.",
        "The position of Senior Baker has been filled.",
        "Applications are closed.",
        "Applications for this role have now closed.",
        "We are no longer accepting applications for this position.",
        "No longer accepting applications",
        "Position closed",
        "Job status: Closed",
        "This role has already been filled internally.",
        "This competition is now closed to applications.",
    ],
    "de": [
        "Diese Stelle ist nicht mehr verfügbar und wurde bereits besetzt.",
        "Leider ist diese Stelle nicht mehr verfügbar.",
        "Die ausgeschriebene Stelle ist bereits besetzt.",
        "Die Stelle als Bäcker (m/w/d) wurde vergeben.",
        "Die Bewerbungsfrist für diese Stelle ist abgelaufen.",
        "Bewerbungen werden nicht mehr angenommen.",
        "Stelle bereits besetzt",
    ],
    "fr": [
        "Cette offre n'est plus disponible : le poste a été pourvu.",
        "L’offre n’est plus en ligne.",
        "Cette offre d'emploi a expiré.",
        "Désolé, ce poste est déjà pourvu.",
        "Les candidatures sont closes.",
        "Poste pourvu",
    ],
    "es": [
        "Esta oferta ya no está disponible: el puesto ha sido cubierto.",
        "Lo sentimos, esta vacante ya ha sido cubierta.",
        "Ya no se aceptan candidaturas.",
        "Vacante cerrada",
    ],
    "nl": [
        "Deze vacature is helaas niet meer beschikbaar.",
        "Solliciteren is niet meer mogelijk.",
        "Vacature vervuld",
    ],
    "it": ["Questa posizione non è più disponibile.", "Le candidature sono chiuse.", "Posizione chiusa"],
    "pt": ["Esta vaga não está mais disponível.", "Esta vaga já foi preenchida.", "Inscrições encerradas"],
}
RARELY_SAID = [
    "The application period has ended.",
    "We are not currently accepting applications for this role.",
    "Thank you for your interest in Acme. This job has been removed.",
    "This vacancy has been withdrawn.",
]
"""Without a word that every page with data is searched for: found where a page has no data."""
NOT_SAID = [
    "Applications close on 3 May.",
    "This position is not closed.",
    "This position has not been filled.",
    "This position is open until filled.",
    "The position will be closed once filled.",
    "Until this position has been filled, we review applications every week.",
    "If this position has been filled, we keep your data for a year.",
    "Once the position is filled, all applicants hear from us.",
    "Is this position closed?",
    "What happens when the job is no longer available?",
    "This position is filled on a rolling basis.",
    "This role is closed to applicants outside the EU",
    "This role is not open to visa sponsorship.",
    "This position is not available in Colorado.",
    "We are no longer accepting applications from recruiters.",
    "This position is no longer remote.",
    "This role was filled with joy.",
    "This cookie has expired.",
    "This offer has expired",
    "Your session is no longer valid.",
    "The office is closed on Sundays.",
    "Our doors are never closed.",
    "Closed",
    "Die Bewerbungsfrist endet am 3. Mai.",
    "Diese Stelle ist noch nicht besetzt.",
    "Diese Stelle ist zum 1. September zu besetzen.",
    "Sobald die Stelle besetzt ist, melden wir uns.",
    "Die Stelle ist unbefristet.",
    "Poste à pourvoir",
    "Le poste est à pourvoir immédiatement.",
    "Dès que le poste a été pourvu, l'annonce est retirée.",
    "Date de clôture des candidatures : 3 mai.",
    "Este puesto está disponible.",
    "Cuando la vacante esté cubierta, te avisaremos.",
    "Vacature open tot vervulling",
    "Questa posizione è disponibile da subito.",
    "Esta vaga está aberta.",
]


@pytest.mark.parametrize(("lang", "said"), [(lang, said) for lang, each in SAID.items() for said in each])
def test_a_notice_under_the_title_closes_the_posting(lang: str, said: str) -> None:
    found = record(page(f'<h1>Baker</h1><p class="state">{said}</p>{TEXT}', lang=lang))
    assert isinstance(found, Closed)
    assert (found.reason, found.posting_id, found.url) == ("page_says_closed", "site:acme:R-1", PAGE_URL)
    assert found.quote
    assert found.quote in said


@pytest.mark.parametrize("said", [*RARELY_SAID, *SAID["en"]])
def test_a_notice_that_is_all_a_page_says_closes_it(said: str) -> None:
    [found] = results("site", f"<html><body><h1>{said}</h1></body></html>".encode())
    assert isinstance(found, Closed)
    assert (found.reason, found.posting_id) == ("page_says_closed", None)


@pytest.mark.parametrize("said", NOT_SAID)
def test_what_only_sounds_like_a_notice_closes_nothing(said: str) -> None:
    for main in (f"<h1>Baker</h1><p>{said}</p>{TEXT}", f'<div role="alert">{said}</div><h1>Baker</h1>{TEXT}'):
        for lang in MARKS:
            assert isinstance(record(page(main, lang=lang)), Posting)


@given(
    st.sampled_from([said for each in SAID.values() for said in each]),
    st.sampled_from(["Until", "If", "Once", "Sobald", "Si", "Cuando", "Quand"]),
)
def test_a_condition_before_a_sentence_takes_its_meaning(said: str, condition: str) -> None:
    first = closing_sentence(said)
    assert first is not None
    assert closing_sentence(f"{condition} {first}") is None


@given(st.text(max_size=300))
def test_any_text_is_read_and_the_quote_is_in_it(text: str) -> None:
    for found in (closing_sentence(text), closing_sentence(text, heading=True), no_such_page(text)):
        assert found is None or found in text


# Where a notice stands

SEEN = {
    "above the title": f'<div class="alert" role="alert"><p>{FILLED}</p></div><h1>Baker</h1>{TEXT}',
    "below the title": f"<h1>Baker</h1><p>Reading</p><p>{FILLED}</p>{TEXT}",
    "in a list of facts": f'<h1>Baker</h1><ul class="meta"><li>Reading</li><li class="position-filled">{FILLED}</li></ul>{TEXT}',
    "as the title": f'<h1>{FILLED}</h1><p><a href="/jobs">All our jobs</a></p>',
    "in the title": f"<h1>Baker – {FILLED}</h1>{TEXT}",
    "as a mark of the title": f"<h1>[CLOSED] Baker</h1>{TEXT}",
    "in place of all": f"<p>{FILLED}</p>",
    "in a sentence among others": f"<h1>Baker</h1><p>Thank you for your interest. {FILLED} Have a look at our other jobs.</p>{TEXT}",
    "with emphasis inside": f"<h1>Baker</h1><p>This <strong>position</strong> has <em>been filled</em>.</p>{TEXT}",
    "in a figure": f"<h1>Baker</h1><figure><figcaption>{FILLED}</figcaption></figure>{TEXT}",
    "with a link to the others": f'<h1>Baker</h1><div class="notice"><p>{FILLED}</p><a href="/jobs">See others</a></div>{TEXT}',
    "in a dialog that is open": f"<dialog open><p>{FILLED}</p></dialog><h1>Baker</h1>{TEXT}",
    "above an offer to apply": f'<h1>Baker</h1><p>{FILLED}</p>{TEXT}<a href="/apply">Apply now</a>',
    "beside a button that is off": f'<h1>Baker</h1>{TEXT}<button disabled>Apply now</button><p class="notice">{FILLED}</p>',
}
UNSEEN = {
    "a template": f"<h1>Baker</h1><template><p>{FILLED}</p></template>{TEXT}",
    "a script": f"<h1>Baker</h1><script>var closed = '<p>{FILLED}</p>';</script>{TEXT}",
    "a script that is a template": f'<h1>Baker</h1><script type="text/x-template"><p>{FILLED}</p></script>{TEXT}',
    "a comment": f"<h1>Baker</h1><!-- <p>{FILLED}</p> -->{TEXT}",
    "noscript": f"<h1>Baker</h1><noscript><p>{FILLED}</p></noscript>{TEXT}",
    "a hidden element": f"<h1>Baker</h1><div hidden><p>{FILLED}</p></div>{TEXT}",
    "a hidden class": f'<h1>Baker</h1><p class="alert d-none">{FILLED}</p>{TEXT}',
    "a hidden style": f'<h1>Baker</h1><div style="display: none"><p>{FILLED}</p></div>{TEXT}',
    "aria-hidden": f'<h1>Baker</h1><p aria-hidden="true">{FILLED}</p>{TEXT}',
    "a framework's condition": f'<h1>Baker</h1><p v-if="closed">{FILLED}</p>{TEXT}',
    "a dialog": f"<h1>Baker</h1><dialog><p>{FILLED}</p></dialog>{TEXT}",
    "a modal": f'<h1>Baker</h1><div class="c-modal" role="dialog"><p>{FILLED}</p></div>{TEXT}',
    "an attribute": f'<h1>Baker</h1><button data-closed="{FILLED}">Apply</button>{TEXT}',
    "an option": f"<h1>Baker</h1><select><option>{FILLED}</option></select>{TEXT}",
    "the posting's own text": f"<h1>Baker</h1>{TEXT}<p>The role was closed for a year.</p>",
    "a menu": f"<nav><p>{FILLED}</p></nav><h1>Baker</h1>{TEXT}",
    "a related posting in a list": f'<h1>Baker</h1>{TEXT}<ul><li><a href="/jobs/2">Cook</a> <span>{FILLED}</span></li></ul>',
    "a related posting among cards": f'<h1>Baker</h1>{TEXT}<div><div class="card"><h3><a href="/2">Cook</a></h3><p>{FILLED}</p></div><div class="card"><h3><a href="/3">Chef</a></h3></div></div>',
    "a related posting in a table": f'<h1>Baker</h1><table><tr><td><a href="/2">Cook</a></td><td>{FILLED}</td></tr></table>{TEXT}',
    "a link": f'<h1>Baker</h1><p><a href="/faq">{FILLED}</a></p>{TEXT}',
    "a message for later, where one can apply": f'<h1>Baker</h1>{TEXT}<a href="/apply">Apply now</a><p class="form-error">{FILLED}</p>',
    "a paragraph of four hundred characters": f"<h1>Baker</h1><p>{'We bake. ' * 50} {FILLED}</p>{TEXT}",
    "a mark that is a word": f"<h1>Closed Loop Engineer</h1>{TEXT}",
}


@pytest.mark.parametrize("where", SEEN)
def test_a_notice_that_cannot_be_missed_closes(where: str) -> None:
    found = record(page(SEEN[where]))
    assert isinstance(found, Closed)
    assert found.quote in (FILLED, FILLED.rstrip("."), "[CLOSED] Baker", f"Baker – {FILLED}")


@pytest.mark.parametrize("where", UNSEEN)
def test_a_notice_that_is_not_for_this_posting_or_not_for_a_reader_closes_nothing(where: str) -> None:
    assert isinstance(record(page(UNSEEN[where])), Posting)


def test_what_a_pages_own_styles_hide_is_hidden() -> None:
    main = f'<h1>Baker</h1><div class="gone-note"><p>{FILLED}</p></div>{TEXT}'
    styles = "<style>.open{display:block} .x, .gone-note { color: red; display: none }</style>"
    assert isinstance(record(page(main, head=styles)), Posting)
    assert isinstance(record(page(main)), Closed)


def test_a_date_that_has_passed_is_no_notice() -> None:
    found = record(page(f"<h1>Baker</h1>{TEXT}", item={"validThrough": "2019-01-01"}))
    assert isinstance(found, Posting)
    assert found.valid_through == "2019-01-01"


def test_of_several_postings_on_a_page_none_is_closed() -> None:
    items = [ITEM | {"identifier": f"R-{n}", "title": f"Baker {n}"} for n in range(2)]
    body = html(orjson.dumps(items).decode(), body=f"<h1>Jobs</h1><p>{FILLED}</p>")
    assert [type(one) for one in results("site", body)] == [Posting, Posting]


def test_microdata_left_behind_is_closed_as_well() -> None:
    item = '<article itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Baker</h1><div itemprop="description"><p>Bread.</p></div></article>'
    body = f'<html lang="en"><body><p class="alert">{FILLED}</p>{item}</body></html>'.encode()
    assert isinstance(record(body), Closed)


def test_a_heading_in_the_text_does_not_hide_the_titles_neighbourhood() -> None:
    filler = "<p>Bread.</p>" * 600
    text = {"description": f"{filler}<h1>About us</h1>"}
    found = record(page(f"<h1>Baker</h1><p>{FILLED}</p>{filler}<h1>About us</h1>", item=text))
    assert isinstance(found, Closed)


# Pages that state no posting


@pytest.mark.parametrize(
    ("body", "reason", "quote"),
    [
        ("<h1>This job is no longer available</h1>", "page_says_closed", "This job is no longer available"),
        (f"<h2>Baker</h2><p>{FILLED}</p>", "page_says_closed", FILLED),
        ("<h1>Job not found</h1><p>Try another.</p>", "page_gone", "Job not found"),
        ("<h1>404 - Page not found</h1>", "page_gone", "404 - Page not found"),
        (
            "<h1>Oops! The job you requested was not found.</h1>",
            "page_gone",
            "The job you requested was not found.",
        ),
        ("<h2>Cette offre est introuvable</h2>", "page_gone", "Cette offre est introuvable"),
    ],
)
def test_a_page_without_a_posting_may_say_why(body: str, reason: str, quote: str) -> None:
    [found] = results("site", f'<html lang="fr"><body><main>{body}</main></body></html>'.encode())
    assert found == Closed("site:acme", None, PAGE_URL, reason, quote)  # type: ignore[arg-type] # a parameter


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Careers</h1><p>We bake.</p>",
        f"<h1>Careers</h1><p>{'We bake bread. ' * 120}</p><p>{FILLED}</p>",
        f'<h1>Jobs</h1><ul><li><a href="/1">Baker</a> {FILLED}</li><li><a href="/2">Cook</a></li></ul>',
        "<h1>Lost and not found: a history of bread</h1>",
    ],
)
def test_a_page_of_something_else_says_nothing(body: str) -> None:
    assert results("site", f"<html><body>{body}</body></html>".encode()) == []


# Captures

captures = pytest.mark.skipif(not SHARED_DATA.is_dir(), reason=f"no captures at {SHARED_DATA}")


def _captured() -> Iterator[tuple[Path, bytes]]:
    for path in sorted(SHARED_DATA.rglob("*.html")):
        yield path, path.read_bytes()


def _closed(body: bytes) -> list[Closed]:
    source = SourcePage("site:acme", "site", "acme", None, PAGE_URL, body, "text/html")
    return [one for one in parse_page(source) if isinstance(one, Closed)]


@captures
def test_of_all_captured_pages_the_one_that_is_closed_is_closed() -> None:
    found = {path.name: _closed(body) for path, body in _captured()}
    assert len(found) > 60
    [closed] = found.pop("linkedin-guest-closed.html")
    assert (closed.reason, closed.quote) == ("page_says_closed", "No longer accepting applications")
    assert [name for name, each in found.items() if each] == []


@captures
def test_no_captured_page_is_closed_by_a_full_look_either() -> None:
    looked = {
        path.name: notice_alone(body, tuple(MARKS))
        for path, body in _captured()
        if path.name != "linkedin-guest-closed.html"
    }
    assert {name: notice for name, notice in looked.items() if notice} == {}
