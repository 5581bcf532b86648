"""The registry of source kinds. A new kind is a spider, a parser, a module here and its line in `KINDS`."""

from jobs_assets.kinds import (
    ashby,
    bamboohr,
    breezy,
    comeet,
    eightfold,
    feed,
    gem,
    greenhouse,
    icims,
    jazzhr,
    join,
    lever,
    manatal,
    personio,
    pinpoint,
    recruitee,
    rippling,
    site,
    smartrecruiters,
    successfactors,
    teamtailor,
    workable,
    workday,
)
from jobs_assets.kinds.kind import Kind, Pace, Policy

__all__ = ["KINDS", "Kind", "Pace", "Policy"]

# In the order in which an address is tried; `site`, which takes any, comes last.
KINDS: dict[str, Kind] = {
    module.KIND.ats: module.KIND
    for module in (
        greenhouse,
        lever,
        ashby,
        rippling,
        breezy,
        workable,
        gem,
        workday,
        eightfold,
        successfactors,
        smartrecruiters,
        bamboohr,
        recruitee,
        pinpoint,
        manatal,
        jazzhr,
        comeet,
        icims,
        personio,
        teamtailor,
        join,
        feed,
        site,
    )
}
