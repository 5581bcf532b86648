from pathlib import Path

import pytest

from jobs_assets.llm.vitals import read_vitals

RECORDED = Path(__file__).parents[2] / "../shared/data/vllm/metrics-0.32.txt"


def test_a_recorded_page_of_vllm_is_read() -> None:
    if not RECORDED.exists():
        pytest.skip(f"{RECORDED.name} is not here")
    vitals = read_vitals(RECORDED.read_bytes())
    assert vitals is not None
    assert (vitals.running, vitals.waiting, vitals.cache_queries, vitals.cache_hits) == (0, 0, 553, 0)
    assert vitals.steps > 0


def test_engines_are_summed_and_other_metrics_left_alone() -> None:
    page = b"""\
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="a"} 3.0
vllm:num_requests_running{engine="1",model_name="a"} 4.0
vllm:num_requests_waiting{engine="0",model_name="a"} 1.0
vllm:num_requests_waiting_by_reason{engine="0",reason="capacity"} 9.0
vllm:iteration_tokens_total_count{engine="0"} 1.2e+06
"""
    vitals = read_vitals(page)
    assert vitals is not None
    assert (vitals.running, vitals.waiting, vitals.steps) == (7, 1, 1_200_000)


def test_another_servers_page_is_none_of_vllm() -> None:
    assert read_vitals(b"llamacpp:requests_processing 1\n") is None
    assert read_vitals(b"\xff\x00") is None
