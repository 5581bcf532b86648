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
from jobs_assets.samples.kinds.sample_kind import SampleKind, played

SAMPLE_KINDS: dict[str, SampleKind] = {
    kind.ats: kind
    for kind in (
        played("workable", workable_shapes),
        played("recruitee", recruitee_shapes),
        played("personio", personio_shapes, speaks="xml"),
        played("teamtailor", teamtailor_shapes),
        played("join", join_shapes, speaks="html", posting_path="^/companies/[^/]+/."),
        played("rippling", rippling_shapes, posting_path="/jobs/"),
        played("gem", gem_shapes),
        played(
            "smartrecruiters",
            smartrecruiters_shapes,
            paging=frozenset({"offset", "limit"}),
            posting_path="/postings/",
        ),
        played("pinpoint", pinpoint_shapes),
        played("manatal", manatal_shapes, paging=frozenset({"page"})),
        played("comeet", comeet_shapes),
        played(
            "workday",
            workday_shapes,
            answer=workday_site.page,
            endless=workday_site.endless_page,
            posting_path="/careers/job/",
        ),
        played(
            "eightfold",
            eightfold_shapes,
            listing_url=eightfold_shapes.public_url,
            paging=frozenset({"start"}),
            posting_path="/position_details|/v2/jobs/",
        ),
        played("successfactors", successfactors_shapes, speaks="xml", posting_path="^/job/", own_domain=True),
        played("jazzhr", jazzhr_shapes, speaks="html", posting_path="^/apply/(?!jobs$)"),
        played("icims", icims_shapes, speaks="html", paging=frozenset({"pr"}), posting_path="/job$"),
        played("bamboohr", bamboohr_shapes, posting_path="/detail$"),
        played("breezy", breezy_shapes, posting_path="^/p/"),
        played("feed", feed_shapes, speaks="xml"),
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
