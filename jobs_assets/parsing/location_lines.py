"""The location lines of one posting to its places, workplace and eligibility, with their evidence.

Formats that state each location as one line of text use this. What a line means is `places.py`.
"""

from collections.abc import Callable

from jobs_assets.parsing import fields, places
from jobs_assets.postings import Evidence, Posting


def state(
    posting: Posting, lines: list[str], *, read: Callable[[str], places.Reading] = places.read_line
) -> None:
    """Puts what `lines` say into the posting. A workplace that is set already is kept.

    The lines name a workplace where all of them name the same: one remote option among offices does not make
    a posting remote. A remote posting's countries and wide regions limit who may apply.
    """
    if not lines:
        return
    readings = [read(line) for line in lines]
    quoted = Evidence("ats_field", fields.quote(lines[0] if len(lines) == 1 else lines))
    posting.job_location = places.unique([place for reading in readings for place in reading.places])
    if posting.job_location:
        posting.evidence["job_location"] = quoted
    if posting.workplace is None and len({reading.workplace for reading in readings}) == 1:
        posting.workplace = readings[0].workplace
        if posting.workplace:
            posting.evidence["workplace"] = quoted
    if posting.workplace == "remote":
        limit_to(posting, quoted)


def limit_to(posting: Posting, quoted: Evidence) -> None:
    """The countries and wide regions among a remote posting's places, as the limit to who may apply."""
    limits = [limit for place in posting.job_location if (limit := places.eligibility_of(place))]
    if limits:
        posting.remote_eligibility = list(dict.fromkeys(limits))
        posting.evidence["remote_eligibility"] = quoted
