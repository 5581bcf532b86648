"""The two pools of the contract tests: our fake always, a real vLLM too where `make test-vllm` says so."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import pytest

from jobs_assets.llm.patience import Patience
from tests.llm.asking import QUICK
from tests.llm.fake_vllm import FakeVllm
from tests.vllm.servers import VllmProcess

SHORT, LONG, SEATS, QUEUE = 1024, 4096, 4, 8
KEY = "a-key-of-tests"
REAL = Patience(rest=1.0, longest_rest=4.0)


class Endpoint(Protocol):
    """A server that can be killed and started again."""

    model: str
    api_key: str | None

    @property
    def base_url(self) -> str: ...

    def kill(self) -> None: ...

    def revive(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pools of the same model; the long one wants a key."""

    short: Endpoint
    long: Endpoint
    patience: Patience


@pytest.fixture(scope="module", params=["fake", "vllm"] if os.environ.get("TEST_VLLM") else ["fake"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    if request.param == "fake":
        with (
            FakeVllm(
                max_model_len=SHORT, max_num_seqs=SEATS, max_num_queued_reqs=QUEUE, seconds=0.02
            ) as short,
            FakeVllm(max_model_len=LONG, max_num_seqs=SEATS, seconds=0.02, api_key=KEY) as long,
        ):
            yield Pair(short, long, QUICK)
        return
    folder = tmp_path_factory.mktemp("vllm")
    with contextlib.ExitStack() as stack:
        short_engine = stack.enter_context(
            VllmProcess(
                folder / "short.log",
                model="tiny",
                max_model_len=SHORT,
                max_num_seqs=SEATS,
                queue=QUEUE,
                api_key=None,
            )
        )
        long_engine = stack.enter_context(
            VllmProcess(
                folder / "long.log",
                model="tiny",
                max_model_len=LONG,
                max_num_seqs=SEATS,
                queue=64,
                api_key=KEY,
            )
        )
        yield Pair(short_engine, long_engine, REAL)
