"""The vendors that the sample boards play, beside those of `vendors.py` and the careers sites."""

from jobs_assets.samples.answers import Asked, Role
from jobs_assets.samples.kinds import (
    bamboohr_shapes,
    breezy_shapes,
    comeet_shapes,
    eightfold_shapes,
    feed_shapes,
    gem_shapes,
    icims_shapes,
    jazzhr_shapes,
    join_shapes,
    manatal_shapes,
    personio_shapes,
    pinpoint_shapes,
    recruitee_shapes,
    rippling_shapes,
    smartrecruiters_shapes,
    successfactors_shapes,
    teamtailor_shapes,
    workable_shapes,
    workday_shapes,
    workday_site,
)
from jobs_assets.samples.kinds.sample_kind import SampleKind

SAMPLE_KINDS: dict[str, SampleKind] = {
    kind.ats: kind
    for kind in (
        SampleKind(
            ats="workable",
            board_url=workable_shapes.board_url,
            native_id=workable_shapes.native_id,
            listing_url=workable_shapes.listing_url,
            apply_url=workable_shapes.apply_url,
            answer=workable_shapes.answer,
        ),
        SampleKind(
            ats="recruitee",
            board_url=recruitee_shapes.board_url,
            native_id=recruitee_shapes.native_id,
            listing_url=recruitee_shapes.listing_url,
            apply_url=recruitee_shapes.apply_url,
            answer=recruitee_shapes.answer,
        ),
        SampleKind(
            ats="personio",
            board_url=personio_shapes.board_url,
            native_id=personio_shapes.native_id,
            listing_url=personio_shapes.listing_url,
            answer=personio_shapes.answer,
            speaks="xml",
        ),
        SampleKind(
            ats="teamtailor",
            board_url=teamtailor_shapes.board_url,
            native_id=teamtailor_shapes.native_id,
            listing_url=teamtailor_shapes.listing_url,
            answer=teamtailor_shapes.answer,
        ),
        SampleKind(
            ats="join",
            board_url=join_shapes.board_url,
            native_id=join_shapes.native_id,
            listing_url=join_shapes.listing_url,
            answer=join_shapes.answer,
            speaks="html",
            posting_path="^/companies/[^/]+/.",
        ),
        SampleKind(
            ats="rippling",
            board_url=rippling_shapes.board_url,
            listing_url=rippling_shapes.listing_url,
            answer=rippling_shapes.answer,
            posting_path="/jobs/",
        ),
        SampleKind(
            ats="gem",
            board_url=gem_shapes.board_url,
            native_id=gem_shapes.native_id,
            listing_url=gem_shapes.listing_url,
            answer=gem_shapes.answer,
        ),
        SampleKind(
            ats="smartrecruiters",
            board_url=smartrecruiters_shapes.board_url,
            native_id=smartrecruiters_shapes.native_id,
            listing_url=smartrecruiters_shapes.listing_url,
            apply_url=smartrecruiters_shapes.apply_url,
            answer=smartrecruiters_shapes.answer,
            endless=smartrecruiters_shapes.endless,
            paging=frozenset({"offset", "limit"}),
            posting_path="/postings/",
        ),
        SampleKind(
            ats="pinpoint",
            board_url=pinpoint_shapes.board_url,
            native_id=pinpoint_shapes.native_id,
            listing_url=pinpoint_shapes.listing_url,
            answer=pinpoint_shapes.answer,
        ),
        SampleKind(
            ats="manatal",
            board_url=manatal_shapes.board_url,
            native_id=manatal_shapes.native_id,
            listing_url=manatal_shapes.listing_url,
            answer=manatal_shapes.answer,
            endless=manatal_shapes.endless,
            paging=frozenset({"page"}),
        ),
        SampleKind(
            ats="comeet",
            board_url=comeet_shapes.board_url,
            native_id=comeet_shapes.native_id,
            listing_url=comeet_shapes.listing_url,
            answer=comeet_shapes.answer,
        ),
        SampleKind(
            ats="workday",
            board_url=workday_shapes.board_url,
            native_id=workday_shapes.native_id,
            listing_url=workday_shapes.listing_url,
            answer=workday_site.page,
            endless=workday_site.endless_page,
            posting_path="/careers/job/",
        ),
        SampleKind(
            ats="eightfold",
            board_url=eightfold_shapes.board_url,
            native_id=eightfold_shapes.native_id,
            listing_url=eightfold_shapes.public_url,
            answer=eightfold_shapes.answer,
            endless=eightfold_shapes.endless,
            paging=frozenset({"start"}),
            posting_path="/position_details|/v2/jobs/",
        ),
        SampleKind(
            ats="successfactors",
            board_url=successfactors_shapes.board_url,
            native_id=successfactors_shapes.native_id,
            listing_url=successfactors_shapes.listing_url,
            answer=successfactors_shapes.answer,
            speaks="xml",
            posting_path="^/job/",
            own_domain=True,
        ),
        SampleKind(
            ats="jazzhr",
            board_url=jazzhr_shapes.board_url,
            native_id=jazzhr_shapes.native_id,
            listing_url=jazzhr_shapes.listing_url,
            answer=jazzhr_shapes.answer,
            speaks="html",
            posting_path="^/apply/(?!jobs$)",
        ),
        SampleKind(
            ats="icims",
            board_url=icims_shapes.board_url,
            native_id=icims_shapes.native_id,
            listing_url=icims_shapes.listing_url,
            answer=icims_shapes.answer,
            speaks="html",
            endless=icims_shapes.endless,
            paging=frozenset({"pr"}),
            posting_path="/job$",
        ),
        SampleKind(
            ats="bamboohr",
            board_url=bamboohr_shapes.board_url,
            native_id=bamboohr_shapes.native_id,
            listing_url=bamboohr_shapes.listing_url,
            answer=bamboohr_shapes.answer,
            posting_path="/detail$",
        ),
        SampleKind(
            ats="breezy",
            board_url=breezy_shapes.board_url,
            native_id=breezy_shapes.native_id,
            listing_url=breezy_shapes.listing_url,
            answer=breezy_shapes.answer,
            posting_path="^/p/",
        ),
        SampleKind(
            ats="feed",
            board_url=feed_shapes.board_url,
            native_id=feed_shapes.native_id,
            listing_url=feed_shapes.listing_url,
            apply_url=feed_shapes.apply_url,
            answer=feed_shapes.answer,
            speaks="xml",
        ),
    )
}

_FIRST_APIS = frozenset({"greenhouse", "lever", "ashby"})


def role_of(asked: Asked) -> Role:
    """What the page asked for is for."""
    if (kind := SAMPLE_KINDS.get(asked.ats)) is not None:
        return kind.role(asked.rest)
    if asked.rest == "/robots.txt":
        return "robots"
    if asked.rest.endswith(".xml"):
        return "sitemap"
    below = asked.rest.rpartition("/")[2]
    return "listing" if below in ("", "jobs") else "posting"


def speaks(ats: str) -> str:
    """The format of a kind's listings: json, html or xml."""
    if ats in _FIRST_APIS:
        return "json"
    return SAMPLE_KINDS[ats].speaks if ats in SAMPLE_KINDS else "html"


def has_own_host(ats: str) -> bool:
    """Whether a kind's sample boards have a robots.txt each."""
    return ats not in _FIRST_APIS
