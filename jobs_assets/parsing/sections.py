"""A description that comes in sections, each with or without a heading, to one piece of HTML.

Which sections a vendor has, and in which order, is its format's own.
"""

import re
from collections.abc import Iterable
from html import escape

from jobs_assets.parsing.fields import text
from jobs_assets.parsing.json_bytes import Json

# Editors leave "<p><br></p><p>&nbsp;</p>" behind in a section that nobody filled in.
_SHOWN = re.compile(r"(?:<[^>]*>|&nbsp;|&#160;|[\s\u200b\ufeff])*+\S")


def joined(sections: Iterable[tuple[Json, Json]]) -> str:
    """The sections (heading, HTML) in order; one without a word in it is left out with its heading."""
    parts = []
    for heading, body in sections:
        if isinstance(body, str) and _SHOWN.match(body):
            name = text(heading)
            parts.append(f"<h3>{escape(name, quote=False)}</h3>{body}" if name else body)
    return "\n".join(parts)
