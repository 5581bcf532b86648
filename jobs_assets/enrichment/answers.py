"""A model's reply as an enrichment: what the posting's text proves of it, and why the rest was left out.

Pure. A reply is data from a stranger: it yields values of the asked fields with their quotes, nothing else.
JSON is `answer_json.py`, the proof of each field `proofs.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jobs_assets.enrichment import proofs, summaries
from jobs_assets.enrichment.answer_json import Invalid, read_object
from jobs_assets.enrichment.injection import Injection
from jobs_assets.enrichment.prompt.files import FIELDS, PROMPT_VERSION, SCHEMA
from jobs_assets.enrichment.proofs import Claim, Quoted, UnprovenError, Witness
from jobs_assets.enrichment.records import Enrichment, Skill
from jobs_assets.postings import Evidence, Posting

__all__ = ["Answered", "Invalid", "Rejection", "read_answer"]

_IDS = ("id", "posting_id")


@dataclass(frozen=True, slots=True)
class Rejection:
    """A part of an answer that was left out: its name ("skills[3]") and a short stable word why."""

    field: str
    reason: str


@dataclass(slots=True)
class Answered:
    """What a reply proves.

    `injections` are the posting's paragraphs that try to steer a model: nothing that stands there is taken;
    what else the model said of such a posting is to be shown with a flag.
    """

    enrichment: Enrichment
    rejected: list[Rejection] = field(default_factory=list)
    injections: list[Injection] = field(default_factory=list)


def read_answer(
    text: str,
    posting: Posting,
    open_fields: frozenset[str],
    *,
    model: str,
    version: str = PROMPT_VERSION,
) -> Answered | Invalid:
    """The reply's values for the open fields, each with evidence; or `Invalid` where it is no answer at all.

    A value that the text does not prove is left out and listed in `rejected`, as is every key not asked for.
    """
    claims = read_object(text)
    if isinstance(claims, Invalid):
        return claims
    if not claims.keys() & set(FIELDS):
        return Invalid("no_known_field", ", ".join(claims)[:80])
    for key in _IDS:
        if claims.get(key, posting.posting_id) != posting.posting_id:
            return Invalid("wrong_id", str(claims[key])[:80])
    reading = _Reading(proofs.witness_of(posting), model, version)
    for name in claims:
        if name not in FIELDS:
            reading.reject(name, "unknown_key")
        elif name not in open_fields and claims[name] not in (None, []):
            reading.reject(name, "not_asked")
    for name in FIELDS:
        if name in open_fields:
            reading.read(name, claims)
    return Answered(reading.enrichment, reading.rejected, reading.witness.injections)


@dataclass
class _Reading:
    witness: Witness
    model: str
    version: str
    enrichment: Enrichment = field(default_factory=Enrichment)
    rejected: list[Rejection] = field(default_factory=list)

    def reject(self, name: str, reason: str) -> None:
        seen = "".join(sign if sign.isprintable() else "?" for sign in name[:40])
        self.rejected.append(Rejection(seen, reason))

    def read(self, name: str, claims: dict[str, Claim]) -> None:
        if name not in claims:
            self.reject(name, "missing")
        elif name in _LISTS:
            self._read_list(name, claims[name])
        elif claims[name] is not None:
            proven = self._prove(name, claims[name], _ONE[name])
            if proven is not None:
                self._keep(name, *proven)

    def _read_list(self, name: str, claims: Claim) -> None:
        if not isinstance(claims, list):
            self.reject(name, "wrong_type")
            return
        most = SCHEMA["properties"][name]["maxItems"]
        if len(claims) > most:
            self.reject(name, "too_many")
        values: list[Any] = []
        for at, claim in enumerate(claims[:most]):
            proven = self._prove(f"{name}[{at}]", claim, _LISTS[name])
            if proven is None:
                continue
            value, quoted = proven
            if any(_same(value, had) for had in values):
                self.reject(f"{name}[{at}]", "repeated")
                continue
            self.enrichment.evidence[f"{name}[{len(values)}]"] = self._evidence(quoted)
            values.append(value)
        if values:
            setattr(self.enrichment, name, values)

    def _prove(
        self, name: str, claim: Claim, prove: Callable[[Claim, Witness], tuple[Any, Quoted]]
    ) -> tuple[Any, Quoted] | None:
        known = _KEYS[name.partition("[")[0]]
        if isinstance(claim, dict):
            for key in claim.keys() - known:
                self.reject(f"{name}.{key}", "unknown_key")
        try:
            proven = prove(claim, self.witness)
        except UnprovenError as unproven:
            self.reject(name, unproven.reason)
            return None
        finally:
            for part, reason in self.witness.dropped:
                self.reject(f"{name}.{part}", reason)
            self.witness.dropped.clear()
        return proven

    def _keep(self, name: str, value: object, quoted: Quoted) -> None:
        setattr(self.enrichment, name, value)
        self.enrichment.evidence[name] = self._evidence(quoted)

    def _evidence(self, quoted: Quoted) -> Evidence:
        return proofs.evidence(quoted, self.model, self.version)


def _same(one: object, other: object) -> bool:
    if isinstance(one, Skill) and isinstance(other, Skill):
        return one.name.casefold() == other.name.casefold()
    return one == other


def _keys(schema: dict[str, Any]) -> frozenset[str]:
    claim = schema["items"] if "items" in schema else schema["anyOf"][0]
    return frozenset(claim["properties"])


_KEYS = {name: _keys(schema) for name, schema in SCHEMA["properties"].items()}
_ONE: dict[str, Callable[[Claim, Witness], tuple[Any, Quoted]]] = {
    "workplace": proofs.workplace,
    "seniority": proofs.seniority,
    "experience_years": proofs.experience,
    "education": proofs.education,
    "visa_sponsorship": proofs.sponsorship,
    "summary": summaries.summary,
}
_LISTS: dict[str, Callable[[Claim, Witness], tuple[Any, Quoted]]] = {
    "salary": proofs.salary,
    "remote_eligibility": proofs.eligibility,
    "skills": proofs.skill,
}
