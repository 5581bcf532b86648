"""`jobs llm check`: each endpoint tried, and what to change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from jobs_assets.cli.main import status_of
from tests.llm.fake_vllm import FakeVllm, always

Check = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """Runs it on the pools given by their settings' names; its status and findings by name."""

    def run(pool: str = "SHORT", **server: object) -> tuple[int, dict[str, Any]]:
        with FakeVllm(**({"seconds": 0.03} | server)) as fake:  # type: ignore[arg-type] # fields of the fake
            monkeypatch.setenv(f"JOBS_LLM__{pool}__BASE_URL", fake.base_url)
            monkeypatch.setenv(f"JOBS_LLM__{pool}__MODEL", "tiny")
            status = status_of(["llm", "check", "--home", str(tmp_path / "none"), "--json"])
        document = orjson.loads(capsys.readouterr().out)
        return status, {finding["check"]: finding for finding in document["findings"]}

    return run


def prose(asked: dict[str, Any]) -> str:
    return "Rain on the roof,\nrain on the road."


def padded(asked: dict[str, Any]) -> str:
    return '{\n\n\n\n\n  "colour":      "teal",\n\n\n   "numbers":\n\n\n [\n true,\n\n false]\n\n}'


def test_a_good_endpoint_has_nothing_to_change(check: Check) -> None:
    status, findings = check()
    assert status == 0
    assert {name: finding["outcome"] for name, finding in findings.items()} == dict.fromkeys(
        ("models", "health", "generates", "context", "schema", "prefix cache", "speed"), "ok"
    )
    assert not any(finding["remedy"] for finding in findings.values())


@pytest.mark.parametrize(
    ("server", "name", "outcome", "remedy"),
    [
        ({"model": "other"}, "models", "failed", "--served-model-name tiny"),
        ({"api_key": "secret"}, "models", "failed", "JOBS_LLM__SHORT__API_KEY"),
        ({"misbehave": always(500, b"")}, "generates", "failed", "the server's own log"),
        ({"max_model_len": 2048}, "context", "warning", "--max-model-len 4096"),
        ({"is_vllm": False}, "context", "warning", "JOBS_LLM__SHORT__MAX_MODEL_LEN"),
        ({"is_vllm": False}, "prefix cache", "unknown", None),
        ({"write": prose}, "schema", "failed", "ignores response_format"),
        ({"write": padded}, "schema", "warning", "disable_any_whitespace"),
        ({"max_num_seqs": 1}, "speed", "warning", "--max-num-seqs"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_change(
    check: Check, server: dict[str, Any], name: str, outcome: str, remedy: str | None
) -> None:
    status, findings = check(**server)
    assert findings[name]["outcome"] == outcome, findings[name]
    assert status == (1 if outcome == "failed" else 0)
    if remedy is not None:
        assert remedy in findings[name]["remedy"]


def test_an_endpoint_that_is_not_there_is_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with FakeVllm() as gone:
        monkeypatch.setenv("JOBS_LLM__LONG__BASE_URL", gone.base_url)
        monkeypatch.setenv("JOBS_LLM__LONG__MODEL", "tiny")
    assert status_of(["llm", "check", "--home", str(tmp_path)]) == 1
    shown = capsys.readouterr().out
    assert "nothing answers at" in shown
    assert "JOBS_LLM__LONG__BASE_URL" in shown


def test_a_paid_endpoint_is_asked_for_nothing_that_costs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("PRICE_INPUT", "PRICE_OUTPUT"):
        monkeypatch.setenv(f"JOBS_LLM__FALLBACK__{name}", "1")
    with FakeVllm(is_vllm=False) as paid:
        monkeypatch.setenv("JOBS_LLM__FALLBACK__BASE_URL", paid.base_url)
        monkeypatch.setenv("JOBS_LLM__FALLBACK__MODEL", "tiny")
        assert status_of(["llm", "check", "--home", str(tmp_path)]) == 0
        assert not paid.requests
    assert "it is paid" in capsys.readouterr().out


def test_without_endpoints_there_is_nothing_to_try(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert status_of(["llm", "check", "--home", str(tmp_path)]) == 0
    assert "JOBS_LLM__SHORT__BASE_URL" in capsys.readouterr().out
