"""What vLLM's `/metrics` says of the moment: what runs, what waits, whether the engine moves.

Text in, record out.
"""

import re
from dataclasses import dataclass

_LINE = re.compile(
    rb"^vllm:(num_requests_running|num_requests_waiting|iteration_tokens_total_count|generation_tokens_total"
    rb"|prefix_cache_queries_total|prefix_cache_hits_total)(?:\{[^}]*\})? ([0-9.e+]+)\s*$",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Vitals:
    """Sums over a server's engines. `steps` grows with each step, also while an engine reads a prompt."""

    running: int
    waiting: int
    steps: float
    cache_queries: float
    cache_hits: float


def read_vitals(metrics: bytes) -> Vitals | None:
    """The vitals in a Prometheus text, or null where it is no vLLM's."""
    sums: dict[bytes, float] = {}
    for name, value in _LINE.findall(metrics):
        sums[name] = sums.get(name, 0.0) + float(value)
    if b"num_requests_running" not in sums:
        return None
    return Vitals(
        running=int(sums[b"num_requests_running"]),
        waiting=int(sums.get(b"num_requests_waiting", 0)),
        steps=sums.get(b"iteration_tokens_total_count", 0.0) + sums.get(b"generation_tokens_total", 0.0),
        cache_queries=sums.get(b"prefix_cache_queries_total", 0.0),
        cache_hits=sums.get(b"prefix_cache_hits_total", 0.0),
    )
