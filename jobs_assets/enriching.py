"""A day's enrichment as plain functions over the store, the rules and a model; the asset wires them.

Rules read everything, at once; a model is asked for what they leave open, as far as it can answer. Knows
neither Dagster nor SQL.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime
from time import monotonic
from typing import Protocol, Self

from jobs_assets.enrichment.answers import Answered, Invalid, read_answer
from jobs_assets.enrichment.precedence import combine
from jobs_assets.enrichment.prompt.files import PROMPT_VERSION
from jobs_assets.enrichment.prompt.rendering import Prompt
from jobs_assets.enrichment.records import Enrichment
from jobs_assets.enrichment.rules.all_rules import enrich_by_rules, rules_version
from jobs_assets.llm.records import Answer, Failure, Pending, PoolName, Request
from jobs_assets.postings import Posting
from jobs_assets.store import enrichments as kept
from jobs_assets.store.engine import Store
from jobs_assets.store.enrichments import Found, LlmAnswer, Recipe, Waiting

_SAVED_AT_ONCE = 32  # what a kill costs of a model's free answers; paid ones are kept one by one
_NO_USE = 32  # requests in a row that nobody could answer: the others wait for a later run

OPEN_FIELDS = (
    *("salary", "workplace", "remote_eligibility", "seniority", "experience_years", "education"),
    *("skills", "visa_sponsorship", "summary"),
)
"""What a model can be asked for."""


@dataclass(slots=True)
class EnrichCounts:
    """What enriching a day came to, in versions of postings.

    `enriched` were read by the rules, by a model, or both; `cached` had been before, or share their content
    with one that was. `pending` wait for a model. `asked` requests had these `outcomes`; what models said
    that was not taken is in `rejected`, by field and reason. `micro_usd` is what it cost.
    """

    versions: int = 0
    enriched: int = 0
    cached: int = 0
    pending: int = 0
    asked: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    contradictions: int = 0
    micro_usd: int = 0

    @property
    def local_ratio(self) -> float | None:
        """The share of answers that local pools gave; null where there were none."""
        answered = self.outcomes["local"] + self.outcomes["cloud"]
        return self.outcomes["local"] / answered if answered else None

    def __iadd__(self, other: "EnrichCounts") -> Self:
        """Another day's counts added."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))
        return self


class Model(Protocol):
    """Whom to ask: the client, as far as it matters here."""

    async def ask(
        self, request: Request, accept: Callable[[Answer], str | None], keep: Callable[[str], None]
    ) -> Answer | Pending | Failure:
        """The answer that `accept` takes, or why there is none. `keep` hears paid ones before their price."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How models are asked: the client, the name of each pool's model, how a posting becomes a prompt, how
    many requests are under way at most, until when new ones are sent (seconds of `time.monotonic`), and what
    the month has cost so far (micro-dollars).
    """

    model: Model
    names: Mapping[PoolName, str]
    prompt: Callable[[Posting, frozenset[str]], Awaitable[Prompt]]
    in_flight: int
    until: float
    spent: Callable[[], int] = lambda: 0


def recipe(names: Iterable[str] = ()) -> Recipe:
    """The present recipe, with models of these names."""
    models = frozenset(names)
    return Recipe(rules_version(), PROMPT_VERSION if models else "", models)


def enrich_by_rules_of_day(store: Store, day: date, wanted: Recipe) -> EnrichCounts:
    """Have the rules read what they have not read of the day; what models said before is taken up again."""
    counts = EnrichCounts()
    counts.versions, unread, _ = kept.count(store, day, wanted)
    counts.cached = counts.versions - unread
    for batch in kept.stale(store, day, wanted):
        by_content: dict[bytes, list[Waiting]] = {}
        for each in batch:
            by_content.setdefault(each.content_key, []).append(each)
        there = kept.known(store, by_content.keys(), wanted.rules_version)
        said = kept.answers(store, by_content.keys() - there.keys())
        kept.link(store, [(each.version_id, there[key]) for key in there for each in by_content[key]])
        fresh = [
            ([each.version_id for each in same], _read(same[0], wanted, said.get(key, ())))
            for key, same in by_content.items()
            if key not in there
        ]
        kept.save(store, day, fresh)
        counts.enriched += len(fresh)
        counts.cached += len(batch) - len(fresh)
    return counts


