"""Near-duplicates beside datasketch's MinHashLSH: CPU-seconds, recall and memory at 100,000 postings.

Three in ten are copies, made as `samples/copies.py` makes them. Ours ends with links between postings, the
peer with candidates: MinHash of 128 permutations over runs of three words, at threshold 0.7.
"""

import gc
import multiprocessing
import re
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from zlib import crc32

from bench.figure import Figure
from jobs_assets.duplicates.linking import link
from jobs_assets.duplicates.matching import find_matches, keys
from jobs_assets.duplicates.names import employer_name
from jobs_assets.duplicates.records import Candidate
from jobs_assets.duplicates.texts import band_keys, similarity
from jobs_assets.samples.copies import edited
from jobs_assets.samples.draws import Draw, Stream
from jobs_assets.samples.generator import sample
from jobs_assets.samples.showings import Scene, copied, shown

POSTINGS = 100_000
_ORIGINALS = 0.7
_NEW = 0.03  # of the postings of a day
_SEED = 23
_THRESHOLD = 0.7
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class World:
    """Postings, and which of them are copies of which."""

    candidates: list[Candidate]
    copies: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Spent:
    """What a way to find them cost, and the share of the copies that it found."""

    seconds: float
    recall: float
    megabytes: float


def measure() -> list[Figure]:
    """CPU-seconds beside the peer, memory, and a day on which three in a hundred postings are new."""
    world = made(POSTINGS)
    texts, peer = _apart(_near_texts, world), _apart(_datasketch, world)
    ours, day = _apart(_ours, world), _apart(_a_day, world)
    return [
        *_beside(
            "near-duplicate texts", texts, peer, 0.12, "each pair found is measured; the peer's are not"
        ),
        *_beside("duplicates, linked", ours, peer, 0.25, "all three layers, with representatives"),
        Figure(
            "the same: memory beyond the texts",
            ours.megabytes,
            peer.megabytes,
            "MB",
            None,
            "< 1,000",
            ours.megabytes < 1000,
        ),
        Figure(
            f"a day with {_NEW:.0%} new, keys stored",
            day.seconds,
            ours.seconds,
            "CPU-s",
            day.seconds / ours.seconds,
            "<= 0.08 x the whole",
            day.seconds <= 0.08 * ours.seconds,
            f"copies found: {day.recall:.1%}",
        ),
    ]


def _beside(name: str, ours: Spent, peer: Spent, most: float, note: str) -> list[Figure]:
    ratio = ours.seconds / peer.seconds
    spent = Figure(
        f"{name}, of {POSTINGS:,}",
        ours.seconds,
        peer.seconds,
        "CPU-s",
        ratio,
        f"<= {most} x datasketch",
        ratio <= most,
        note,
    )
    found = ours.recall >= peer.recall
    return [
        spent,
        Figure(f"{name}: copies found", ours.recall, peer.recall, "share", None, "no fewer", found),
    ]


def made(count: int) -> World:
    """A world of so many postings: the same for a count."""
    originals = int(count * _ORIGINALS)
    postings = [shown(sample(index, _SEED)) for index in range(originals)]
    copies = []
    for number in range(count - originals):
        draw = Draw(_SEED, Stream.COPY, number)
        index = draw.between(0, originals - 1)
        posting = sample(index, _SEED)
        scene = Scene(draw, posting, sample(draw.between(0, originals - 1), _SEED))
        copy = copied(scene) if draw.chance(0.5) else _reposted(scene)
        copy = replace(copy, posting_id=f"{copy.posting_id}-{number}")
        postings.append(copy)
        copies.append((postings[index].posting_id, copy.posting_id))
    return World(postings, copies)


def _reposted(scene: Scene) -> Candidate:
    again = shown(scene.posting, edited(scene.draw, scene.posting.sections, scene.neighbour.sections))
    return replace(again, requisition_id=None, url=None, apply_url=None)


def _apart(work: Callable[[World], tuple[float, float]], world: World) -> Spent:
    """Runs in a process of its own that shares the world, so that its peak memory is its own."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def run() -> None:
        gc.collect()
        gc.freeze()  # the world is nobody's garbage to look through
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds, recall = work(world)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        sender.send(Spent(seconds, recall, (peak - before) / 1024))

    process = context.Process(target=run)
    process.start()
    sender.close()
    spent: Spent = receiver.recv()
    process.join()
    return spent


def _near_texts(world: World) -> tuple[float, float]:
    """Texts alone: pairs of one employer's whose similarity is that of the peer's threshold or more."""
    start = time.process_time()
    first: dict[int, int] = {}
    shared: dict[int, list[int]] = {}
    texts = [each.text for each in world.candidates]
    for number, candidate in enumerate(world.candidates):
        employer = employer_name(candidate.hiring_organization or "")
        for key in band_keys(candidate.text, crc32(employer.encode())):
            if key in shared:
                shared[key].append(number)
            elif (other := first.setdefault(key, number)) != number:
                shared[key] = [other, number]
    pairs = {pair for bucket in shared.values() for pair in combinations(bucket, 2)}
    near = {
        (one, other) for one, other in sorted(pairs) if similarity(texts[one], texts[other]) >= _THRESHOLD
    }
    seconds = time.process_time() - start
    at = {each.posting_id: number for number, each in enumerate(world.candidates)}
    found = sum((at[one], at[other]) in near for one, other in world.copies)
    return seconds, found / len(world.copies)


def _ours(world: World) -> tuple[float, float]:
    start = time.process_time()
    links = link(world.candidates, find_matches(world.candidates))
    seconds = time.process_time() - start
    of = {each.posting_id: each.of for each in links}
    found = sum(of.get(one, one) == of.get(other, other) for one, other in world.copies)
    return seconds, found / len(world.copies)


def _a_day(world: World) -> tuple[float, float]:
    """The last three in a hundred are new; the keys of the others are in a table."""
    new = int(len(world.candidates) * _NEW)
    known, late = world.candidates[:-new], world.candidates[-new:]
    having: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in known:
        for key in keys(candidate):
            having[key].append(candidate)

    def sharing(wanted: frozenset[int]) -> Iterable[tuple[int, Candidate]]:
        return ((key, each) for key in wanted for each in having.get(key, ()))

    start = time.process_time()
    matches = find_matches(late, sharing)
    seconds = time.process_time() - start
    pairs = {frozenset((match.first, match.second)) for match in matches}
    names = {each.posting_id for each in late}
    copies = [pair for pair in world.copies if pair[1] in names]
    return seconds, sum(frozenset(pair) in pairs for pair in copies) / len(copies)


def _datasketch(world: World) -> tuple[float, float]:
    from datasketch import MinHash, MinHashLSH

    start = time.process_time()
    index = MinHashLSH(threshold=_THRESHOLD, num_perm=128)
    sketches = {}
    for candidate in world.candidates:
        words = _WORD.findall(candidate.text.lower())
        runs = {" ".join(run) for run in zip(words, words[1:], words[2:], strict=False)}
        sketch = MinHash(num_perm=128)
        sketch.update_batch([run.encode() for run in runs])
        index.insert(candidate.posting_id, sketch)
        sketches[candidate.posting_id] = sketch
    found = {posting_id: set(index.query(sketch)) for posting_id, sketch in sketches.items()}
    seconds = time.process_time() - start
    return seconds, sum(one in found[other] for one, other in world.copies) / len(world.copies)
