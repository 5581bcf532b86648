"""Pages of postings that are over and answer 200 all the same, and pages of open ones that speak of closing.

Wordings and layouts as careers sites have them; which of them a page gets is decided by its address.
"""

import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from html import escape

from jobs_assets.samples.answers import Answer, Asked
from jobs_assets.samples.faults import Fault
from jobs_assets.samples.kinds import role_of

NOTICES = {
    "en": (
        "This position has been filled and is no longer accepting applications.",
        "Sorry, this job is no longer available.",
        "The job you are looking for is no longer open.",
        "This vacancy has now closed.",
        "Applications for this role are closed.",
        "No longer accepting applications",
        "Position filled",
    ),
    "de": (
        "Diese Stelle ist nicht mehr verfügbar und wurde bereits besetzt.",
        "Leider ist diese Stellenanzeige nicht mehr aktiv.",
        "Die ausgeschriebene Position ist bereits vergeben.",
        "Die Bewerbungsfrist für diese Stelle ist abgelaufen.",
        "Stelle bereits besetzt",
    ),
    "fr": (
        "Cette offre n'est plus disponible : le poste a été pourvu.",
        "Désolé, cette offre d'emploi n’est plus en ligne.",
        "Ce poste est déjà pourvu.",
        "Les candidatures sont closes.",
        "Offre expirée",
    ),
    "es": (
        "Esta oferta ya no está disponible: el puesto ha sido cubierto.",
        "Lo sentimos, esta vacante ya ha sido cubierta.",
        "El proceso de selección está cerrado.",
        "Ya no se aceptan candidaturas.",
        "Oferta caducada",
    ),
}
OPEN = {
    "en": (
        "Applications close on 3 May.",
        "This position is open until filled.",
        "Once this position has been filled, we will let you know.",
        "This position has been filled.",
    ),
    "de": (
        "Die Bewerbungsfrist endet am 3. Mai.",
        "Die Stelle ist noch nicht besetzt.",
        "Sobald die Stelle besetzt ist, melden wir uns.",
        "Diese Stelle ist nicht mehr verfügbar.",
    ),
    "fr": (
        "Date de clôture des candidatures : 3 mai.",
        "Le poste est à pourvoir dès que possible.",
        "Dès que le poste est pourvu, nous vous prévenons.",
        "Cette offre n'est plus disponible.",
    ),
    "es": (
        "El plazo de candidaturas se cierra el 3 de mayo.",
        "La vacante sigue abierta hasta que se cubra.",
        "Cuando la vacante esté cubierta, te avisaremos.",
        "Esta oferta ya no está disponible.",
    ),
}
"""What pages of open postings say: sentences that close nothing, and one that would, were it for them."""

_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_NOT_FOR_READERS: tuple[Callable[[str], str], ...] = (
    lambda closing: f'<template id="closed"><div role="alert"><p>{closing}</p></div></template>',
    lambda closing: f'<div class="modal" role="dialog"><h2>{closing}</h2></div>',
    lambda closing: f'<div role="alert" hidden><p>{closing}</p></div>',
    lambda closing: f'<p class="alert" style="display: none">{closing}</p>',
    lambda closing: f"<noscript><p>{closing}</p></noscript>",
    lambda closing: f"<script>window.__texts = {{closed: {closing!r}}};</script>",
    lambda closing: (
        '<ul class="related"><li><a href="https://www.example/jobs/1">Night shift</a> '
        f"<span>{closing}</span></li>"
        '<li><a href="https://www.example/jobs/2">Day shift</a></li></ul>'
    ),
)


def closed(answer: Answer, fault: Fault, asked: Asked) -> Answer:
    """The page of a closed posting: a notice, and its structured data left behind."""
    if role_of(asked) != "posting" or not is_closed(asked.rest, fault):
        return answer
    page = answer.body.decode()
    drawn = zlib.crc32(asked.rest.encode()[::-1])
    notices = NOTICES[_language(page)]
    notice = escape(notices[drawn % len(notices)], quote=False)
    layouts = _LAYOUTS if "application/ld+json" in page else _LAYOUTS_WITH_TEXT
    return replace(answer, body=layouts[drawn // 64 % len(layouts)](page, notice).encode())


def nearly_closed(answer: Answer, fault: Fault, asked: Asked) -> Answer:
    """The page of an open posting that has words of closing on it, all of them about something else."""
    if role_of(asked) != "posting" or not is_closed(asked.rest, fault):
        return answer
    page = answer.body.decode()
    drawn = zlib.crc32(asked.rest.encode()[::-1])
    *harmless, closing = OPEN[_language(page)]
    said = f"<p>{harmless[drawn % len(harmless)]}</p>\n"
    unseen = _NOT_FOR_READERS[drawn // 64 % len(_NOT_FOR_READERS)](closing)
    page = page.replace("</h1>", f"</h1>\n{said}", 1).replace("</article>", f"</article>\n{unseen}\n", 1)
    return replace(answer, body=page.encode())


def is_closed(path: str, fault: Fault) -> bool:
    """True for the postings that the fault has closed: a fixed share, by their address."""
    return zlib.crc32(path.encode()) % max(1, int(fault.amount)) == 0


def _language(page: str) -> str:
    stated = re.search(r'<html lang="(..)"', page)
    return stated[1] if stated else "en"


def _in_its_place(page: str, notice: str) -> str:
    return _ARTICLE.sub(f'<p class="closed">{notice}</p>', page)


def _as_heading(page: str, notice: str) -> str:
    return _ARTICLE.sub(f'<h1 class="closed">{notice}</h1><p><a href="/jobs">…</a></p>', page)


def _above(page: str, notice: str) -> str:
    alert = f'<div class="alert closed" role="alert"><strong>{notice}</strong></div>\n'
    return page.replace("<article", f"{alert}<article", 1)


def _below_title(page: str, notice: str) -> str:
    return page.replace("</h1>", f'</h1>\n<ul class="meta"><li class="closed">{notice}</li></ul>', 1)


_LAYOUTS_WITH_TEXT = (_above, _below_title)
_LAYOUTS = (_in_its_place, _as_heading, *_LAYOUTS_WITH_TEXT)