def enriched(posting: Posting) -> Enrichment:
    """What a posting's fields and words say by rules alone."""
    return combine(posting, enrich_by_rules(posting), None)[0]


def _read(waiting: Waiting, wanted: Recipe, said: Iterable[LlmAnswer]) -> Found:
    """A posting as the rules read it, with the best that models said of it before."""
    by_rules = enrich_by_rules(waiting.posting)
    for answer in sorted(said, key=lambda one: one.prompt_version == wanted.prompt_version, reverse=True):
        read = read_answer(
            answer.answer,
            waiting.posting,
            frozenset(answer.fields),
            model=answer.model,
            version=answer.prompt_version,
        )
        if isinstance(read, Answered):
            return _found(waiting, wanted, by_rules, read, answer)
    return _found(waiting, wanted, by_rules)


def _found(
    waiting: Waiting,
    wanted: Recipe,
    by_rules: Enrichment,
    read: Answered | None = None,
    answer: LlmAnswer | None = None,
) -> Found:
    whole, contradictions = combine(waiting.posting, by_rules, read.enrichment if read else None)
    found = Found(waiting.content_key, whole, wanted.rules_version)
    found.contradictions = [asdict(each) for each in contradictions]
    if read is not None and answer is not None:
        found.prompt_version, found.model, found.tier = answer.prompt_version, answer.model, answer.tier
        found.cut = answer.cut
        found.rejected = dict(_not_taken(read))
    return found


def _not_taken(read: Answered) -> Counter[str]:
    """What a model said that was not taken, and what in a posting was written for models, by reason."""
    rejected = Counter(f"{each.field}: {each.reason}" for each in read.rejected)
    return rejected + Counter(f"posting: {each.kind}" for each in read.injections)


def open_fields(posting: Posting, by_rules: Enrichment) -> frozenset[str]:
    """What neither a field nor a rule says of a posting, so that a model is asked for it."""
    return frozenset(
        name
        for name in OPEN_FIELDS
        if not getattr(posting, name, None) and getattr(by_rules, name) in (None, [])
    )


async def ask_about_day(
    store: Store, day: date, wanted: Recipe, asking: Asking, counts: EnrichCounts
) -> None:
    """Ask about what no model has read of the day. What is answered is kept as it comes; what is not, waits.

    Raises nothing that a model or a server does.
    """
    run, before = _Run(store, day, wanted, asking, counts), asking.spent()
    try:
        await run.all()
    finally:
        run.save()
        counts.micro_usd += asking.spent() - before
        *_, counts.pending = kept.count(store, day, wanted)


