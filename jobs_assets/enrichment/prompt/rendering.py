"""A posting as a prompt: the constant part first, the posting last, then which fields are asked for.

Pure. The words are in the files beside this; what comes back is read by `answers.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jobs_assets.enrichment.prompt.cutting import kept
from jobs_assets.enrichment.prompt.files import FIELDS, PREFIX, PROMPT_VERSION, SCHEMA, posting_message
from jobs_assets.enrichment.visible import shown
from jobs_assets.postings import Place, Posting

_FRAME = 80  # tokens: nine keys with null, as every answer has them
_ANSWER_TOKENS = {
    "salary": 320, "workplace": 60, "remote_eligibility": 160, "seniority": 50, "experience_years": 60,
    "education": 60, "skills": 640, "visa_sponsorship": 60, "summary": 180,
}  # fmt: skip
_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent to a model. `cut` is how many characters of the posting's text it holds, null if all."""

    messages: list[dict[str, str]]
    schema: dict[str, Any]
    max_tokens: int
    version: str
    cut: int | None


def render(
    posting: Posting,
    open_fields: frozenset[str],
    *,
    max_text_tokens: int,
    count: Callable[[str], int],
) -> Prompt:
    """The prompt that asks for `open_fields` of a posting.

    `count` tells the tokens of a text; of the posting's text at most `max_text_tokens` are shown. Raises
    `ValueError` where no field is open or one is none of `FIELDS`.
    """
    if not open_fields or open_fields.difference(FIELDS):
        raise ValueError(f"fields to ask for: some of {', '.join(FIELDS)}; not {sorted(open_fields)}")
    asked = tuple(name for name in FIELDS if name in open_fields)
    part = kept(posting.description_text, max_text_tokens, count, shown)
    message = posting_message(
        posting.title, posting.hiring_organization, _places(posting.job_location), part.text, asked
    )
    return Prompt(
        messages=[*map(dict, PREFIX), {"role": "user", "content": message}],
        schema=SCHEMA,
        max_tokens=_FRAME + sum(_ANSWER_TOKENS[name] for name in asked),
        version=PROMPT_VERSION,
        cut=part.cut,
    )


def _places(places: list[Place]) -> str:
    named = [", ".join(filter(None, (place.city, place.region, place.country))) for place in places]
    more = len(named) - _MOST_PLACES
    return "; ".join(named[:_MOST_PLACES]) + (f" and {more} more" if more > 0 else "")
