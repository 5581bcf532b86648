"""The labelled pairs as the sample server gives them."""

from collections import Counter

import orjson

from jobs_assets.samples.server import SampleServer
from tests.samples.loopback import get


def test_the_server_labels_two_thousand_pairs_for_every_layer() -> None:
    with SampleServer(postings=16, seed=2) as server:
        body = get(f"{server.base_url}/duplicates.jsonl").body
    pairs = [orjson.loads(line) for line in body.splitlines()]
    labels = Counter((pair["layer"], pair["same"]) for pair in pairs)
    for layer in ("same_native_id", "same_requisition", "same_text"):
        assert labels[layer, True] + labels[layer, False] >= 2000
        assert min(labels[layer, True], labels[layer, False]) >= 900
    assert {pair["language"] for pair in pairs} == {"en", "de", "fr", "es"}
