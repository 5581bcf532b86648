"""What the guide and the compose file tell a user to start: every flag and setting in them exists."""

import re
from pathlib import Path

import pytest
import yaml

from jobs_assets.settings import names

ROOT = Path(__file__).parents[2]
HELP = ROOT / "../shared/data/vllm/serve-help-0.32.txt"
GUIDE, COMPOSE = ROOT / "docs/vllm.md", ROOT / "docker-compose.yml"


def engine_flags(text: str) -> set[str]:
    """The flags of `vllm serve` in fenced blocks, or of a compose file's commands."""
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))


def test_every_flag_is_one_of_vllm() -> None:
    if not HELP.exists():
        pytest.skip(f"{HELP.name} is not here")
    known = engine_flags(HELP.read_text()) | {"--profile"}  # docker compose's own
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE.read_text(), re.S))
    commands = "\n".join(
        "\n".join(service["command"])
        for service in yaml.safe_load(COMPOSE.read_text())["services"].values()
        if "vllm" in service["image"]
    )
    assert len(engine_flags(blocks)) > 10
    assert engine_flags(blocks) - known == set()
    assert engine_flags(commands) - known == set()


def test_every_setting_named_is_one() -> None:
    known = names()
    for text in (GUIDE.read_text(), COMPOSE.read_text()):
        for name in set(re.findall(r"\bJOBS_[A-Z_]+[A-Z]\b", text)):
            assert name in known, name


def test_engines_of_one_card_start_one_after_the_other_and_on_loopback() -> None:
    services = yaml.safe_load(COMPOSE.read_text())["services"]
    assert services["llm-long"]["depends_on"] == {"llm-short": {"condition": "service_healthy"}}
    engines = [service for service in services.values() if "vllm" in service["image"]]
    assert len(engines) == 3
    for service in engines:
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])
        assert service["deploy"]["resources"]["limits"]["memory"]
        assert "max_tokens" in service["healthcheck"]["test"][-1]