class _Run:
    """The requests of one day, some under way at a time."""

    def __init__(self, store: Store, day: date, wanted: Recipe, asking: Asking, counts: EnrichCounts) -> None:
        self._store = store
        self._day = day
        self._wanted = wanted
        self._asking = asking
        self._counts = counts
        self._done: list[tuple[list[int], Found]] = []
        self._said: list[LlmAnswer] = []
        self._in_vain = 0

    async def all(self) -> None:
        """Ask about everything that waits, until time is up or nobody answers any more."""
        running: set[asyncio.Task[None]] = set()
        try:
            for same in self._contents():
                if self._is_over():
                    break
                running.add(asyncio.create_task(self._ask(same)))
                if len(running) >= self._asking.in_flight:
                    running = await self._some(running)
            while running:
                running = await self._some(running)
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _some(self, running: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
        done, rest = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
        if len(self._done) >= _SAVED_AT_ONCE:
            self.save()
        return rest

    def _is_over(self) -> bool:
        return self._in_vain >= _NO_USE or monotonic() >= self._asking.until

    def _contents(self) -> Iterator[list[Waiting]]:
        """The versions that are to be asked about, those of one content together; each content once."""
        for batch in kept.pending(self._store, self._day, self._wanted):
            by_content: dict[bytes, list[Waiting]] = {}
            for each in batch:
                by_content.setdefault(each.content_key, []).append(each)
            said = kept.answers(self._store, by_content.keys())
            for key, same in by_content.items():
                if not self._take_up(same, said.get(key, ())):
                    yield same

    def _take_up(self, same: list[Waiting], said: Iterable[LlmAnswer]) -> bool:
        """Whether a model answered already, in a run that ended before it could make anything of it."""
        wanted = self._wanted
        for answer in said:
            if answer.prompt_version == wanted.prompt_version and answer.model in wanted.models:
                found = _read(same[0], wanted, [answer])
                if found.model:
                    self._done.append(([each.version_id for each in same], found))
                    return True
        return False

    async def _ask(self, same: list[Waiting]) -> None:
        waiting = same[0]
        by_rules = enrich_by_rules(waiting.posting)
        fields = open_fields(waiting.posting, by_rules)
        prompt = await self._asking.prompt(waiting.posting, fields)
        taken: list[tuple[Answered, LlmAnswer]] = []

        def said(text: str, pool: PoolName) -> LlmAnswer:
            return LlmAnswer(
                waiting.content_key,
                PROMPT_VERSION,
                self._asking.names[pool],  # as it is set: servers may call it otherwise
                "cloud" if pool == "fallback" else "local",
                tuple(sorted(fields)),
                datetime.now(UTC).isoformat(timespec="seconds"),
                prompt.cut,
                text,
            )

        def accept(answer: Answer) -> str | None:
            one = said(answer.text, answer.pool)
            read = read_answer(answer.text, waiting.posting, fields, model=one.model)
            if isinstance(read, Invalid):
                return read.reason
            if answer.tier == "local":  # a paid one is kept already
                self._said.append(one)
            taken.append((read, one))
            return None

        def keep(text: str) -> None:
            kept.keep_answers(self._store, [said(text, "fallback")])

        request = Request(waiting.content_key.hex(), prompt.messages, prompt.schema, prompt.max_tokens)
        outcome = await self._asking.model.ask(request, accept, keep)
        self._counts.asked += 1
        if isinstance(outcome, Pending):
            self._in_vain += 1
            self._counts.outcomes[outcome.reason] += 1
            return
        self._in_vain = 0
        if isinstance(outcome, Failure):
            self._take_failure(same, by_rules, outcome, prompt.cut)
        else:
            self._take(same, by_rules, *taken[-1])

    def _take(self, same: list[Waiting], by_rules: Enrichment, read: Answered, said: LlmAnswer) -> None:
        found = _found(same[0], self._wanted, by_rules, read, said)
        self._counts.outcomes[said.tier] += 1
        self._counts.rejected.update(found.rejected)
        self._counts.contradictions += len(found.contradictions)
        self._done.append(([each.version_id for each in same], found))

    def _take_failure(
        self, same: list[Waiting], by_rules: Enrichment, failure: Failure, cut: int | None
    ) -> None:
        """The rules' values stand, with the reason: asking the same again would give, and cost, the same."""
        found = _found(same[0], self._wanted, by_rules)
        found.prompt_version, found.model = PROMPT_VERSION, self._asking.names[failure.pool]
        found.tier, found.cut, found.rejected = failure.tier, cut, {f"answer: {failure.reason}": 1}
        self._counts.outcomes[failure.reason] += 1
        self._done.append(([each.version_id for each in same], found))

    def save(self) -> None:
        """Keep what has been answered so far."""
        done, self._done = self._done, []
        said, self._said = self._said, []
        kept.keep_answers(self._store, said)
        if done:
            kept.save(self._store, self._day, done)
            self._counts.enriched += len(done)
