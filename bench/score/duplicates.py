"""Duplicates against truth: labelled pairs of the sample boards by layer, and real pairs by hand.

A pair counts as found if the links, made of it and of what else shows the two openings, put both under one.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from bench.score.scored import Score
from jobs_assets.duplicates.linking import link
from jobs_assets.duplicates.matching import find_matches
from jobs_assets.duplicates.records import LAYERS, Candidate, Location
from jobs_assets.parsing.places import read_line
from jobs_assets.samples.pairs import labelled_pairs

PAIRS = 2600
"""For each layer. A round of the cases of each is 9 or 13 pairs, so that each has two hundred or more."""
SEED = 4
BY_HAND = Path(__file__).with_name("pairs_by_hand.jsonl")
DATASETS = Path(__file__).parents[2] / "../shared/data/datasets"


def scores() -> list[Score]:
    """The scores of each layer and language, and of the real pairs where their texts are at hand."""
    found = []
    for layer in LAYERS:
        judged: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        for pair in labelled_pairs(layer, PAIRS, SEED):
            judgement = (pair.same, _linked([pair.first, pair.second], pair.first, pair.second))
            judged[f"duplicates/{layer}"].append(judgement)
            judged[f"duplicates/{layer}/{pair.language}"].append(judgement)
        found += [_score(name, pairs) for name, pairs in judged.items()]
    if DATASETS.is_dir():
        found.append(_score("duplicates/by hand", _by_hand()))
    return found


def _linked(candidates: list[Candidate], first: Candidate, second: Candidate) -> bool:
    of = {each.posting_id: each.of for each in link(candidates, find_matches(candidates))}
    return of.get(first.posting_id, first.posting_id) == of.get(second.posting_id, second.posting_id)


def _score(name: str, judged: Iterable[tuple[bool, bool]]) -> Score:
    pairs = list(judged)
    return Score(
        name,
        right=sum(same and found for same, found in pairs),
        wrong=sum(found and not same for same, found in pairs),
        missed=sum(same and not found for same, found in pairs),
        of=len(pairs),
    )


def _by_hand() -> Iterator[tuple[bool, bool]]:
    """Pairs of real postings that someone read and judged; kept by their ids, since the texts are not ours.

    All postings are linked together, as they would be, and each pair is looked up.
    """
    candidates = {each.posting_id: each for each in real_candidates()}
    links = link(candidates.values(), find_matches(candidates.values()))
    of = {each.posting_id: each.of for each in links}
    for line in BY_HAND.read_bytes().splitlines():
        label = orjson.loads(line)
        yield (
            label["same"],
            of.get(label["first"], label["first"]) == of.get(label["second"], label["second"]),
        )


def real_candidates() -> Iterator[Candidate]:
    """The postings of the data sets that come with their texts."""
    yield from map(_of_uber, _rows("uber_776.json.gz", "jobs"))
    yield from map(_of_radar, _rows("cyber_job_radar_390.json.gz", None))


def _rows(name: str, key: str | None) -> list[dict[str, Any]]:
    document = orjson.loads(gzip.decompress((DATASETS / name).read_bytes()))
    rows: list[dict[str, Any]] = document[key] if key else document
    return rows


def _of_uber(row: dict[str, Any]) -> Candidate:
    return Candidate(
        posting_id=f"site:uber:{row['id']}",
        board_id="site:uber",
        title=row["title"],
        text=row["description"] or "",
        hiring_organization="Uber",
        places=tuple(place for line in row["locations"] for place in _places(line)),
        url=row["url"],
    )


def _of_radar(row: dict[str, Any]) -> Candidate:
    ats = {"Greenhouse": "greenhouse", "Personio": "personio", "Ashby": "ashby"}.get(row["source"], "feed")
    board = f"{ats}:{row['company_normalized'] if ats != 'feed' else row['source'].casefold()}"
    return Candidate(
        posting_id=f"{board}:{row['source_id'] or row['job_key']}",
        board_id=board,
        title=row["title"],
        text=row["description"] or "",
        hiring_organization=row["company"],
        places=_places(row["location"]) if row["location"] not in {None, "Unspecified"} else (),
        url=row["url"],
        apply_url=row.get("apply_url"),
        first_seen=row.get("first_seen"),
    )


def _places(line: str) -> tuple[Location, ...]:
    return tuple(Location(each.city, each.region, each.country) for each in read_line(line).places)
