"""What happens to a posting's text when it is shown a second time: cut off, edited, wrapped, marked up anew.

Ordinary wear, as aggregators and recruiters cause it; what finds copies is not known here. Pure: draws in,
HTML out.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from jobs_assets.samples.draws import Draw
from jobs_assets.samples.markup import description_html, description_plain
from jobs_assets.samples.prose import Section

_FOOTERS = {
    "en": (
        "Apply now on {board} and mention that you found this job with us. {board} is not the employer.",
        "This posting was collected by {board}. Salaries may be estimates. Report this job.",
        "Create an alert for similar jobs. By applying you accept the terms of {board}. Job {number}.",
    ),
    "de": (
        "Jetzt auf {board} bewerben und erwähnen, dass Sie die Stelle bei uns gefunden haben.",
        "Anzeige übernommen von {board}. Angaben zum Gehalt können geschätzt sein. Anzeige melden.",
        "Ähnliche Stellen per E-Mail. Es gelten die Bedingungen von {board}. Nummer {number}.",
    ),
    "fr": (
        "Postulez dès maintenant sur {board} et précisez que vous y avez trouvé cette offre.",
        "Annonce reprise par {board}. Les salaires peuvent être estimés. Signaler l’offre.",
        "Recevez les offres similaires. Conditions de {board} applicables. Numéro {number}.",
    ),
    "es": (
        "Inscríbete ahora en {board} e indica que encontraste aquí esta oferta.",
        "Este anuncio fue recogido por {board}. Los salarios pueden ser estimaciones. Denunciar la oferta.",
        "Recibe ofertas similares por correo. Se aplican las condiciones de {board}. Número {number}.",
    ),
}
Sections = tuple[Section, ...]


def worn(draw: Draw, sections: Sections, heading: str, language: str, board: str) -> str:
    """The HTML of a feed's copy: marked up anew, and up to two of cut off, footer, header, on one line."""
    told = draw.some(("cut", "footer", "header", "flat"), draw.between(0, 2))
    markup = _flat(sections, draw) if "flat" in told else _marked_up(draw, sections, heading)
    if "cut" in told:
        plain = description_plain(sections) if "flat" not in told else _one_paragraph(sections)
        markup = f"<p>{escape(plain[: draw.between(350, 2000)])}…</p>".replace("\n\n", "</p><p>")
    footer = draw.pick(_FOOTERS[language]).format(board=board, number=draw.between(100_000, 999_999))
    if "footer" in told:
        markup += f"<hr><p>{escape(footer)}</p>"
    if "header" in told:
        markup = f"<p>{escape(footer)}</p>{markup}"
    return markup


def edited(draw: Draw, sections: Sections, others: Sections) -> Sections:
    """The sections as a recruiter brings them up to date: some lines taken out, put in or written anew.

    Of its lines, up to a fifth change; `others`, sections of another posting, are where new lines come from.
    """
    share = 0.02 + 0.18 * draw.random()
    new = [line for section in others for line in _sentences(section)]
    return tuple(_edited(draw, section, share, new) for section in sections)


def swapped(sections: Sections, words: Sequence[tuple[str, str]]) -> Sections:
    """The sections with some words in place of others, throughout."""

    def say(text: str) -> str:
        for old, new in words:
            text = text.replace(old, new)
        return text

    return _each_line(sections, say)


def with_other_work(sections: Sections, others: Sections) -> Sections:
    """What the employer says of itself, its offer and how to apply, around another posting's work."""
    work = {section.name: section for section in others if section.name in _OF_THE_WORK}
    kept = [section for section in sections if section.name not in _OF_THE_WORK or section.name in work]
    return tuple(work.get(section.name, section) for section in kept)


_OF_THE_WORK = ("duties", "requirements", "preferred")


def _sentences(section: Section) -> list[str]:
    return [*(part for text in section.paragraphs for part in text.split(". ")), *section.items]


def _edited(draw: Draw, section: Section, share: float, new: list[str]) -> Section:
    def lines(old: Sequence[str]) -> list[str]:
        told = []
        for line in old:
            if not draw.chance(share):
                told.append(line)
                continue
            match draw.pick(("out", "in", "anew", "words", "words")):
                case "in":
                    told += [line, draw.pick(new)]
                case "anew":
                    told.append(draw.pick(new))
                case "words":
                    told.append(_reworded(draw, line, new))
        return told or list(old[:1])

    paragraphs = tuple(". ".join(lines(text.split(". "))) for text in section.paragraphs)
    return replace(section, paragraphs=paragraphs, items=tuple(lines(section.items)))


def _reworded(draw: Draw, line: str, new: list[str]) -> str:
    """The line with a few of its words replaced by those of another."""
    words, others = line.split(" "), draw.pick(new).split(" ")
    start = draw.between(0, max(0, len(words) - 2))
    return " ".join([*words[:start], *others[: draw.between(1, 4)], *words[start + draw.between(1, 3) :]])


def _each_line(sections: Sections, say: Callable[[str], str]) -> Sections:
    return tuple(
        replace(each, paragraphs=tuple(map(say, each.paragraphs)), items=tuple(map(say, each.items)))
        for each in sections
    )


def _marked_up(draw: Draw, sections: Sections, heading: str) -> str:
    match draw.pick(("other headings", "dashes", "divs", "line breaks")):
        case "other headings":
            return description_html(sections, "h2" if heading == "strong" else "strong")
        case "dashes":
            sections = tuple(
                replace(each, items=(), paragraphs=(*each.paragraphs, *(f"• {item}" for item in each.items)))
                for each in sections
            )
            return description_html(sections, heading)
        case "divs":
            return (
                description_html(sections, heading)
                .replace("<p>", "<div><span>")
                .replace("</p>", "</span></div>")
            )
    return escape(description_plain(sections)).replace("\n", "<br>\n")


def _one_paragraph(sections: Sections) -> str:
    return " ".join(description_plain(sections).split())


def _flat(sections: Sections, draw: Draw) -> str:
    text = escape(_one_paragraph(sections))
    return f"<p>{text.replace(' - ', draw.pick((' ', ' · ', ' - ')))}</p>"
