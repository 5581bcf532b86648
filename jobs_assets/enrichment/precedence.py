"""One enrichment of what the page's fields, the rules and a model say, and where they contradict each other.

Precedence: an ATS field or structured data, then a rule, then the model. Pure; what counts as the same pay is
decided here, what counts as proof is not.
"""

from dataclasses import dataclass, field, replace

from jobs_assets.enrichment.records import Enrichment, Experience, Skill
from jobs_assets.postings import Evidence, PayKind, Posting, SalaryBand, Source

_SCALARS = ("workplace", "seniority", "experience_years", "education", "visa_sponsorship", "summary")
# Hours, days, weeks and months of a working year; only to tell whether two figures can be the same pay.
_PER_YEAR = {"HOUR": 2080.0, "DAY": 260.0, "WEEK": 52.0, "MONTH": 12.0, "YEAR": 1.0}
_SAME, _SAME_ANNUALISED = 0.01, 0.12  # 13 months instead of 12 are no contradiction
_BAND_PARTS = ("min", "max", "currency", "interval")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources that say different things of one field: both values, and where they come from.

    `field` is the kept value's key in the combined `Enrichment.evidence`. `kept` and `other` are values of
    that field (for `remote_eligibility` the whole lists); `other_evidence` is the proof of the one that lost.
    """

    field: str
    kept: object
    other: object
    kept_source: Source
    other_source: Source
    other_evidence: Evidence


def combine(
    posting: Posting, rules: Enrichment, model: Enrichment | None
) -> tuple[Enrichment, list[Contradiction]]:
    """What is known of a posting, its own fields included, each value with the evidence of its source.

    A source that stands lower fills what those above leave open: other skills, pay of another kind, and from
    a rule the unit of a pay band that agrees in all else. A posting's evidence for a list ("salary") is given
    to each of its values.
    """
    merging = _Merging(stated_by(posting))
    for lower in (rules, model):
        if lower is not None:
            merging.add(lower)
    return merging.combined, merging.contradictions


def stated_by(posting: Posting) -> Enrichment:
    """A posting's own fields as an enrichment. A value whose evidence was not kept is an ATS field's."""
    limits = posting.remote_eligibility
    stated = Enrichment(
        salary=list(posting.salary),
        workplace=posting.workplace,
        remote_eligibility=None if limits is None else list(limits),
    )
    if stated.workplace is not None:
        stated.evidence["workplace"] = _own_evidence(posting, "workplace")
    for name, values in (("salary", posting.salary), ("remote_eligibility", limits or [])):
        for at in range(len(values)):
            stated.evidence[f"{name}[{at}]"] = _own_evidence(posting, name)
    return stated


def _own_evidence(posting: Posting, name: str) -> Evidence:
    found = posting.evidence.get(name)
    return replace(found) if found else Evidence("ats_field")


@dataclass
class _Merging:
    """What is known so far. Evidence goes where its value goes; there is none without."""

    combined: Enrichment
    contradictions: list[Contradiction] = field(default_factory=list)

    def add(self, lower: Enrichment) -> None:
        for name in _SCALARS:
            self._add_scalar(lower, name)
        self._add_eligibility(lower)
        self._add_skills(lower)
        for kind in dict.fromkeys(band.kind for band in lower.salary):
            self._add_salary(lower, kind)

    def _contradicts(self, key: str, kept: object, other: object, proof: Evidence) -> None:
        above = self.combined.evidence.get(key) or Evidence("ats_field")  # an empty list that a page states
        self.contradictions.append(Contradiction(key, kept, other, above.source, proof.source, proof))

    def _add_scalar(self, lower: Enrichment, name: str) -> None:
        kept, other = getattr(self.combined, name), getattr(lower, name)
        if other is None:
            return
        if kept is None:
            setattr(self.combined, name, other)
            self.combined.evidence[name] = lower.evidence[name]
        elif name != "summary" and not _agree(kept, other):
            self._contradicts(name, kept, other, lower.evidence[name])

    def _add_eligibility(self, lower: Enrichment) -> None:
        kept, other = self.combined.remote_eligibility, lower.remote_eligibility
        if not other:
            return
        if kept is None:
            self.combined.remote_eligibility = list(other)
            for at in range(len(other)):
                key = f"remote_eligibility[{at}]"
                self.combined.evidence[key] = lower.evidence[key]
        elif set(kept) != set(other):
            self._contradicts("remote_eligibility[0]", kept, other, lower.evidence["remote_eligibility[0]"])

    def _add_skills(self, lower: Enrichment) -> None:
        skills = self.combined.skills
        known = {skill.name.casefold(): at for at, skill in enumerate(skills)}
        for at, skill in enumerate(lower.skills):
            proof = lower.evidence[f"skills[{at}]"]
            had = known.setdefault(skill.name.casefold(), len(skills))
            if had == len(skills):
                self.combined.evidence[f"skills[{had}]"] = proof
                skills.append(skill)
            elif _differ(skills[had], skill):
                self._contradicts(f"skills[{had}]", skills[had], skill, proof)

    def _add_salary(self, lower: Enrichment, kind: PayKind) -> None:
        """Pay of a kind that is not known yet is taken; of one that is, bands that cannot be it are noted."""
        salary = self.combined.salary
        mine = [at for at, band in enumerate(salary) if band.kind == kind]
        bands = [
            (band, lower.evidence[f"salary[{at}]"])
            for at, band in enumerate(lower.salary)
            if band.kind == kind
        ]
        if not mine:
            for band, proof in bands:
                self.combined.evidence[f"salary[{len(salary)}]"] = proof
                salary.append(band)
            return
        key = f"salary[{mine[0]}]"
        if len(mine) == len(bands) == 1 and _completes(salary[mine[0]], *bands[0]):
            salary[mine[0]], self.combined.evidence[key] = bands[0]
            return
        for band, proof in bands:
            if not any(_same_pay(salary[at], band) or _within(salary[at], band) for at in mine):
                self._contradicts(key, salary[mine[0]], band, proof)


def _agree(kept: object, other: object) -> bool:
    if isinstance(kept, Experience) and isinstance(other, Experience):
        return _fits(kept.min, other.min) and _fits(kept.max, other.max)
    return kept == other


def _fits(kept: object, other: object) -> bool:
    return kept is None or other is None or kept == other


def _differ(kept: Skill, other: Skill) -> bool:
    return not _fits(kept.required, other.required)


def _completes(kept: SalaryBand, other: SalaryBand, proof: Evidence) -> bool:
    """Whether a rule's band agrees with the kept one in all that this states, and states more."""
    parts = [(getattr(kept, part), getattr(other, part)) for part in _BAND_PARTS]
    agrees = all(mine in (None, theirs) for mine, theirs in parts) and _fits(kept.place, other.place)
    return proof.source == "rule" and agrees and any(mine is None is not theirs for mine, theirs in parts)


def _same_pay(one: SalaryBand, other: SalaryBand) -> bool:
    return (
        _fits(one.currency, other.currency)
        and _near(one, one.min, other, other.min)
        and _near(one, one.max, other, other.max)
    )


def _within(whole: SalaryBand, part: SalaryBand) -> bool:
    """Whether a band can be a zone's or a level's part of a wider one."""
    if whole.min is None or whole.max is None or not _fits(whole.currency, part.currency):
        return False
    low, high = whole.min * (1 - _SAME), whole.max * (1 + _SAME)
    ends = [end for end in (part.min, part.max) if end is not None]
    return whole.interval == part.interval and all(low <= end <= high for end in ends)


def _near(one: SalaryBand, figure: float | None, other: SalaryBand, against: float | None) -> bool:
    if figure is None or against is None:
        return True
    if one.interval is None or other.interval is None or one.interval == other.interval:
        return abs(figure - against) <= _SAME * max(figure, against)
    figure, against = figure * _PER_YEAR[one.interval], against * _PER_YEAR[other.interval]
    return abs(figure - against) <= _SAME_ANNUALISED * max(figure, against)
