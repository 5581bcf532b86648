"""Postings for the tests of duplicates: a nurse's opening, and a way to say what another has otherwise."""

from dataclasses import replace
from typing import Any

from jobs_assets.duplicates.comparing import Reading, compare
from jobs_assets.duplicates.linking import link
from jobs_assets.duplicates.matching import find_matches
from jobs_assets.duplicates.records import Candidate, Layer, Location

TEXT = """About us

Harbour Clinic has looked after the people of the coast since 1931, and two hundred of us keep it running.

What you will do

Plan and give care on a ward of eighteen beds, together with physicians and therapists
Teach students at the bedside and sign off what they have learned
Keep the record of each patient so that the next shift finds everything in it
Prepare admissions and see that nobody goes home without a plan

What you bring

A licence to practise and a year or more on a medical ward
Calm when three things happen at once, and a sense for what can wait

What we offer

Rosters six weeks ahead, a canteen that cooks, and a place for your bicycle
"""
OTHER_WORK = """About us

Harbour Clinic has looked after the people of the coast since 1931, and two hundred of us keep it running.

What you will do

Reprocess theatre instruments and document every load of the sterilisers by number and time
Look after the stock of two operating rooms and order what runs low before it is missed
Assist surgeons during planned procedures and count swabs and needles with a colleague
Bring new equipment into use after the supplier's training and write a one-page guide to it

What you bring

Training in theatre nursing or as a surgical technologist, finished or nearly so
Hands that stay steady in the fourth hour and a voice that speaks up

What we offer

Rosters six weeks ahead, a canteen that cooks, and a place for your bicycle
"""
LEEDS, YORK = Location("Leeds", "England", "GB"), Location("York", "England", "GB")
NURSE = Candidate(
    posting_id="lever:harbour:5a",
    board_id="lever:harbour",
    title="Staff Nurse, Ward 7",
    text=TEXT,
    hiring_organization="Harbour Clinic",
    places=(LEEDS,),
    url="https://jobs.lever.co/harbour/5a",
    first_seen="2026-11-01",
)
REPOSTED = replace(NURSE, posting_id="lever:harbour:6b", url=None, first_seen="2026-11-09")
COPIED = Candidate(
    posting_id="feed:jobhub:77",
    board_id="feed:jobhub",
    title="Staff Nurse, Ward 7",
    text=TEXT,
    hiring_organization="Harbour Clinic Ltd.",
    places=(LEEDS,),
    url="https://jobhub.example/jobs/77",
    first_seen="2026-11-02",
)


def layer_of(one: Candidate, other: Candidate) -> Layer | None:
    """The layer in which two postings match, null where they do not."""
    match = compare(Reading(one), Reading(other))
    assert match == compare(Reading(other), Reading(one))
    return match.layer if match else None


def linked(*candidates: Candidate) -> dict[str, str]:
    """Which posting stands for which."""
    return {each.posting_id: each.of for each in link(candidates, find_matches(candidates))}


def nurse(**changes: Any) -> Candidate:  # noqa: ANN401 - fields of Candidate
    """The opening with other values."""
    return replace(NURSE, **changes)
