"""One enrichment out of what the page's fields, the rules and a model say, and where they contradict each other.

Stated precedence: an ATS field or structured data, then a rule, then the model. Pure; what counts as the same pay
is decided here, what counts as proof is not.
"""

from dataclasses import dataclass, replace

from jobs_assets.enrichment.records import Enrichment, Experience, Skill
from jobs_assets.postings import Evidence, Posting, SalaryBand, Source

_SCALARS = ("workplace", "seniority", "experience_years", "education", "visa_sponsorship", "summary")
# Hours, days, weeks and months of a working year; only to tell whether two figures can be the same pay.
_PER_YEAR = {"HOUR": 2080.0, "DAY": 260.0, "WEEK": 52.0, "MONTH": 12.0, "YEAR": 1.0}
_SAME, _SAME_ANNUALISED = 0.01, 0.12  # 13 months instead of 12 are no contradiction


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources that say different things of one field: both values, and where they come from.

    `field` is a key as `Enrichment.evidence` has them, of the value that was kept. `kept` and `other` are values
    of that key's type (for `remote_eligibility` the whole lists); `other_evidence` is the loser's proof.
    """

    field: str
    kept: object
    other: object
    kept_source: Source
    other_source: Source
    other_evidence: Evidence | None = None


def combine(
    posting: Posting, rules: Enrichment, model: Enrichment | None
) -> tuple[Enrichment, list[Contradiction]]:
    """What is known of a posting, its own fields included, each value with the evidence of the source it is from.

    A source that stands lower fills what those above leave open: other skills, pay of another kind, the unit of
    a pay band that agrees in all else. A posting's evidence for a list ("salary") is given to each of its values.
    """
    combined = stated_by(posting)
    contradictions: list[Contradiction] = []
    for lower in (rules, model):
        if lower is not None:
            for name in _SCALARS:
                _take_scalar(combined, lower, name, contradictions)
            _take_eligibility(combined, lower, contradictions)
            _take_salary(combined, lower, contradictions)
            _take_skills(combined, lower, contradictions)
    return combined, contradictions


def stated_by(posting: Posting) -> Enrichment:
    """A posting's own fields as an enrichment. A value whose evidence was not kept is an ATS field's."""
    stated = Enrichment(
        salary=list(posting.salary),
        workplace=posting.workplace,
        remote_eligibility=None if posting.remote_eligibility is None else list(posting.remote_eligibility),
    )
    for name, values in (("salary", stated.salary), ("remote_eligibility", stated.remote_eligibility or ())):
        for at in range(len(values)):
            stated.evidence[f"{name}[{at}]"] = _own_evidence(posting, name, at)
    if stated.workplace is not None:
        stated.evidence["workplace"] = _own_evidence(posting, "workplace")
    return stated


def _own_evidence(posting: Posting, name: str, at: int | None = None) -> Evidence:
    found = posting.evidence.get(f"{name}[{at}]") or posting.evidence.get(name)
    return replace(found) if found else Evidence("ats_field")


def _take_scalar(
    combined: Enrichment, lower: Enrichment, name: str, contradictions: list[Contradiction]
) -> None:
    kept, other = getattr(combined, name), getattr(lower, name)
    if other is None:
        return
    if kept is None:
        setattr(combined, name, other)
        _take_evidence(combined, name, lower, name)
    elif name != "summary" and not _agree(kept, other):
        contradictions.append(_contradiction(combined, lower, name, kept, name, other))


def _agree(kept: object, other: object) -> bool:
    if isinstance(kept, Experience) and isinstance(other, Experience):
        return _fits(kept.min, other.min) and _fits(kept.max, other.max)
    return kept == other


def _fits(kept: float | None, other: float | None) -> bool:
    return kept is None or other is None or kept == other


def _take_eligibility(combined: Enrichment, lower: Enrichment, contradictions: list[Contradiction]) -> None:
    name = "remote_eligibility"
    kept, other = combined.remote_eligibility, lower.remote_eligibility
    if other is None:
        return
    if kept is None:
        combined.remote_eligibility = list(other)
        for at in range(len(other)):
            _take_evidence(combined, f"{name}[{at}]", lower, f"{name}[{at}]")
    elif set(kept) != set(other):
        contradictions.append(_contradiction(combined, lower, f"{name}[0]", kept, f"{name}[0]", other))


def _take_skills(combined: Enrichment, lower: Enrichment, contradictions: list[Contradiction]) -> None:
    known = {skill.name.casefold(): at for at, skill in enumerate(combined.skills)}
    for at, skill in enumerate(lower.skills):
        key = f"skills[{at}]"
        had = known.get(skill.name.casefold())
        if had is None:
            known[skill.name.casefold()] = len(combined.skills)
            _take_evidence(combined, f"skills[{len(combined.skills)}]", lower, key)
            combined.skills.append(skill)
        elif _differ(combined.skills[had], skill):
            kept = combined.skills[had]
            contradictions.append(_contradiction(combined, lower, f"skills[{had}]", kept, key, skill))


def _differ(kept: Skill, other: Skill) -> bool:
    return None not in (kept.required, other.required) and kept.required != other.required


def _take_salary(combined: Enrichment, lower: Enrichment, contradictions: list[Contradiction]) -> None:
    """Pay of a kind that is not stated yet is added; of one that is, contradicting bands are noted."""
    stated = {band.kind for band in combined.salary}
    for kind in dict.fromkeys(band.kind for band in lower.salary):
        bands = [(at, band) for at, band in enumerate(lower.salary) if band.kind == kind]
        if kind not in stated:
            for at, band in bands:
                _take_evidence(combined, f"salary[{len(combined.salary)}]", lower, f"salary[{at}]")
                combined.salary.append(band)
            continue
        mine = [(at, band) for at, band in enumerate(combined.salary) if band.kind == kind]
        if len(mine) == len(bands) == 1 and _completes(*mine[0], *bands[0], combined, lower):
            continue
        for at, band in bands:
            if not _is_covered(band, [had for _, had in mine]):
                key = f"salary[{mine[0][0]}]"
                contradictions.append(_contradiction(combined, lower, key, mine[0][1], f"salary[{at}]", band))


def _completes(
    at: int, kept: SalaryBand, other_at: int, other: SalaryBand, combined: Enrichment, lower: Enrichment
) -> bool:
    """Takes a rule's band that agrees with the kept one in all that this states, and states more."""
    parts = ("min", "max", "currency", "interval")
    agrees = all(getattr(kept, part) in (None, getattr(other, part)) for part in parts)
    missing = any(getattr(kept, part) is None and getattr(other, part) is not None for part in parts)
    proof = lower.evidence.get(f"salary[{other_at}]")
    if not (agrees and missing and proof and proof.source == "rule" and kept.place in (None, other.place)):
        return False
    combined.salary[at] = other
    combined.evidence[f"salary[{at}]"] = proof
    return True


