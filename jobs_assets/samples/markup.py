"""A posting's description as HTML and as plain text, before any vendor's envelope."""

from html import escape

from jobs_assets.samples.generator import SamplePosting
from jobs_assets.samples.prose import Section


def description_html(sections: tuple[Section, ...] | list[Section], heading: str) -> str:
    """The sections as HTML. `heading` is the employer's habit: h2, h3, or a paragraph in bold (strong)."""
    parts = []
    for section in sections:
        title = escape(section.heading, quote=False)
        parts.append(
            f"<p><strong>{title}</strong></p>" if heading == "strong" else f"<{heading}>{title}</{heading}>"
        )
        parts.extend(f"<p>{escape(text, quote=False)}</p>" for text in section.paragraphs)
        if section.items:
            parts.append(list_html(section.items))
    return "\n".join(parts)


def list_html(items: tuple[str, ...]) -> str:
    """A bulleted list."""
    return "<ul>\n" + list_items_html(items) + "</ul>"


def list_items_html(items: tuple[str, ...]) -> str:
    """List items without a list around them, as Lever keeps them."""
    return "".join(f"<li>{escape(item, quote=False)}</li>\n" for item in items)


def description_plain(sections: tuple[Section, ...] | list[Section]) -> str:
    """The sections as plain text, headings in capitals, items dashed."""
    blocks = []
    for section in sections:
        blocks.append(section.heading.upper())
        blocks.extend(section.paragraphs)
        if section.items:
            blocks.append("\n".join(f"- {item}" for item in section.items))
    return "\n\n".join(blocks)


def stamp(posting: SamplePosting) -> str:
    """When the posting was last changed, as an HTTP date."""
    return posting.updated.strftime("%a, %d %b %Y %H:%M:%S GMT")