def _is_covered(band: SalaryBand, kept: list[SalaryBand]) -> bool:
    """Whether the band can be one of the kept ones, or a zone's or level's part of one."""
    return any(_same_pay(had, band) or _within(had, band) for had in kept)


def _same_pay(one: SalaryBand, other: SalaryBand) -> bool:
    if not _fits_text(one.currency, other.currency):
        return False
    return _near(one, other, one.min, other.min) and _near(one, other, one.max, other.max)


def _within(one: SalaryBand, other: SalaryBand) -> bool:
    if (
        None in (one.min, one.max)
        or one.interval != other.interval
        or not _fits_text(one.currency, other.currency)
    ):
        return False
    ends = [end for end in (other.min, other.max) if end is not None]
    return all((one.min or 0) * (1 - _SAME) <= end <= (one.max or 0) * (1 + _SAME) for end in ends)


def _fits_text(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _near(one: SalaryBand, other: SalaryBand, figure: float | None, against: float | None) -> bool:
    if figure is None or against is None:
        return True
    if one.interval == other.interval or None in (one.interval, other.interval):
        return abs(figure - against) <= _SAME * max(figure, against)
    figure *= _PER_YEAR[one.interval or "YEAR"]
    against *= _PER_YEAR[other.interval or "YEAR"]
    return abs(figure - against) <= _SAME_ANNUALISED * max(figure, against)


def _take_evidence(combined: Enrichment, key: str, lower: Enrichment, of: str) -> None:
    """Evidence goes where its value goes; a value without one is a defect of whoever found it."""
    combined.evidence[key] = lower.evidence[of]


def _contradiction(
    combined: Enrichment, lower: Enrichment, key: str, kept: object, other_key: str, other: object
) -> Contradiction:
    proof = lower.evidence[other_key]
    return Contradiction(key, kept, other, combined.evidence[key].source, proof.source, proof)
